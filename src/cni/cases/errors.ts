import { must, should } from '../spec.ts';
import { type Case, EVERY_ROLE, type Finding } from './case.ts';
import { type RefusalsSeen, refusals } from './refusals-scene.ts';
import { failure, show } from './show.ts';
import type { Done } from './stage.ts';

/** What an error has to say, whichever ADD has failed. */

export const errorObject: Case<RefusalsSeen> = {
  title: 'an error has its version, code and message',
  rule: should(
    'section 5, Error',
    'Plugins should output a JSON object with the following keys if they encounter an error: … `cniVersion`: The protocol version in use … `code`: A numeric error code … `msg`: A short message characterizing the error.',
  ),
  level: 'full',
  scene: refusals,
  expected: () => 'on standard output an object with the cniVersion of the input, a code, and a msg that is not empty',
  holds: 'all keys are there',
  judge: (seen) => firstOf(seen, judgeErrorObject),
  evidence: ({ existing }) => show(existing),
};

function judgeErrorObject(done: Done): Finding | undefined {
  const call = done.calls.find(({ exitCode }) => exitCode !== 0);
  if (!call) return undefined;
  if (!call.error) return failure(done);
  const asked = /"cniVersion":"([^"]*)"/.exec(call.byHand)?.[1];
  if (call.error.cniVersion !== asked) {
    const has = call.error.cniVersion === undefined ? 'no cniVersion' : `cniVersion ${call.error.cniVersion}`;
    return { found: `the error has ${has}, and the input ${asked}`, evidence: show(done) };
  }
  return call.error.msg.trim() === '' ? { found: 'msg is empty', evidence: show(done) } : undefined;
}

/** Codes below 100 that the specification gives a meaning, and 8, which its own library uses for a wrong CNI_NETNS. */
const KNOWN_CODES = [1, 2, 3, 4, 5, 6, 7, 8, 11, 50, 51];

export const reservedCodes: Case<RefusalsSeen> = {
  title: 'no error uses a reserved code',
  rule: must(
    'section 5, Error',
    'Error codes 0-99 are reserved for well-known errors. Values of 100+ can be freely used for plugin specific errors.',
  ),
  level: 'full',
  roles: EVERY_ROLE,
  scene: refusals,
  expected: () => 'codes 1 to 7, 11, 50 and 51 for what they mean, and 100 or more for all else',
  holds: 'no reserved code',
  judge: (seen) =>
    firstOf(seen, (done) => {
      const error = done.calls.find((call) => call.error)?.error;
      if (!error || error.code >= 100 || KNOWN_CODES.includes(error.code)) return undefined;
      return { found: `${done.command} failed with code ${error.code}: ${error.msg}`, evidence: show(done) };
    }),
  evidence: ({ existing }) => show(existing),
};

function firstOf(seen: RefusalsSeen, judge: (done: Done) => Finding | undefined): Finding | undefined {
  const failed = [seen.existing, seen.nowhere, seen.full, seen.exhausted].filter((done) => done && !done.ok) as Done[];
  if (failed.length === 0) return { found: 'no call failed', notApplicable: true };
  return failed.map(judge).find((finding) => finding !== undefined);
}
