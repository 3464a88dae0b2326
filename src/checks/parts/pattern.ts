import { runInNewContext } from 'node:vm';
import { ProbeError } from '../check.ts';

/**
 * In milliseconds. An honest pattern takes one on a screenful of text; but the clock goes on while a busy machine lets us wait, and a limit that is
 * reached then would make a check unknown.
 */
const LIMIT_MS = 2000;

/** In a context of its own, since JavaScript can be interrupted nowhere else. Groups that match nothing are null. */
const MATCH = 'JSON.stringify([...text.matchAll(new RegExp(pattern, "gm"))].map((match) => [...match]))';

/**
 * Every match of a lab's regular expression in text of the live system, each with its groups; "^" and "$" match at lines. Throws
 * {@link ProbeError} for a pattern that takes too long: one like `(a+)+$` would keep every other check of the report waiting.
 */
export function matchesOf(pattern: string, text: string): (string | null)[][] {
  try {
    return JSON.parse(runInNewContext(MATCH, { pattern, text }, { timeout: LIMIT_MS }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new ProbeError(`the pattern /${pattern}/ takes longer than ${LIMIT_MS} ms to match`);
  }
}
