import { expect, test } from 'vitest';
import { judgeNotices } from '../../../src/cni/cases/broken.ts';
import { judgeConfigured } from '../../../src/cni/cases/configured.ts';
import { judgeWrong } from '../../../src/cni/cases/environment.ts';
import { judgeSteps } from '../../../src/cni/cases/freeing.ts';
import { judgeKeeps } from '../../../src/cni/cases/gc-keeps.ts';
import { judgePassedOn } from '../../../src/cni/cases/ipam.ts';
import { judgeKilled } from '../../../src/cni/cases/killed.ts';
import { checkChangesNothing, judgeRemoved } from '../../../src/cni/cases/life-cases.ts';
import { judgeChained, judgeSecond } from '../../../src/cni/cases/odd.ts';
import { judgeParted, judgePods } from '../../../src/cni/cases/pods.ts';
import { refusesWhenFull, statusExhausted } from '../../../src/cni/cases/refusals.ts';
import type { Done } from '../../../src/cni/cases/stage.ts';
import { judgeStarts } from '../../../src/cni/cases/starts.ts';
import { judgeHonest } from '../../../src/cni/cases/version-honest.ts';
import { judgeRefused } from '../../../src/cni/cases/version-refused.ts';
import { judgeVersion, versionEcho } from '../../../src/cni/cases/versions.ts';
import { smallNetwork, wantedOf } from '../../../src/cni/cases/wanted.ts';
import type { NetworkList } from '../../../src/cni/types.ts';
import { added, call, chain, RESULT, refused } from './seen.ts';

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

const gave = (...addresses: string[]): Done =>
  chain({ result: { ...RESULT, ips: addresses.map((address) => ({ address })) } });
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

const elf = (machine: string) => `7f454c46${'00'.repeat(14)}${machine}`;
const saidVersion = answers(['1.0.0']);
test.each([
  ['a script', { head: '23212f62696e2f7368' }, 'nothing'],
  ['a program of this machine', { head: elf('3e00') }, 'nothing'],
  ['a program of another', { head: elf('b700') }, '/p is a program for another processor (ELF machine 0x00b7)'],
  ['text', { head: '68656c6c6f' }, '/p is neither a program nor a script with a #! line'],
  ['empty', { head: '' }, '/p is empty'],
  [
    'flooding',
    { head: '2321', version: { ...saidVersion, calls: [call({ stdout: 'x'.repeat(1_000_001) })] } },
    /^it printed 1000001/,
  ],
  [
    'endless',
    { head: '2321', version: chain({ ok: false, problem: 'did not end', calls: [call({ timedOut: true })] }) },
    'did not end',
  ],
])('a plugin that is %s', (_what, change, wanted) => {
  const finding = judgeStarts({ file: '/p', own: elf('3e00'), version: saidVersion, ...change });
  if (typeof wanted === 'string') expect(found(finding)).toBe(wanted);
  else expect(found(finding)).toMatch(wanted);
});

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

test('the small network has room for one pod, wherever the subnet stands in the list', () => {
  const nested = list({ ipam: { ranges: [[{ subnet: '10.1.0.0/16' }]] } });
  const ranges = (subnet: string) => ({ type: 'mini', ipam: { ranges: [[{ subnet }]] } });
  expect(smallNetwork(nested, wantedOf(nested)).plugins[0]).toEqual(ranges('10.1.0.0/30'));
  expect(smallNetwork(nested, wantedOf(nested), 29).plugins[0]).toEqual(ranges('10.1.0.0/29'));
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
  ['never added', { add: added({ add: refused(7) }), del: undefined, remains: false, left: [] }, /code 7/],
])('DEL: %s', (_what, change, wanted) => {
  expect(found(judgeRemoved({ add: added(), del: chain({ command: 'DEL' }), ...change }))).toMatch(wanted);
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
