import { expect, test } from 'vitest';
import { judgePassedOn } from '../../../src/cni/cases/ipam.ts';
import { chain, found } from './seen.ts';

const upper = { add: chain(), environment: { CNI_IFNAME: 'eth0' }, request: { name: 'n', mtu: 1400 } };
test.each([
  ['everything', { environment: { CNI_IFNAME: 'eth0' }, request: { mtu: 1400, name: 'n' } }, 'nothing'],
  [
    'a variable less',
    { environment: {}, request: upper.request },
    'CNI_IFNAME is missing for the IPAM plugin, and was eth0',
  ],
  ['a key less', { environment: upper.environment, request: { name: 'n' } }, /^the IPAM plugin got \{"name":"n"\}/],
  ['no call', undefined, 'ADD works, and the IPAM plugin was not called'],
])('an IPAM plugin that gets %s', (_what, got, wanted) => {
  expect(found(judgePassedOn({ ...upper, got }))).toMatch(wanted);
});
