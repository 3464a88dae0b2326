import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ping } from '../../../../src/checks/kinds/ping.ts';
import type { World } from '../../../support/namespaces.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
  await world.sh(`
    ip netns add lonely
    ip -n lonely link set lo up
    ip -n red route add blackhole 10.66.0.0/16
    ip -n red route add prohibit 10.67.0.0/16
    ip -n red route add unreachable 10.68.0.0/16
    ip -n gray route add 10.70.0.0/16 via 192.168.15.5
    iptables -A FORWARD -d 10.70.0.0/16 -j REJECT --reject-with icmp-admin-prohibited
    ip route add 10.70.0.0/16 dev to-far
    ip netns exec gray iptables -A OUTPUT -d 192.168.15.4 -p icmp -j REJECT
    ip link set dev to-far mtu 1400
    ip -n far link set dev eth0 mtu 1400
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['a neighbour that answers', { from: 'red', to: '192.168.15.2' }],
  ['an address behind a router', { from: 'red', to: '10.9.0.2' }],
  ['several requests that all come back', { from: 'red', to: '192.168.15.2', count: 3 }],
  ['a large packet in fragments', { from: 'red', to: '192.168.15.2', size: 4000 }],
  ['a large packet that the router may fragment', { from: 'red', to: '10.9.0.2', size: 1472, df: false }],
  ['a source address of its own', { from: 'host', to: '10.9.0.2', source: '192.168.15.5' }],
  ['everyone reaching everyone by live addresses', { matrix: ['red', 'blue', 'gray'] }],
  ['everyone reaching everyone by given addresses', { matrix: { red: '192.168.15.1', blue: '192.168.15.2' } }],
  ['an address that nobody has', { from: 'red', to: '192.168.15.99', reachable: false }],
  ['an address without a route', { from: 'blue', to: '10.9.0.2', reachable: false }],
  ['a firewall that drops', { from: 'red', to: '192.168.15.4', reachable: false }],
  ['a firewall that rejects', { from: 'gray', to: '10.70.0.1', reachable: false }],
  [
    'a packet too large to go unfragmented',
    { from: 'red', to: '192.168.15.2', size: 2000, df: true, reachable: false },
  ],
  [
    'a masqueraded source, seen at the far end',
    { from: 'red', to: '10.9.0.2', 'seen-as': '10.9.0.1', 'seen-by': 'far' },
  ],
];

describe('passes on', () => {
  test.concurrent.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(ping, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string, string | undefined][] = [
  ['silence', { from: 'red', to: '192.168.15.99' }, '192.168.15.99 does not answer (0 of 1)', undefined],
  [
    'no route',
    { from: 'blue', to: '10.9.0.2' },
    '10.9.0.2 does not answer: Network is unreachable',
    'blue has no route to 10.9.0.2',
  ],
  [
    'a blackhole',
    { from: 'red', to: '10.66.0.1' },
    '10.66.0.1 does not answer: Invalid argument',
    'a route of red says that 10.66.0.1 is unreachable',
  ],
  [
    'a prohibited route',
    { from: 'red', to: '10.67.0.1' },
    '10.67.0.1 does not answer: Broadcast or forbidden',
    undefined,
  ],
  ['an unreachable route', { from: 'red', to: '10.68.0.1' }, '10.68.0.1 does not answer: No route to host', undefined],
  [
    'a rejecting firewall',
    { from: 'gray', to: '10.70.0.1' },
    '10.70.0.1 does not answer: Packet filtered',
    'a firewall rule or a route refuses the packet',
  ],
  ['an own rule that rejects', { from: 'gray', to: '192.168.15.4' }, '192.168.15.4 does not answer', undefined],
  [
    'a packet too large',
    { from: 'red', to: '192.168.15.2', size: 2000, df: true },
    '192.168.15.2 does not answer: message too long, mtu=1500',
    'the packet is larger than the MTU on the way, and it must not be fragmented',
  ],
  [
    'a source that is not there',
    { from: 'red', to: '192.168.15.2', source: '192.168.15.77' },
    '192.168.15.2 does not answer: Cannot assign requested address',
    'red does not have the source address itself',
  ],
  [
    'an answer where none is due',
    { from: 'red', to: '192.168.15.2', reachable: false },
    '192.168.15.2 answers 1 of 1',
    undefined,
  ],
  [
    'the wrong source at the far end',
    { from: 'red', to: '10.9.0.2', 'seen-as': '192.168.15.1', 'seen-by': 'far' },
    'far sees it come from 10.9.0.1',
    undefined,
  ],
  [
    'one silent member of a matrix',
    { matrix: { red: '192.168.15.1', blue: '192.168.15.2', mute: '192.168.15.4' } },
    'red → mute, blue → mute, mute → red, mute → blue do not answer',
    undefined,
  ],
  [
    'a member without an address',
    { matrix: ['red', 'lonely'] },
    'lonely has none; lonely → red does not answer',
    undefined,
  ],
];

describe('fails on', () => {
  test.concurrent.each(failing)('%s', async (_title, entry, found, because) => {
    const verdict = await world.check(ping, entry);
    expect(verdict.status).toBe('failed');
    expect(verdict.found.toLowerCase()).toContain(found.toLowerCase());
    if (because !== undefined) expect(verdict.because).toBe(because);
    expect(verdict.evidence.command).toMatch(/ping|tcpdump|ip addr/);
  });
});

describe('cannot look', () => {
  test('without ping', async () => {
    const context = { network: world.network(['ping']), answer: undefined, provoke: async () => {} };
    const entry = ping.schema.parse({ from: 'red', to: '192.168.15.2' });
    await expect(ping.probe(entry, context)).rejects.toThrow('there is no ping here');
  });

  test('with another ping than that of iputils', async () => {
    await world.sh(`
      mkdir -p /tmp/other
      printf '%s\\n' '#!/bin/sh' 'echo "1 packets transmitted, 0 packets received, 100% packet loss"; exit 1' >/tmp/other/ping
      chmod +x /tmp/other/ping
    `);
    const network = world.network();
    const other = {
      ...network,
      run: (place: string, argv: readonly string[]) => network.run(place, ['env', 'PATH=/tmp/other', ...argv]),
    };
    const entry = ping.schema.parse({ from: 'red', to: '192.168.15.99', reachable: false });
    const probe = ping.probe(entry, { network: other, answer: undefined, provoke: async () => {} });
    await expect(probe).rejects.toThrow('needs the ping of iputils');
  });
});
