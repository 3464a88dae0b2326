import type { ChainOutcome } from '../attachment.ts';
import type { Case, Finding } from './case.ts';
import { addPod, checkPod, evidenceOf, linesOf, lookAt, podLine, type Stage } from './stage.ts';

/** CHECK says whether what ADD made is still there (section 2, "CHECK"). */

export type UntouchedSeen = { add: ChainOutcome; check: ChainOutcome; unchanged: boolean };

export const checkPasses: Case<UntouchedSeen> = {
  title: 'CHECK passes right after ADD',
  rule: { section: 'section 2, CHECK', sentence: 'the plugin must handle CHECK being called immediately after an ADD' },
  expected: () => 'CHECK exits with 0 and changes nothing',
  holds: 'CHECK exits with 0',
  async look(stage) {
    const add = await addPod(stage, 'try-a');
    if (!add.ok) return { add, check: add, unchanged: true };
    const before = await lookAt(stage, 'try-a');
    const check = await checkPod(stage, 'try-a');
    const after = await lookAt(stage, 'try-a');
    const names = (state: typeof before) => [...state.host.links, ...state.pod.links].map((link) => link.ifname).join();
    return { add, check, unchanged: names(before) === names(after) };
  },
  judge: judgeUntouched,
  evidence: (seen) => evidenceOf(seen.check, [podLine('try-a'), ...linesOf(seen.add)]),
};

export function judgeUntouched({ add, check, unchanged }: UntouchedSeen): Finding | undefined {
  if (!add.ok) return { found: add.problem ?? 'ADD failed', evidence: evidenceOf(add, [podLine('try-a')]) };
  if (!check.ok) return { found: check.problem ?? 'CHECK failed' };
  return unchanged ? undefined : { found: 'CHECK has added or removed interfaces; it may only look' };
}

export type BrokenSeen = {
  /** What was taken away, e.g. "eth0 removed from the pod". */
  broke: string;
  add: ChainOutcome;
  /** CHECK before and after something was taken away; the outcome that failed before it, when one did. */
  before: ChainOutcome;
  after: ChainOutcome;
};

const SECTION = 'section 2, CHECK';

export const checkNoticesInterface = notices(
  'the interface',
  'eth0 removed from the pod',
  'the plugin returns an error if an interface of prevResult that it created is missing',
  ['ip', 'link', 'del', 'eth0'],
);

export const checkNoticesAddress = notices(
  'the address',
  'the address removed from eth0',
  'the plugin returns an error if an address of prevResult is missing',
  ['ip', '-4', 'address', 'flush', 'dev', 'eth0'],
);

export const checkNoticesRoute = notices(
  'the default route',
  'the default route removed from the pod',
  'the plugin returns an error if a route of prevResult is missing',
  ['ip', 'route', 'del', 'default'],
);

/** CHECK must pass before and fail after: one that always fails notices nothing either. */
export function judgeNotices({ broke, add, before, after }: BrokenSeen): Finding | undefined {
  if (!add.ok) return { found: add.problem ?? 'ADD failed', evidence: evidenceOf(add, [podLine('try-a')]) };
  if (!before.ok)
    return {
      found: `before anything was removed: ${before.problem}`,
      evidence: evidenceOf(before, [podLine('try-a'), ...linesOf(add)]),
    };
  const call = after.calls.at(-1);
  if (after.ok) {
    const because =
      'a runtime asks CHECK whether a pod still has its network; a CHECK that always agrees hides the fault';
    return { found: `${broke}, and CHECK still exits with 0`, because };
  }
  if (!call?.error) return { found: `${broke}, and ${after.problem}` };
  return undefined;
}

function notices(what: string, broke: string, sentence: string, argv: readonly string[]): Case<BrokenSeen> {
  return {
    title: `CHECK notices that ${what} has gone`,
    rule: { section: SECTION, sentence },
    expected: () =>
      `CHECK exits with 0, and after ${broke.replace('removed', 'was removed')} it fails with an error object`,
    holds: 'CHECK notices it',
    look: (stage) => lookAround(stage, broke, argv),
    judge: judgeNotices,
    evidence: (seen) => evidenceOf(seen.after, [podLine('try-a')]),
  };
}

async function lookAround(stage: Stage, broke: string, argv: readonly string[]): Promise<BrokenSeen> {
  const add = await addPod(stage, 'try-a');
  if (!add.ok) return { broke, add, before: add, after: add };
  const before = await checkPod(stage, 'try-a');
  if (!before.ok) return { broke, add, before, after: before };
  await stage.network.run('try-a', argv);
  const after = await checkPod(stage, 'try-a');
  return { broke, add, before, after };
}
