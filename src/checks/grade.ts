import { CancelledError, UsageError } from '../errors.ts';
import type { Lab, LabCheck, Task } from '../lab/lab.ts';
import { type Attempt, blockedBy, tasksBefore } from './blocked.ts';
import type { Network } from './check.ts';
import { forgetUnanswered } from './forget.ts';
import {
  getReady,
  isCostly,
  isExclusive,
  type Kinds,
  type Look,
  lookAt,
  remembering,
  type Surroundings,
} from './looking.ts';
import { checkReport, labReport, taskReport } from './outcome.ts';
import { lasting } from './parts/lasting.ts';
import type { CheckReport, Report } from './report.ts';
import { retryFailing } from './retry.ts';

/** No probe takes longer, even one whose commands ignore their own bounds. */
const PROBE_LIMIT_MS = 60_000;

export type GradeOptions = {
  /** Grade this task only; the report holds no other. */
  task?: string;
  /** The learner's answers by the id of their check, e.g. `{"wire.3": "02:00:00:00:00:01"}`. */
  answers: Readonly<Record<string, string>>;
  /** Called once per check of the report, in the lab's order, when its outcome is final. */
  onOutcome?: (check: CheckReport, task: Task) => void;
  /** Called after each look at a check, before it is known what other checks make of it and whether it is looked at again. */
  onLook?: (check: LabCheck, status: Look['status']) => void;
  /** Costly probes begin one by one, after all others: for who aborts once a check has failed, and would waste those under way. */
  sparing?: boolean;
  /** What was sent in vain leaves no traces that the next report would suffer from: for who grades what is mended meanwhile. */
  forgets?: boolean;
  /** Aborting it rejects with CancelledError. */
  signal?: AbortSignal;
  /** Upper bound of one probe in milliseconds, one minute unless told. */
  probeLimitMs?: number;
};

/**
 * Looks at the live network and judges every check of a lab, or of one task. Probes run side by side, those of
 * exclusive kinds afterwards, one by one. A probe that breaks makes its check `unknown` and never the report fail.
 * Throws UsageError for a task the lab does not have, CancelledError when the signal aborts it.
 */
export async function gradeLab(lab: Lab, kinds: Kinds, network: Network, options: GradeOptions): Promise<Report> {
  const attempts = attemptsFor(lab, options.task);
  const around = surroundings(kinds, network, options);
  await lookAtAll(attempts, lab, around, options);
  await retryFailing(attempts, lab, (failing) =>
    lookAtAll(failing, lab, { ...around, network: unremembered(network) }, options),
  );
  if (options.forgets) await forgetUnanswered(lab, kinds, network, attempts);
  const tasks = lab.tasks.filter(({ id }) => options.task === undefined || id === options.task);
  return labReport(
    lab,
    tasks.map((task) => {
      const checks = attempts
        .filter((attempt) => attempt.task === task)
        .map((attempt) => checkReport(attempt, attempts, lab, kinds));
      for (const check of checks) options.onOutcome?.(check, task);
      return taskReport(task, checks);
    }),
  );
}

/** What a look at all due checks has around it, but for what those of one look share. */
type Around = Omit<Surroundings, 'once' | 'throughout'>;

function surroundings(kinds: Kinds, network: Network, options: GradeOptions): Around {
  return {
    kinds,
    network,
    answers: options.answers,
    limitMs: options.probeLimitMs ?? PROBE_LIMIT_MS,
    debug: Boolean(process.env['DEBUG']),
    signal: options.signal,
  };
}

/** One task is graded with all that can block it: the tasks before it, and namespaces that earlier tasks ask for. */
function attemptsFor(lab: Lab, id: string | undefined): Attempt[] {
  const all = lab.tasks.flatMap((task) => task.checks.map((check): Attempt => ({ task, check, look: undefined })));
  if (id === undefined) return all;
  const wanted = lab.tasks.find((task) => task.id === id);
  if (!wanted) {
    const known = lab.tasks.map((task) => task.id).join(', ');
    throw new UsageError(`lab ${lab.id} has no task "${id}"`, { next: [`its tasks: ${known}`] });
  }
  const graded = new Set([wanted, ...tasksBefore(wanted, lab)]);
  const earlier = new Set(lab.tasks.slice(0, lab.tasks.indexOf(wanted)));
  return all.filter(({ task, check }) => graded.has(task) || (earlier.has(task) && check.kind === 'namespace'));
}

/** All due checks side by side, but for those that must be looked at alone, which get ready side by side and then look one by one. */
async function lookAtAll(
  attempts: readonly Attempt[],
  lab: Lab,
  around: Around,
  { onLook, sparing = false }: GradeOptions,
): Promise<void> {
  const due = attempts.filter((attempt) => !isUnanswered(attempt, around.answers));
  const { throughout, endAll } = lasting();
  const surroundings: Surroundings = { ...around, once: remembering(), throughout };
  const look = async (attempt: Attempt) => {
    if (around.signal?.aborted) throw new CancelledError('the check was interrupted');
    attempt.look = await lookAt(attempt.check, surroundings);
    onLook?.(attempt.check, attempt.look.status);
  };
  const alone = due.filter(({ check }) => isExclusive(check, around.kinds));
  const spared = due.filter(
    ({ check }) => sparing && isCostly(check, around.kinds) && !isExclusive(check, around.kinds),
  );
  // What will be blocked whatever it sees is left out, for to look at it alone is slow.
  const isOpen = (attempt: Attempt) => blockedBy(attempt, attempts, lab) === undefined;
  await Promise.all(due.filter((attempt) => !alone.includes(attempt) && !spared.includes(attempt)).map(look));
  for (const attempt of spared) await look(attempt);
  try {
    await Promise.all(alone.filter(isOpen).map(({ check }) => getReady(check, surroundings)));
    for (const attempt of firstThingsFirst(alone, lab)) {
      if (isOpen(attempt)) await look(attempt);
    }
  } finally {
    await endAll();
  }
}

/** A task's checks after those of every task that must be done before it, so that it is known whether it is blocked. */
function firstThingsFirst(attempts: readonly Attempt[], lab: Lab): readonly Attempt[] {
  const depth = ({ task }: Attempt) => tasksBefore(task, lab).length;
  return attempts.toSorted((one, other) => depth(one) - depth(other));
}

/** A bonus question that nobody has answered is neither right nor wrong. */
function isUnanswered({ check }: Attempt, answers: Readonly<Record<string, string>>): boolean {
  return check.kind === 'answer' && check.optional && answers[check.id] === undefined;
}

/** A second look must not be given what the first one saw. */
function unremembered(network: Network): Network {
  return {
    run: (place, argv, options) => network.run(place, argv, options),
    read: (place, argv) => network.run(place, argv),
    byHand: (place, argv) => network.byHand(place, argv),
    evidence: (ran) => network.evidence(ran),
  };
}
