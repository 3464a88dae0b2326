import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { route } from '../../../../src/checks/kinds/route.ts';
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
    ip -6 addr add fd00::2/64 dev eth0 nodad
    ip route add default via 192.168.1.1
    ip route add 10.244.2.0/24 via 192.168.1.12
    ip route add 10.244.3.0/24 via 192.168.1.99 metric 10
    ip route add 10.244.3.0/24 via 192.168.1.13 metric 20
    ip route add blackhole 10.9.0.0/16
    ip route add 10.8.0.0/16 nexthop via 192.168.1.11 nexthop via 192.168.1.12
    ip route add 10.7.0.0/16 via 192.168.1.1 table 100
    ip route add 10.6.0.0/24 dev eth0 src 192.168.1.2
    ip -6 route add default via fd00::1
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['a default route', { at: 'host', to: 'default', via: '192.168.1.1', dev: 'eth0' }],
  ['a default route written as 0.0.0.0/0', { at: 'host', to: '0.0.0.0/0' }],
  ['a default route of IPv6', { at: 'host', to: 'default', via: 'fd00::1' }],
  ['a route to a prefix', { at: 'host', to: '10.244.2.0/24', via: '192.168.1.12' }],
  ['the route with the lowest metric', { at: 'host', to: '10.244.3.0/24', via: '192.168.1.99' }],
  ['a route with a given metric', { at: 'host', to: '10.244.3.0/24', via: '192.168.1.13', metric: 20 }],
  ['a route in another table', { at: 'host', to: '10.7.0.0/16', table: 100 }],
  ['a route with a source', { at: 'host', to: '10.6.0.0/24', src: '192.168.1.2' }],
  ['one next hop of two', { at: 'host', to: '10.8.0.0/16', hop: '192.168.1.12' }],
  ['a connected route', { at: 'host', to: '192.168.1.0/24', dev: 'eth0' }],
  ['no route to a prefix', { at: 'host', to: '10.99.0.0/16', exists: false }],
  ['no such default route', { at: 'host', to: 'default', via: '192.168.1.254', exists: false }],
  ['an empty table', { at: 'red', exact: [] }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(route, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['no default route', { at: 'red', to: 'default' }, 'no default route (the table is empty)'],
  [
    'another next hop',
    { at: 'host', to: '10.244.2.0/24', via: '192.168.1.13' },
    '10.244.2.0/24 via 192.168.1.12 dev eth0',
  ],
  ['another prefix length', { at: 'host', to: '10.244.2.0/16' }, 'no route to 10.244.2.0/16'],
  ['a better route elsewhere', { at: 'host', to: '10.244.3.0/24', via: '192.168.1.13' }, 'via 192.168.1.99'],
  ['a blackhole', { at: 'host', to: '10.9.0.0/16' }, 'blackhole 10.9.0.0/16'],
  [
    'two next hops',
    { at: 'host', to: '10.8.0.0/16', via: '192.168.1.11' },
    'via 192.168.1.11 dev eth0 and via 192.168.1.12',
  ],
  ['a next hop that is not among them', { at: 'host', to: '10.8.0.0/16', hop: '192.168.1.13' }, 'via 192.168.1.11 dev'],
  ['a route in another table', { at: 'host', to: '10.7.0.0/16' }, 'no route to 10.7.0.0/16'],
  [
    'a part of a prefix that must not be known',
    { at: 'host', to: '10.244.0.0/16', exists: false },
    '10.244.2.0/24 via',
  ],
  [
    'a connected route that must not be',
    { at: 'host', to: '192.168.1.0/24', exists: false },
    '192.168.1.0/24 dev eth0',
  ],
  ['more routes than asked', { at: 'host', exact: [{ to: 'default', via: '192.168.1.1' }] }, 'also 10.244.2.0/24'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(route, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('without ip nothing is known', async () => {
  const network = world.network(['ip']);
  const entry = route.schema.parse({ at: 'red', to: 'default' });
  await expect(route.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no ip',
  );
});

test('says that only the prefix length differs', async () => {
  const verdict = await world.check(route, { at: 'host', to: '10.244.2.0/28' });
  expect(verdict).toMatchObject({
    found: expect.stringContaining('but 10.244.2.0/24'),
    because: 'The prefix length is another.',
  });
});

test('has exactly the routes asked for, in any order and spelling', async () => {
  await world.sh(
    'ip -n red link add name eth0 type veth peer name e1 && ip -n red link set e1 up && ip -n red link set eth0 up && ip -n red addr add 10.0.0.2/24 dev eth0',
  );
  await world.sh('ip -n red route add 0.0.0.0/0 via 10.0.0.1 && ip -n red route add 10.1.0.1 via 10.0.0.3');
  const exact = [
    { to: '10.1.0.1/32', via: '10.0.0.3' },
    { to: 'default', via: '10.0.0.1' },
  ];
  expect(await world.check(route, { at: 'red', exact })).toMatchObject({ status: 'passed' });
});
