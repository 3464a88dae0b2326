import { expect, test } from 'vitest';
import { judgeHonest } from '../../../src/cni/cases/version-honest.ts';
import { judgeRefused } from '../../../src/cni/cases/version-refused.ts';
import { judgeVersion, versionEcho } from '../../../src/cni/cases/versions.ts';
import { answers, chain, found, refused } from './seen.ts';

test.each([
  ['a list with its own', answers(['0.4.0', '1.0.0']), 'nothing'],
  ['a failed VERSION', refused(100, 'not written'), /code 100: not written/],
  ['a list without its own', answers(['0.4.0']), 'mini lists 0.4.0'],
  ['an invented version', answers(['1.0.0', '2.0.0']), 'mini lists 2.0.0, which were never released'],
])('VERSION: %s', (_what, version, wanted) => {
  expect(found(judgeVersion({ asked: '1.0.0', version }))).toMatch(wanted);
});

test.each([
  ['both', answers(['1.0.0'], '0.4.0'), 'nothing'],
  ['only one', answers(['1.0.0'], '1.0.0'), 'asked with 0.4.0, it answers with 1.0.0'],
])('VERSION repeats %s of the versions it was asked with', (_what, done, wanted) => {
  const seen = { asked: '1.0.0', version: answers(['1.0.0']), other: { asked: '0.4.0', done }, silent: chain() };
  expect(found(versionEcho.judge(seen))).toMatch(wanted);
});

test.each([
  ['works', [chain(), chain()], 'nothing'],
  ['fails', [chain(), refused(4, 'unknown command')], /^it lists 1\.1\.0, but: .* code 4: unknown command/],
])('a version that is listed and %s', (_what, dones, wanted) => {
  expect(found(judgeHonest({ said: answers(['1.1.0']), claimed: [{ version: '1.1.0', dones }] }))).toMatch(wanted);
});

test.each([
  ['code 1', refused(1), [], 'nothing'],
  ['success', chain(), [], 'mini ADD with cniVersion 99.0.0 exited with 0'],
  ['another code', refused(100, 'x'), [], 'mini ADD with cniVersion 99.0.0 failed with code 100: x'],
  ['an interface made all the same', refused(1), ['eth0'], /the pod now has eth0/],
])('a foreign version answered with %s', (_what, add, interfaces, wanted) => {
  expect(found(judgeRefused({ adds: [{ asked: '99.0.0', add }], interfaces }))).toMatch(wanted);
});
