import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { path } from '../../../../src/checks/kinds/path.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    ip netns add red
    ip link add name eth0 type veth peer name eth1
    ip link set eth0 up
    ip link set eth1 up
    ip addr add 192.168.1.2/24 dev eth0
    ip route add 10.244.2.0/24 via 192.168.1.12
    ip route add blackhole 10.9.0.0/16
    ip route add prohibit 10.10.0.0/16
    ip route add unreachable 10.11.0.0/16
    ip route add 10.12.0.0/16 via 192.168.1.12 mtu 1400
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['a next hop', { from: 'host', to: '10.244.2.7', via: '192.168.1.12', dev: 'eth0', src: '192.168.1.2' }],
  ['a neighbour', { from: 'host', to: '192.168.1.77', via: 'direct' }],
  ['an own address', { from: 'host', to: '192.168.1.2' }],
  ['nowhere to go', { from: 'red', to: '8.8.8.8', reachable: false }],
  ['a blackhole', { from: 'host', to: '10.9.1.1', reachable: false }],
  ['the MTU of a route', { from: 'host', to: '10.12.0.1', mtu: 1400 }],
  ['the MTU of the interface', { from: 'host', to: '10.244.2.7', mtu: 1500 }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(path, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['no route at all', { from: 'red', to: '8.8.8.8' }, 'Network is unreachable'],
  ['a blackhole', { from: 'host', to: '10.9.1.1' }, 'a blackhole route'],
  ['a prohibited destination', { from: 'host', to: '10.10.1.1' }, 'a route that prohibits it'],
  ['an unreachable route', { from: 'host', to: '10.11.1.1' }, 'No route to host'],
  ['another next hop', { from: 'host', to: '10.244.2.7', via: '192.168.1.13' }, 'via 192.168.1.12'],
  [
    'a neighbour where a gateway is due',
    { from: 'host', to: '192.168.1.9', via: '192.168.1.1' },
    'directly, as a neighbour',
  ],
  ['a gateway where a neighbour is due', { from: 'host', to: '10.244.2.7', via: 'direct' }, 'via 192.168.1.12'],
  [
    'an own address where a gateway is due',
    { from: 'host', to: '192.168.1.2', via: '192.168.1.1' },
    'is an address of host itself',
  ],
  ['another MTU', { from: 'host', to: '10.244.2.7', mtu: 1400 }, 'packets of at most 1500 bytes'],
  ['a way that must not be', { from: 'host', to: '192.168.1.9', reachable: false }, 'directly dev eth0'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(path, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('without ip nothing is known', async () => {
  const network = world.network(['ip']);
  const entry = path.schema.parse({ from: 'red', to: '8.8.8.8' });
  await expect(path.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no ip',
  );
});
