import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conntrack } from '../../../../src/checks/kinds/conntrack.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    ip netns add red
    ip netns add out
    ip link add name veth-red netns red type veth peer name gw
    ip link add name veth-out netns out type veth peer name eth0
    ip addr add 10.0.0.1/24 dev gw
    ip addr add 192.168.1.2/24 dev eth0
    ip link set gw up
    ip link set eth0 up
    ip -n red link set veth-red up
    ip -n out link set veth-out up
    ip -n red addr add 10.0.0.2/24 dev veth-red
    ip -n red route add default via 10.0.0.1
    ip -n out addr add 192.168.1.3/24 dev veth-out
    sysctl -q net.ipv4.ip_forward=1
    iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -o eth0 -j MASQUERADE
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['nothing yet', { at: 'host', protocol: 'icmp', exists: false }],
  [
    'a masqueraded ping',
    {
      at: 'host',
      protocol: 'icmp',
      source: '10.0.0.2',
      destination: '192.168.1.3',
      'reply-destination': '192.168.1.2',
      during: { ping: { from: 'red', to: '192.168.1.3' } },
    },
  ],
  ['a source in a range', { at: 'host', source: '10.0.0.0/24', 'reply-source': '192.168.1.3' }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(conntrack, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['a place that tracks nothing', { at: 'out' }, 'no connections at all'],
  [
    'an address that was translated',
    { at: 'host', source: '10.0.0.2', 'reply-destination': '10.0.0.2' },
    'answered 192.168.1.3 → 192.168.1.2',
  ],
  ['another protocol', { at: 'host', protocol: 'tcp', dport: 80 }, 'none among'],
  ['a connection that must not be', { at: 'host', source: '10.0.0.2', exists: false }, 'icmp 10.0.0.2 → 192.168.1.3'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(conntrack, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('without conntrack nothing is known', async () => {
  const network = world.network(['conntrack']);
  const entry = conntrack.schema.parse({ at: 'host' });
  await expect(conntrack.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no conntrack',
  );
});
