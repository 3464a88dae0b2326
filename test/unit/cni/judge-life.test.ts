import { expect, test } from 'vitest';
import { judgeNotices } from '../../../src/cni/cases/broken.ts';
import { judgeKeeps } from '../../../src/cni/cases/gc-keeps.ts';
import { judgeKilled } from '../../../src/cni/cases/killed.ts';
import { checkChangesNothing, judgeRemoved } from '../../../src/cni/cases/life-cases.ts';
import { added, chain, found, gave, refused } from './seen.ts';

test.each([
  ['frees all', [{ afterMs: 5, dones: [chain()] }], [], 'nothing'],
  [
    'cannot be deleted',
    [{ afterMs: 5, dones: [refused(3, 'no')] }],
    [],
    'after an ADD was killed at 5 ms, ADD: mini ADD failed with code 3: no',
  ],
  ['leaves a link', [], ['link veth9'], 'the ADDs that were killed left link veth9'],
])('a killed ADD %s', (_what, kills, after, wanted) => {
  expect(found(judgeKilled({ add: chain(), kills, before: [], after }))).toBe(wanted);
});

const keeps = {
  adds: [gave('10.0.0.2/29'), gave('10.0.0.3/29'), gave('10.0.0.4/29')],
  full: refused(100),
  gc: chain({ command: 'GC' }),
  checks: [chain()],
};
test.each([
  ['keeps the valid', gave('10.0.0.4/29'), 'nothing'],
  ['frees one that is valid', gave('10.0.0.3/29'), 'GC freed 10.0.0.3, which a valid pod has'],
])('GC that %s', (_what, more, wanted) => {
  expect(found(judgeKeeps({ ...keeps, more }))).toBe(wanted);
});

test.each([
  ['clean', { remains: false, left: [] }, 'nothing'],
  ['still there', { remains: true, left: [] }, 'DEL exited with 0, and eth0 is still in the pod'],
  ['a host end left', { remains: false, left: ['veth1'] }, 'DEL left veth1 on the host'],
  ['failed', { del: refused(3), remains: true, left: [] }, /code 3/],
  ['never added', { add: added({ add: refused(7) }), del: undefined, remains: false, left: [] }, /code 7/],
])('DEL: %s', (_what, change, wanted) => {
  expect(found(judgeRemoved({ add: added(), del: chain({ command: 'DEL' }), ...change }))).toMatch(wanted);
});

test.each([
  ['passes and then fails', chain(), chain(), refused(101), 'nothing'],
  ['always passes', chain(), chain(), chain(), 'eth0 removed, and CHECK still exits with 0'],
  ['always fails', chain(), refused(101), refused(101), /^before anything was removed: /],
  ['fails without a word', chain(), chain(), chain({ ok: false, problem: 'said nothing' }), /said nothing/],
  ['comes after a failed ADD', refused(7), refused(7), refused(7), /code 7/],
])('a CHECK that %s', (_what, add, before, after, wanted) => {
  expect(found(judgeNotices({ broke: 'eth0 removed', add, before, after }))).toMatch(wanted);
});

test.each([
  ['nothing', [], [], 'nothing'],
  ['an interface more', ['link x0'], [], 'after CHECK there is: link x0'],
  ['a file less', [], ['file /run/x'], 'after CHECK this has gone: file /run/x'],
])('CHECK changes %s', (_what, after, before, wanted) => {
  const life = { ...{ processes: [], remains: false, left: [], unknown: chain() }, del: chain(), again: chain() };
  expect(found(checkChangesNothing.judge({ ...life, add: added(), check: { done: chain(), before, after } }))).toBe(
    wanted,
  );
});
