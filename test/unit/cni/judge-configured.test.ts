import { expect, test } from 'vitest';
import { judgeConfigured } from '../../../src/cni/cases/configured.ts';
import { wantedOf } from '../../../src/cni/cases/wanted.ts';
import { found, list } from './seen.ts';

test.each([
  ['ours', { bridge: 'cni0', subnet: '10.0.0.0/24' }, { bridge: 'cni0', subnet: '10.0.0.0/24', gateway: '10.0.0.1' }],
  [
    'host-local',
    { ipam: { subnet: '10.0.0.0/24', gateway: '10.0.0.9' } },
    { subnet: '10.0.0.0/24', gateway: '10.0.0.9' },
  ],
  ['empty', {}, {}],
  ['no IPv4 prefix', { subnet: 'fd00::/64' }, { subnet: 'fd00::/64' }],
])('what is wanted is read from a configuration: %s', (_what, plugin, wanted) => {
  expect(wantedOf(list(plugin))).toEqual(wanted);
});

const ok = { ok: true, plugins: [] } as const;
const here = { bridge: 'cni0', subnet: '10.244.0.0/24' };
test.each([
  ['complete', list(here), ok, 'nothing'],
  ['another bridge', list({ ...here, bridge: 'br0' }), ok, 'bridge is br0, not cni0'],
  ['no subnet', list({ bridge: 'cni0' }), ok, 'subnet is missing, not 10.244.0.0/24'],
  ['another plugin', list({ ...here, type: 'bridge' }), ok, 'the first plugin has the type bridge, not mini'],
  ['an old version', list(here, '0.1.0'), ok, 'cniVersion 0.1.0'],
  [
    'no such plugin',
    list(here),
    { ok: false, problem: 'there is no plugin "mini"' } as const,
    'there is no plugin "mini"',
  ],
])('a list: %s', (_what, network, plugins, wanted) => {
  expect(found(judgeConfigured({ list: network, said: { plugin: 'mini', ...here }, found: plugins }))).toMatch(wanted);
});
