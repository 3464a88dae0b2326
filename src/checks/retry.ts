import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../lab/lab.ts';
import { type Attempt, blockedBy } from './blocked.ts';

const PAUSE_MS = 250;

/**
 * Looks again, about every 250 ms, at the checks that fail and have time left (`within`), until all of those hold or
 * their time is up. A check that another one blocks is left alone, and its clock starts when it no longer is.
 */
export async function retryFailing(
  attempts: readonly Attempt[],
  lab: Lab,
  lookAgain: (attempts: readonly Attempt[]) => Promise<void>,
): Promise<void> {
  const deadlines = new Map<Attempt, number>();
  for (;;) {
    const now = performance.now();
    const failing = attempts.filter(
      (attempt) =>
        attempt.look?.status === 'failed' &&
        attempt.check.within > 0 &&
        blockedBy(attempt, attempts, lab) === undefined,
    );
    for (const attempt of failing) {
      if (!deadlines.has(attempt)) deadlines.set(attempt, now + attempt.check.within * 1000);
    }
    const inTime = failing.filter((attempt) => (deadlines.get(attempt) ?? 0) > now);
    if (inTime.length === 0) return;
    await pause(PAUSE_MS);
    await lookAgain(inTime);
  }
}
