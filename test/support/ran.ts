import type { Ran } from '../../src/checks/check.ts';

/** What a finished command left, for tests of what understands it. */
export function ranWith(parts: Partial<Ran>): Ran {
  return { place: 'red', argv: ['tool'], exitCode: 0, stdout: '', stderr: '', timedOut: false, ms: 1, ...parts };
}

/** Evidence as it comes, for readers that only need that of a network. */
export const plainNetwork = {
  evidence: (ran: Ran) => ({ command: ran.argv.join(' '), output: ran.stdout + ran.stderr }),
};
