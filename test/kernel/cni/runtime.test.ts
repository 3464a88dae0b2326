import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Network } from '../../../src/checks/check.ts';
import { cni } from '../../../src/checks/kinds/cni.ts';
import type { Attachment } from '../../../src/cni/attachment.ts';
import { findNetworkList } from '../../../src/cni/config.ts';
import {
  addNetwork,
  checkNetwork,
  delNetwork,
  gcNetwork,
  networkStatus,
  pluginVersions,
  settleVersion,
  validAttachments,
} from '../../../src/cni/runtime.ts';
import type { NetworkList } from '../../../src/cni/types.ts';
import type { World } from '../../support/namespaces.ts';
import { installList, installPlugin, openLabWorld } from './lab-world.ts';

// Writes down every call with its input, and answers with a result that its own name is in.
const RECORDER = `#!/bin/sh
input=$(cat)
name=\${0##*/}
printf '%s %s %s %s\\n' "$name" "$CNI_COMMAND" "$CNI_NETNS" "$(printf '%s' "$input" | jq -c .)" >>/tmp/calls
case $CNI_COMMAND in
  ADD) printf '%s' "$input" | jq -c --arg name "$name" '{cniVersion, interfaces: ((.prevResult.interfaces // []) + [{name: $name}])}' ;;
  VERSION) echo '{"cniVersion": "1.0.0", "supportedVersions": ["0.4.0", "1.0.0", "1.1.0"]}' ;;
esac
`;
const FAILS =
  '#!/bin/sh\ncat >/dev/null\n[ "$CNI_COMMAND" = DEL ] && exit 0\necho \'{"code": 11, "msg": "try later"}\'\nexit 1\n';

let world: World;
let network: Network;

beforeAll(async () => {
  world = await openLabWorld();
  network = world.network();
  await installPlugin(world, RECORDER, 'first');
  await installPlugin(world, RECORDER, 'second');
  await installPlugin(world, FAILS, 'fails');
  await installPlugin(world, RECORDER.replace(', "1.1.0"', ''), 'older');
  await installPlugin(world, '#!/bin/sh\nexec sleep 3\n', 'hangs');
  await installPlugin(world, '#!/bin/sh\necho hello\n', 'garbage');
  await installPlugin(world, '#!/bin/sh\nno-such-command\n', 'lacks');
  await installPlugin(world, '#!/no/such/interpreter\n', 'orphan');
  await installPlugin(world, '#!/bin/sh\n', 'locked');
  await world.sh('chmod -x /opt/cni/bin/locked');
});
afterAll(() => world.close());

async function attach(...types: string[]): Promise<Attachment> {
  await world.sh('rm -f /tmp/calls');
  const list: NetworkList = {
    cniVersion: '1.0.0',
    name: 'net',
    disableCheck: false,
    disableGC: false,
    plugins: types.map((type) => ({ type, capabilities: { ips: true } })),
  };
  return { node: 'host', list, netns: '/run/netns/pod-a', containerId: 'pod-a', timeoutMs: 2000 };
}
const calls = () => world.sh('cat /tmp/calls 2>/dev/null || true');

describe('a chain of plugins', () => {
  test('is added in order with prevResult, checked with the final result, and deleted in reverse', async () => {
    const attachment = await attach('first', 'second');
    const added = await addNetwork(network, attachment);
    expect(added).toMatchObject({ ok: true, result: { interfaces: [{ name: 'first' }, { name: 'second' }] } });
    await checkNetwork(network, attachment);
    await delNetwork(network, attachment);
    const lines = (await calls()).trim().split('\n');
    expect(lines.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'first ADD /run/netns/pod-a',
      'second ADD /run/netns/pod-a',
      'first CHECK /run/netns/pod-a',
      'second CHECK /run/netns/pod-a',
      'second DEL /run/netns/pod-a',
      'first DEL /run/netns/pod-a',
    ]);
    const inputs = lines.map((line) => JSON.parse(line.slice(line.indexOf('{'))));
    expect(inputs[0]).toEqual({ cniVersion: '1.0.0', name: 'net', type: 'first' });
    expect(inputs[1].prevResult.interfaces).toEqual([{ name: 'first' }]);
    for (const input of inputs.slice(2)) expect(input.prevResult.interfaces).toHaveLength(2);
  });

  test('is not checked without a result of ADD, nor after DEL', async () => {
    const outcome = await checkNetwork(network, await attach('first'));
    expect(outcome).toMatchObject({ ok: false, calls: [], problem: /no stored result of ADD for pod-a on net/ });
  });

  test('that fails in the middle is deleted as a whole', async () => {
    const outcome = await addNetwork(network, await attach('first', 'fails', 'second'));
    expect(outcome).toMatchObject({
      ok: false,
      problem: 'fails ADD failed with code 11: try later',
      undone: { ok: true },
    });
    expect((await calls()).match(/^\w+ \w+/gm)).toEqual(['first ADD', 'second DEL', 'first DEL']);
  });

  test('is not deleted after a failed ADD when the pod had the interface before', async () => {
    await world.sh('ip -n pod-b link add name eth0 type veth peer name other0');
    const attachment = { ...(await attach('fails')), netns: '/run/netns/pod-b', containerId: 'pod-b' };
    expect(await addNetwork(network, attachment)).not.toHaveProperty('undone');
  });

  test('tells its versions', async () => {
    const outcome = await pluginVersions(network, await attach('first', 'second'));
    expect(outcome.calls.map((call) => call.versions?.supportedVersions)).toEqual([
      ['0.4.0', '1.0.0', '1.1.0'],
      ['0.4.0', '1.0.0', '1.1.0'],
    ]);
  });

  test('speaks the highest version that all its plugins know', async () => {
    const { list, ...rest } = await attach('first', 'older');
    const several = { ...rest, list: { ...list, cniVersion: '0.4.0', cniVersions: ['1.1.0', '1.0.0', '9.9.9'] } };
    expect((await settleVersion(network, several)).cniVersion).toBe('1.0.0');
  });

  test('gets capability arguments where they are declared, CNI_ARGS everywhere', async () => {
    const attachment = await attach('first', 'second');
    const [first, second] = attachment.list.plugins;
    const plugins = [{ ...first, capabilities: { mac: true } }, { ...second }] as NetworkList['plugins'];
    const mac = '02:00:00:00:00:07';
    const asked = { ...attachment, list: { ...attachment.list, plugins }, capabilityArgs: { mac }, args: 'FOO=BAR' };
    await addNetwork(network, asked);
    await delNetwork(network, asked);
    const inputs = (await calls())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line.slice(line.indexOf('{'))));
    expect(inputs.map(({ runtimeConfig }) => runtimeConfig)).toEqual([{ mac }, undefined, undefined, { mac }]);
    expect(inputs.some((input) => 'capabilities' in input)).toBe(false);
  });
});

describe('GC', () => {
  const modern = (attachment: Attachment, more = {}): Attachment => ({
    ...attachment,
    list: { ...attachment.list, cniVersion: '1.1.0', ...more },
  });

  test('deletes what is on record and not valid any more, then tells every plugin what is valid', async () => {
    const attachment = modern(await attach('first', 'fails', 'second'));
    const recorders = { ...attachment, list: { ...attachment.list, plugins: (await attach('first')).list.plugins } };
    await addNetwork(network, recorders);
    await world.sh('ip netns add gone');
    await addNetwork(network, { ...recorders, containerId: 'gone', netns: '/run/netns/gone', args: 'FOO=BAR' });
    await world.sh('ip netns del gone; rm /tmp/calls');
    const valid = await validAttachments(network, attachment, undefined);
    expect(valid).toEqual([{ containerID: 'pod-a', ifname: 'eth0' }]);
    const outcome = await gcNetwork(network, attachment, valid);
    expect(outcome).toMatchObject({ ok: false, problem: 'fails GC failed with code 11: try later' });
    const lines = (await calls()).trim().split('\n');
    expect(lines.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'second DEL',
      'first DEL',
      'first GC',
      'second GC',
    ]);
    expect(lines[2]).toContain('"cni.dev/valid-attachments":[{"containerID":"pod-a","ifname":"eth0"}]');
    await delNetwork(network, recorders);
  });

  test('calls nobody for a list with disableGC', async () => {
    const attachment = modern(await attach('first'), { disableGC: true });
    expect(await gcNetwork(network, attachment, [])).toMatchObject({ ok: true, calls: [] });
  });

  test('does not call plugins of CNI 1.0.0', async () => {
    expect(await gcNetwork(network, await attach('first'), [])).toMatchObject({ ok: true, calls: [] });
  });
});

describe('STATUS', () => {
  test('ends with the first plugin that is not ready', async () => {
    const attachment = await attach('first', 'fails', 'second');
    const list = { ...attachment.list, cniVersion: '1.1.0' };
    const outcome = await networkStatus(network, { ...attachment, list });
    expect(outcome).toMatchObject({ ok: false, problem: 'fails STATUS failed with code 11: try later' });
    expect(outcome.calls).toHaveLength(2);
  });

  test('is not asked of plugins of CNI 1.0.0', async () => {
    expect(await networkStatus(network, await attach('fails'))).toMatchObject({ ok: true, calls: [] });
  });
});

test.each([
  ['hangs', /^hangs ADD did not end within 2 s and was stopped$/],
  ['garbage', /^garbage ADD exited with 0, but this is not JSON: hello$/],
  ['lacks', /^lacks ADD exited with 127 without an error object .*no-such-command/],
  ['orphan', /^orphan ADD: \/opt\/cni\/bin\/orphan cannot be started: sh: /],
  ['locked', /^the plugin \/opt\/cni\/bin\/locked is not executable: chmod \+x \/opt\/cni\/bin\/locked$/],
  ['missing', /^there is no plugin "missing" in CNI_PATH \(\/opt\/cni\/bin:\/usr\/lib\/cni\) of host$/],
])('a plugin that %s is a finding', async (type, problem) => {
  const outcome = await addNetwork(world.network(), await attach(type));
  expect(outcome).toMatchObject({ ok: false, problem });
});

test('the line to repeat a call by hand does the same', async () => {
  const outcome = await addNetwork(network, await attach('first'));
  const again = await world.sh(outcome.calls[0]?.byHand ?? 'false');
  expect(again).toBe(outcome.calls[0]?.stdout);
});

describe('the folder of configurations', () => {
  test('gives a network by name, whatever else is broken in it', async () => {
    await installList(world, '{"name": "half', '05-broken.conflist');
    await installList(world, { cniVersion: '1.0.0', name: 'whole', plugins: [{ type: 'first' }] }, '20-whole.conflist');
    const found = await findNetworkList(world.network(), 'host', 'whole');
    expect(found).toMatchObject({ ok: true, path: '/etc/cni/net.d/20-whole.conflist' });
    const missing = await findNetworkList(world.network(), 'host', 'hole');
    expect(missing).toMatchObject({
      ok: false,
      problem: /it has "whole" .*05-broken\.conflist is broken: it is not JSON/,
    });
  });

  test('that does not exist has no networks', async () => {
    const found = await findNetworkList(world.network(), 'host', 'any', '/etc/cni/nowhere');
    expect(found).toMatchObject({ ok: false, problem: /it has no \*\.conflist file$/ });
  });
});

test('a check of a plugin that hangs fails within its bound and leaves nothing', async () => {
  await installList(world, { cniVersion: '1.0.0', name: 'stuck', plugins: [{ type: 'hangs', subnet: '10.9.0.0/24' }] });
  const began = performance.now();
  const verdict = await world.check(cni, { at: 'host', network: 'stuck', does: 'del-repeats', timeout: 1 });
  expect(verdict).toMatchObject({ status: 'failed', found: 'hangs ADD did not end within 1 s and was stopped' });
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await world.sh('pgrep -f "sleep 120" || true')).toBe('');
});
