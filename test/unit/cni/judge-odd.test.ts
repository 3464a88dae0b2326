import { expect, test } from 'vitest';
import { judgeChained, judgeSecond } from '../../../src/cni/cases/odd.ts';
import { call, chain, found, RESULT } from './seen.ts';

const before0 = { name: 'before0' };
const earlier = { address: '203.0.113.7/24', interface: 0 };
const net1 = { name: 'net1', sandbox: '/run/netns/try-c' };
const chained = (change: object) =>
  chain({
    calls: [
      call({
        result: {
          ...RESULT,
          interfaces: [before0, net1],
          ips: [earlier, { address: '10.0.0.2/24', interface: 1 }],
          ...change,
        },
      }),
    ],
  });
test.each([
  ['passed on', {}, 'nothing'],
  ['dropped', { interfaces: [net1] }, 'interfaces lacks before0, which prevResult had'],
  ['robbed of its address', { ips: [] }, 'ips lacks 203.0.113.7/24, which prevResult had'],
  ['renumbered', { interfaces: [net1, before0] }, "203.0.113.7/24 now belongs to net1, and was before0's"],
  [
    'followed by a wrong index',
    { ips: [earlier, { address: '10.0.0.2/24', interface: 0 }] },
    '10.0.0.2/24 points at before0, not at net1',
  ],
])('a result from before that is %s', (_what, change, wanted) => {
  expect(found(judgeChained(chained(change)))).toBe(wanted);
});

const second = {
  first: chain({ result: RESULT }),
  add: chain(),
  del: chain({ command: 'DEL' }),
  had: ['10.244.0.3/24'],
  stays: ['10.244.0.2/24'],
};
test.each([
  ['comes and goes alone', {}, 'nothing'],
  ['has no address', { had: [] }, 'no net1 with an address in the pod'],
  ['has that of the first', { had: ['10.244.0.2/24'] }, 'net1 has got 10.244.0.2/24, which the first interface has'],
  [
    'takes the first along',
    { stays: [] },
    'after DEL of net1 the first interface has no address, and had 10.244.0.2/24',
  ],
])('a second interface that %s', (_what, change, wanted) => {
  expect(found(judgeSecond({ second: { ...second, ...change } }))).toBe(wanted);
});
