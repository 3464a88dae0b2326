import { expect, test } from 'vitest';
import { judgeWrong } from '../../../src/cni/cases/environment.ts';
import { judgeSteps } from '../../../src/cni/cases/freeing.ts';
import type { Done } from '../../../src/cni/cases/stage.ts';
import { call, chain, found, refused } from './seen.ts';

const wrongCall = (done: Done) => ({
  made: [],
  calls: [
    {
      did: {
        did: 'ADD without CNI_NETNS',
        call: { command: 'ADD', environment: {} },
        codes: [4],
        names: ['CNI_NETNS'],
      },
      done,
    },
  ],
});
test.each([
  ['named', refused(4, 'missing: CNI_NETNS'), 'nothing'],
  ['not named', refused(4, 'missing'), /the error does not name CNI_NETNS/],
  ['another code', refused(100, 'CNI_NETNS'), /fails with code 100 and not 4/],
  ['let through', chain({ calls: [call()] }), 'ADD without CNI_NETNS exits with 0'],
])('a missing variable that is %s', (_what, done, wanted) => {
  expect(found(judgeWrong(wrongCall(done)))).toMatch(wanted);
});

test('refused calls that made something all the same are found', () => {
  const seen = { ...wrongCall(refused(4, 'CNI_NETNS')), made: ['veth1'] };
  expect(found(judgeWrong(seen))).toBe('calls that had to be refused made veth1');
});

test('of several steps the first that fails is found, with all the commands up to it as evidence', () => {
  const before = ['ip netns add try-a', 'env CNI_COMMAND=ADD mini'];
  const del = { ...refused(3, 'gone'), command: 'DEL' as const, before };
  const steps = [
    { did: 'ADD', done: chain() },
    { did: 'a second DEL', done: del },
  ];
  expect(judgeSteps({ steps: steps.slice(0, 1) })).toBeUndefined();
  expect(judgeSteps({ steps })).toMatchObject({
    found: 'a second DEL: mini ADD failed with code 3: gone',
    evidence: { command: [...before, 'env CNI_COMMAND=ADD mini'].join('\n') },
  });
});
