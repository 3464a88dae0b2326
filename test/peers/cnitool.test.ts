import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Attachment } from '../../src/cni/attachment.ts';
import { parseNetworkList } from '../../src/cni/config.ts';
import { addNetwork, checkNetwork, delNetwork, gcNetwork, networkStatus } from '../../src/cni/runtime.ts';
import type { World } from '../support/namespaces.ts';
import { CNITOOL, install, LISTS, openPeerWorld, PLUGINS, writeList } from './peer-world.ts';

/** netlab's runtime and cnitool, the runtime of the specification's own library, drive the same plugins in the same way. */

const NETNS = '/run/netns/pod-a';
const PATH = `${PLUGINS}:/usr/lib/cni`;
/** As cnitool derives it from the namespace. */
const ID = `cnitool-${createHash('sha512').update(NETNS).digest('hex').slice(0, 20)}`;

let world: World;
beforeEach(async () => {
  world = await openPeerWorld();
  await world.sh('ip netns add pod-a');
});
afterEach(() => world.close());

function cnitool(command: string, name: string, env = ''): Promise<string> {
  return world.sh(`${env} NETCONFPATH=${LISTS} CNI_PATH=${PATH} ${CNITOOL} ${command} ${name} ${NETNS}`);
}

function attachmentOf(list: object): Attachment {
  const parsed = parseNetworkList(JSON.stringify(list));
  if (!parsed.ok) throw new Error(parsed.problem);
  return { node: 'host', list: parsed.list, netns: NETNS, containerId: ID, path: PATH };
}

/** What the kernel or chance chooses: hardware addresses, and names of veth ends. */
function settled(value: unknown): unknown {
  const text = JSON.stringify(value).replaceAll(/([0-9a-f]{2}:){5}[0-9a-f]{2}/g, 'MAC');
  return JSON.parse(text.replaceAll(/"veth[0-9a-f]+"/g, '"VETH"'));
}

const bridge = {
  ...{ type: 'bridge', bridge: 'cni0', isDefaultGateway: true, ipMasq: true },
  ipam: { type: 'host-local', ranges: [[{ subnet: '10.244.0.0/24' }]] },
};
const mini = { type: 'mini', bridge: 'cni0', subnet: '10.244.0.0/24' };

describe('the result of ADD is the same, field by field,', () => {
  test.each([
    ['mini', '0.3.1', mini],
    ['mini', '0.4.0', mini],
    ['mini', '1.0.0', mini],
    ['mini', '1.1.0', mini],
    ['bridge', '0.3.1', bridge],
    ['bridge', '0.4.0', bridge],
    ['bridge', '1.0.0', bridge],
  ])('for %s in CNI %s, and CHECK and DEL agree', async (_name, cniVersion, plugin) => {
    const list = { cniVersion, name: 'net', plugins: [plugin] };
    await writeList(world, list);
    const theirs: unknown = JSON.parse(await cnitool('add', 'net'));
    if (cniVersion !== '0.3.1') await cnitool('check', 'net');
    await cnitool('del', 'net');
    // host-local goes round: it would give the next address.
    await world.sh('rm -rf /var/lib/cni/* /run/mini');
    const network = world.network();
    const ours = await addNetwork(network, attachmentOf(list));
    expect(ours.problem).toBeUndefined();
    expect(withoutEmpty(settled(ours.printed))).toEqual(withoutEmpty(settled(theirs)));
    if (cniVersion !== '0.3.1') expect((await checkNetwork(network, attachmentOf(list))).ok).toBe(true);
    expect((await delNetwork(network, attachmentOf(list))).ok).toBe(true);
  });
});

/** libcni reads a result and writes it anew: empty parts come and go. */
function withoutEmpty(value: unknown): unknown {
  const keep = Object.entries(value as object).filter(([, part]) => JSON.stringify(part) !== '{}');
  return Object.fromEntries(keep);
}

const RECORDER = `#!/bin/sh
input=$(cat)
[ "$CNI_COMMAND" = VERSION ] || { env | grep ^CNI_ | sort; printf '%s\\n\\n' "$input"; } >>/run/calls
case $CNI_COMMAND in
  ADD) echo '{"cniVersion":"1.1.0","interfaces":[{"name":"one"}],"ips":[{"address":"10.0.0.2/24","interface":0}]}' ;;
  VERSION) echo '{"cniVersion":"1.1.0","supportedVersions":["1.0.0","1.1.0"]}' ;;
esac
`;

type Call = { environment: Record<string, string>; request: Record<string, unknown> };

/** The calls since the last look. An empty variable says as much as none, and libcni passes on \`capabilities\`, which the specification forbids. */
async function recorded(): Promise<Call[]> {
  const text = await world.sh('cat /run/calls; rm /run/calls');
  return text
    .trim()
    .split('\n\n')
    .map((call) => {
      const lines = call.split('\n');
      const { capabilities: _passed, ...request } = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
      const pairs = lines.slice(0, -1).map((line) => line.split(/=(.*)/).slice(0, 2) as [string, string]);
      return { environment: Object.fromEntries(pairs.filter(([, value]) => value !== '')), request };
    });
}

test('a chain gets the same environment and the same input from both, call by call', async () => {
  await install(world, 'one', RECORDER);
  await install(world, 'two', RECORDER);
  const list = {
    ...{ cniVersion: '1.0.0', cniVersions: ['1.0.0', '1.1.0'], name: 'net' },
    plugins: [
      { type: 'one', capabilities: { mac: true, ips: true, bandwidth: false }, args: { cni: { x: 1 } }, mtu: 1400 },
      { type: 'two', capabilities: { portMappings: true }, nested: { list: [1, 'two', null] } },
    ],
  };
  await writeList(world, list);
  const capabilities = { mac: '02:00:00:00:00:07', portMappings: [{ hostPort: 8080, containerPort: 80 }] };
  const env = `CAP_ARGS='${JSON.stringify(capabilities)}' CNI_ARGS='FOO=BAR;IgnoreUnknown=1'`;
  for (const command of ['add', 'check', 'status', 'del']) await cnitool(command, 'net', env);
  const theirs = await recorded();
  const network = world.network();
  const attachment = { ...attachmentOf(list), capabilityArgs: capabilities, args: 'FOO=BAR;IgnoreUnknown=1' };
  const outcomes = [
    await addNetwork(network, attachment),
    await checkNetwork(network, attachment),
    await networkStatus(network, attachment),
    await delNetwork(network, attachment),
  ];
  expect(outcomes.map(({ problem }) => problem)).toEqual([undefined, undefined, undefined, undefined]);
  const ours = await recorded();
  expect(ours).toEqual(theirs);
  expect(ours.map(({ environment, request }) => `${environment['CNI_COMMAND']} ${request['type']}`)).toEqual([
    ...['ADD one', 'ADD two', 'CHECK one', 'CHECK two', 'STATUS one', 'STATUS two', 'DEL two', 'DEL one'],
  ]);
});

test('GC deletes what is stale and then calls every plugin, from both', async () => {
  await install(world, 'one', RECORDER);
  const list = { cniVersion: '1.1.0', name: 'net', plugins: [{ type: 'one' }] };
  await writeList(world, list);
  await cnitool('add', 'net');
  await cnitool('gc', 'net');
  const theirs = await recorded();
  const network = world.network();
  await addNetwork(network, attachmentOf(list));
  await gcNetwork(network, attachmentOf(list), []);
  const ours = await recorded();
  const commands = (calls: Call[]) => calls.map(({ environment }) => environment['CNI_COMMAND']);
  expect(commands(ours)).toEqual(commands(theirs));
  // cnitool has no list of valid attachments to give, and gives none.
  const { 'cni.dev/valid-attachments': valid, 'cni.dev/attachments': older, ...rest } = ours.at(-1)?.request ?? {};
  expect([valid, older]).toEqual([[], []]);
  expect(rest).toEqual(theirs.at(-1)?.request);
});
