import { CancelledError } from '../errors.ts';
import type { Lab } from '../lab/lab.ts';
import { type Attempt, blockedBy, tasksBefore } from './blocked.ts';
import type { GradeOptions } from './grade.ts';
import { getReady, isCostly, isExclusive, lookAt, remembering, type Surroundings } from './looking.ts';
import { type Lasting, lasting } from './parts/lasting.ts';

/** What a look at all due checks has around it, but for what those of one look share. */
export type Around = Omit<Surroundings, 'once' | 'throughout'>;

type Choice = Pick<GradeOptions, 'onBegin' | 'onLook' | 'sparing' | 'done' | 'endsLater'>;

/**
 * All due checks side by side, but for those that must be looked at alone: they get ready side by side, and then look one by one, while what the
 * others had begun comes to its end.
 */
export async function lookAtAll(
  attempts: readonly Attempt[],
  lab: Lab,
  around: Around,
  { onBegin, onLook, sparing = false, done = new Set(), endsLater = false }: Choice,
): Promise<void> {
  const once = remembering();
  const [crowd, loners] = [lasting(), lasting()];
  const among = ({ throughout }: Lasting): Surroundings => ({ ...around, once, throughout });
  const look = async (attempt: Attempt, company: Lasting) => {
    if (around.signal?.aborted) throw new CancelledError('the check was interrupted');
    onBegin?.(attempt.check);
    attempt.look = await lookAt(attempt.check, among(company));
    onLook?.(attempt.check, attempt.look.status);
  };
  const ready = (these: readonly Attempt[]) => Promise.all(these.map(({ check }) => getReady(check, among(loners))));
  const { together, spared, alone } = inTurns(attempts, around, sparing);
  const early = ready(alone.filter(({ task }) => done.has(task.id)));
  try {
    await Promise.all(together.map((attempt) => look(attempt, crowd)));
    for (const attempt of spared) await look(attempt, crowd);
    void crowd.endAll();
    // What will be blocked whatever it sees is left out, for to look at it alone is slow.
    const isOpen = (attempt: Attempt) => blockedBy(attempt, attempts, lab) === undefined;
    await Promise.all([early, ready(alone.filter(isOpen))]);
    for (const attempt of firstThingsFirst(alone, lab)) {
      if (isOpen(attempt)) await look(attempt, loners);
    }
  } finally {
    const ended = Promise.all([crowd.endAll(), loners.endAll()]);
    if (!endsLater) await ended;
  }
}

/** Those that are due: most of them at once, the costly ones of a sparing report one by one, and then those that look alone. */
function inTurns(attempts: readonly Attempt[], { answers, kinds }: Around, sparing: boolean) {
  const due = attempts.filter((attempt) => !isUnanswered(attempt, answers));
  const alone = due.filter(({ check }) => isExclusive(check, kinds));
  const others = due.filter((attempt) => !alone.includes(attempt));
  const spared = others.filter(({ check }) => sparing && isCostly(check, kinds));
  return { together: others.filter((attempt) => !spared.includes(attempt)), spared, alone };
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
