import { UsageError } from '../errors.ts';
import type { Lab, LabCheck, Task } from '../lab/lab.ts';
import { type Attempt, tasksBefore } from './blocked.ts';
import type { Network } from './check.ts';
import { forgetUnanswered } from './forget.ts';
import { type Around, lookAtAll } from './look-at-all.ts';
import type { Kinds, Look } from './looking.ts';
import { checkReport, labReport, taskReport } from './outcome.ts';
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
  /** Called before each look at a check; {@link onLook} follows unless the signal aborts it. */
  onBegin?: (check: LabCheck) => void;
  /** Called after each look at a check, before it is known what other checks make of it and whether it is looked at again. */
  onLook?: (check: LabCheck, status: Look['status']) => void;
  /** Costly probes begin one by one, after all others: for who aborts once a check has failed, and would waste those under way. */
  sparing?: boolean;
  /** Tasks that have been passed before: what looks alone at them gets ready at once, as it will most likely be needed. */
  done?: ReadonlySet<string>;
  /** What was sent in vain leaves no traces that the next report would suffer from: for who grades what is mended meanwhile. */
  forgets?: boolean;
  /** What goes on for the checks may still be coming to its end when the report is there: for who does nothing more with the network but to wait for that. */
  endsLater?: boolean;
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

/** A second look must not be given what the first one saw. */
function unremembered(network: Network): Network {
  return {
    run: (place, argv, options) => network.run(place, argv, options),
    read: (place, argv) => network.run(place, argv),
    byHand: (place, argv) => network.byHand(place, argv),
    evidence: (ran) => network.evidence(ran),
  };
}
