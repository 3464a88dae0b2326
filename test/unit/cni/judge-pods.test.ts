import { expect, test } from 'vitest';
import { judgeParted, judgePods } from '../../../src/cni/cases/pods.ts';
import { refusesWhenFull, statusExhausted } from '../../../src/cni/cases/refusals.ts';
import { smallNetwork, wantedOf } from '../../../src/cni/cases/wanted.ts';
import { chain, found, gave, list, RESULT, refused } from './seen.ts';

const podOf = (pod: string, ...addresses: string[]) => ({ pod, add: gave(...addresses) });

test.each([
  ['different addresses', [podOf('a', '10.0.0.2/24'), podOf('b', '10.0.0.3/24')], [], 'nothing'],
  ['one address', [podOf('a', '10.0.0.2/24'), podOf('b', '10.0.0.2/24')], [], 'a and b both have 10.0.0.2'],
  ['one address, two prefixes', [podOf('a', '10.0.0.2/24'), podOf('b', '10.0.0.2/16')], [], /have 10\.0\.0\.2/],
  ['no address', [podOf('a', '10.0.0.2/24'), podOf('b')], [], 'the result of ADD gives b no address'],
  ['a failed ADD', [podOf('a', '10.0.0.2/24'), { pod: 'b', add: refused(11, 'later') }], [], /code 11: later/],
  ['silence', [podOf('a', '10.0.0.2/24'), podOf('b', '10.0.0.3/24')], ['a does not reach b'], 'a does not reach b'],
])('pods: %s', (_what, pods, silent, wanted) => {
  expect(found(judgePods({ pods, silent }))).toMatch(wanted);
});

const parted = { del: chain({ command: 'DEL' }), stays: true, reaches: true, others: [gave('10.0.0.2/24')] };
test.each([
  ['leaves the other', {}, 'nothing'],
  ['takes its interface', { stays: false }, 'after DEL of try-a, try-a1 has no interface any more'],
  ['cuts it off', { reaches: false }, 'after DEL of try-a, try-a1 does not reach its gateway'],
  ['frees its address', { others: [gave('10.0.0.2/24'), gave('10.0.0.3/24')] }, /freed 10\.0\.0\.3, which try-a1 has/],
])('DEL of one pod %s', (_what, change, wanted) => {
  const pods = [podOf('try-a', '10.0.0.2/24'), podOf('try-a1', '10.0.0.3/24')];
  expect(found(judgeParted({ pods, silent: [], parted: { ...parted, ...change } }))).toMatch(wanted);
});

const full = {
  ...{ nowhere: refused(3), existing: refused(100), before: 1, after: 1, addresses: [], left: [] },
  ...{ works: chain(), exhausted: refused(50), freed: undefined },
};
test.each([
  ['a refusal', refused(100), 'nothing'],
  ['another address', chain({ result: RESULT }), /the second ADD gave 10\.244\.0\.2\/24$/],
  ['a crash', chain({ ok: false, problem: 'exited with 2' }), 'exited with 2'],
])('a full subnet: %s', (_what, second, wanted) => {
  expect(found(refusesWhenFull.judge({ ...full, full: second }))).toMatch(wanted);
});

test.each([
  ['code 50', refused(50), 'nothing'],
  ['code 51', refused(51), 'nothing'],
  ['another code', refused(100, 'full'), 'STATUS failed with code 100: full'],
  ['success', chain({ command: 'STATUS' }), 'STATUS exits with 0, and the next ADD cannot work'],
])('STATUS of a full subnet: %s', (_what, exhausted, wanted) => {
  expect(found(statusExhausted.judge({ ...full, full: refused(100), exhausted }))).toMatch(wanted);
});

test('the small network has room for one pod, wherever the subnet stands in the list', () => {
  const nested = list({ ipam: { ranges: [[{ subnet: '10.1.0.0/16' }]] } });
  const ranges = (subnet: string) => ({ type: 'mini', ipam: { ranges: [[{ subnet }]] } });
  expect(smallNetwork(nested, wantedOf(nested)).plugins[0]).toEqual(ranges('10.1.0.0/30'));
  expect(smallNetwork(nested, wantedOf(nested), 29).plugins[0]).toEqual(ranges('10.1.0.0/29'));
});
