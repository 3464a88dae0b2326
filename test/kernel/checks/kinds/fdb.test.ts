import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fdb } from '../../../../src/checks/kinds/fdb.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    for n in red blue; do ip netns add $n; done
    ip link add name v-net-0 type bridge
    ip link set v-net-0 up
    for n in red blue; do
      ip link add name veth-$n netns $n type veth peer name veth-$n-br
      ip link set veth-$n-br master v-net-0 up
      ip -n $n link set veth-$n up
      ip -n $n link set veth-$n addrgenmode none
    done
    ip link add name loose type veth peer name loose2
    ip -n red addr add 192.168.15.1/24 dev veth-red
    ip -n blue addr add 192.168.15.2/24 dev veth-blue
    bridge fdb add 02:00:00:00:00:09 dev veth-blue-br master static
    bridge fdb add 02:00:00:00:00:0a dev veth-blue-br master
    ip link add name vx type vxlan id 42 dstport 4789 local 10.0.0.1
    ip link set vx master v-net-0 up
    bridge fdb add 02:00:00:00:00:0b dev vx master static
    bridge fdb append 02:00:00:00:00:0b dev vx self static dst 10.0.0.2
    bridge fdb add 02:00:00:00:00:0c dev vx master static
    bridge fdb append 00:00:00:00:00:00 dev vx self dst 10.0.0.3
    ip netns add far
    ip link add name under type veth peer name under netns far
    ip addr add 10.0.0.1/24 dev under
    ip link set under up
    ip -n far addr add 10.0.0.4/24 dev under
    ip -n far link set under up
    ip -n far link add name vx type vxlan id 42 dstport 4789 local 10.0.0.4
    bridge -n far fdb append 00:00:00:00:00:00 dev vx self dst 10.0.0.1
    bridge fdb append 00:00:00:00:00:00 dev vx self dst 10.0.0.4
    ip -n far addr add 192.168.15.4/24 dev vx
    ip -n far link set vx up
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  [
    'a learned address',
    {
      bridge: 'host:v-net-0',
      behind: 'veth-red-br',
      'mac-of': 'red:veth-red',
      provoke: { from: 'red', to: '192.168.15.2' },
    },
  ],
  ['a MAC address at its VTEP', { bridge: 'host:v-net-0', behind: 'vx', mac: '02:00:00:00:00:0b', vtep: '10.0.0.2' }],
  [
    'a VTEP learned from the flood list',
    {
      bridge: 'host:v-net-0',
      behind: 'vx',
      'mac-of': 'far:vx',
      vtep: '10.0.0.4',
      provoke: { from: 'red', to: '192.168.15.4' },
    },
  ],
  ['a static entry', { bridge: 'host:v-net-0', behind: 'veth-blue-br', mac: '02:00:00:00:00:09' }],
  [
    'an address behind another port',
    { bridge: 'host:v-net-0', behind: 'veth-blue-br', 'mac-of': 'red:veth-red', known: false },
  ],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(fdb, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  [
    'the wrong port',
    {
      bridge: 'host:v-net-0',
      behind: 'veth-blue-br',
      'mac-of': 'red:veth-red',
      provoke: { from: 'red', to: '192.168.15.2' },
    },
    'behind veth-red-br',
  ],
  [
    'the port’s own address',
    { bridge: 'host:v-net-0', behind: 'veth-red-br', 'mac-of': 'host:veth-red-br' },
    'v-net-0 does not know',
  ],
  [
    'an address the bridge takes for its own',
    { bridge: 'host:v-net-0', behind: 'veth-blue-br', mac: '02:00:00:00:00:0a' },
    'v-net-0 does not know',
  ],
  [
    'a bridge that is missing',
    { bridge: 'host:br9', behind: 'veth-red-br', 'mac-of': 'red:veth-red' },
    'host has no interface br9',
  ],
  [
    'something that is no bridge',
    { bridge: 'host:loose', behind: 'veth-red-br', 'mac-of': 'red:veth-red' },
    'loose is not a bridge',
  ],
  [
    'a port not enslaved',
    { bridge: 'host:v-net-0', behind: 'loose', 'mac-of': 'red:veth-red' },
    'loose is not a port of v-net-0',
  ],
  [
    'an owner that is missing',
    { bridge: 'host:v-net-0', behind: 'veth-red-br', 'mac-of': 'red:eth9' },
    'red has no interface eth9',
  ],
  [
    'a learned address that must not be',
    { bridge: 'host:v-net-0', behind: 'veth-blue-br', mac: '02:00:00:00:00:09', known: false },
    'behind veth-blue-br',
  ],
  [
    'another VTEP',
    { bridge: 'host:v-net-0', behind: 'vx', mac: '02:00:00:00:00:0b', vtep: '10.0.0.3' },
    'sends them to 10.0.0.2',
  ],
  [
    'a VTEP that only the flood list has',
    { bridge: 'host:v-net-0', behind: 'vx', mac: '02:00:00:00:00:0c', vtep: '10.0.0.3' },
    'vx has no VTEP for',
  ],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(fdb, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('without bridge nothing is known', async () => {
  const network = world.network(['bridge']);
  const entry = fdb.schema.parse({ bridge: 'host:v-net-0', behind: 'veth-red-br', mac: '02:00:00:00:00:09' });
  await expect(fdb.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no bridge',
  );
});
