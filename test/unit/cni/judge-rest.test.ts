import { expect, test } from 'vitest';
import { judgeNotices, judgeUntouched } from '../../../src/cni/cases/check.ts';
import { judgeConfigured } from '../../../src/cni/cases/configured.ts';
import { judgeRemoved, judgeSteps } from '../../../src/cni/cases/del.ts';
import { judgeFull, judgePods, smallNetwork } from '../../../src/cni/cases/pods.ts';
import { wantedOf } from '../../../src/cni/cases/stage.ts';
import { judgeRefused, judgeVersion } from '../../../src/cni/cases/version.ts';
import type { NetworkList } from '../../../src/cni/types.ts';
import { call, chain, RESULT, refused } from './seen.ts';

const list = (plugin: object, cniVersion = '1.0.0'): NetworkList => ({
  cniVersion,
  name: 'podnet',
  disableCheck: false,
  disableGC: false,
  plugins: [{ type: 'mini', ...plugin }],
});
const found = (finding: { found: string } | undefined) => finding?.found ?? 'nothing';

const answers = (supportedVersions: string[], cniVersion = '1.0.0') =>
  chain({ command: 'VERSION', calls: [call({ command: 'VERSION', versions: { cniVersion, supportedVersions } })] });

test.each([
  ['an honest list', answers(['0.4.0', '1.0.0']), 'nothing'],
  ['a failed VERSION', refused(100, 'not written'), /code 100: not written/],
  ['another cniVersion', answers(['1.0.0'], '0.4.0'), 'mini answers with cniVersion 0.4.0, and was asked with 1.0.0'],
  ['a list without its own', answers(['0.4.0']), 'mini lists 0.4.0'],
  ['an invented version', answers(['1.0.0', '2.0.0']), 'mini lists 2.0.0, which were never released'],
  ['1.1.0 without STATUS', answers(['1.0.0', '1.1.0']), /lists 1\.1\.0, but mini ADD failed with code 4/],
])('VERSION: %s', (_what, version, wanted) => {
  expect(found(judgeVersion({ asked: '1.0.0', version, status: refused(4), gc: chain() }))).toMatch(wanted);
});

test.each([
  ['code 1', refused(1), [], 'nothing'],
  ['success', chain(), [], 'mini ADD with cniVersion 99.0.0 exited with 0'],
  ['another code', refused(100, 'x'), [], 'mini ADD failed with code 100: x'],
  ['an interface made all the same', refused(1), ['eth0'], /the pod now has eth0/],
])('a foreign version answered with %s', (_what, add, interfaces, wanted) => {
  expect(found(judgeRefused({ asked: '99.0.0', add, interfaces }))).toMatch(wanted);
});

const added = (pod: string, ...addresses: string[]) => ({ pod, add: chain(), addresses });
test.each([
  ['different addresses', [added('a', '10.0.0.2/24'), added('b', '10.0.0.3/24')], [], 'nothing'],
  ['one address', [added('a', '10.0.0.2/24'), added('b', '10.0.0.2/24')], [], 'a and b both have 10.0.0.2'],
  ['one address, two prefixes', [added('a', '10.0.0.2/24'), added('b', '10.0.0.2/16')], [], /both have 10\.0\.0\.2/],
  ['an empty pod', [added('a', '10.0.0.2/24'), added('b')], [], 'ADD gave b no address'],
  ['a failed ADD', [added('a', '10.0.0.2/24'), { ...added('b'), add: refused(11, 'later') }], [], /code 11: later/],
  ['silence', [added('a', '10.0.0.2/24'), added('b', '10.0.0.3/24')], ['a does not reach b'], 'a does not reach b'],
])('pods: %s', (_what, pods, silent, wanted) => {
  expect(found(judgePods({ pods, silent }))).toMatch(wanted);
});

test.each([
  ['a refusal', chain(), refused(100), 'nothing'],
  ['another address', chain(), chain({ result: RESULT }), /the second ADD gave 10\.244\.0\.2\/24$/],
  ['a crash', chain(), chain({ ok: false, problem: 'exited with 2' }), 'exited with 2'],
  ['a plugin that always fails', refused(7, 'never'), refused(7, 'never'), /code 7: never/],
])('a full subnet: %s', (_what, first, second, wanted) => {
  expect(found(judgeFull({ subnet: '10.0.0.0/30', first, second }))).toMatch(wanted);
});

test('the small network has room for one pod, wherever the subnet stands in the list', () => {
  const nested = list({ ipam: { ranges: [[{ subnet: '10.1.0.0/16' }]] } });
  const small = smallNetwork({ list: nested, wanted: wantedOf(nested) });
  expect(small.subnet).toBe('10.1.0.0/30');
  expect(small.list.plugins[0]).toEqual({ type: 'mini', ipam: { ranges: [[{ subnet: '10.1.0.0/30' }]] } });
});

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

test.each([
  ['clean', { remains: false, left: [] }, 'nothing'],
  ['still there', { remains: true, left: [] }, 'DEL exited with 0, and eth0 is still in the pod'],
  ['a host end left', { remains: false, left: ['veth1'] }, 'DEL left veth1 on the host'],
  ['failed', { del: refused(3), remains: true, left: [] }, /code 3/],
  ['never added', { add: refused(7), del: undefined, remains: false, left: [] }, /code 7/],
])('DEL: %s', (_what, change, wanted) => {
  expect(found(judgeRemoved({ add: chain(), del: chain({ command: 'DEL' }), ...change }))).toMatch(wanted);
});

test('of several steps the first that fails is found, with all the commands up to it as evidence', () => {
  const del = { ...refused(3, 'gone'), command: 'DEL' as const };
  const steps = [
    { did: 'ADD', pod: 'try-a', outcome: chain() },
    { did: 'a second DEL', pod: 'try-a', outcome: del },
  ];
  expect(judgeSteps({ steps: steps.slice(0, 1) })).toBeUndefined();
  expect(judgeSteps({ steps })).toMatchObject({
    found: 'a second DEL: mini ADD failed with code 3: gone',
    evidence: { command: ['ip netns add try-a', 'env CNI_COMMAND=ADD mini', 'env CNI_COMMAND=ADD mini'].join('\n') },
  });
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

test('a CHECK that changes something is found', () => {
  expect(judgeUntouched({ add: chain(), check: chain(), unchanged: true })).toBeUndefined();
  expect(found(judgeUntouched({ add: chain(), check: chain(), unchanged: false }))).toMatch(/may only look/);
});
