import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iptables } from '../../../../src/checks/kinds/iptables.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    ip netns add red
    iptables -P FORWARD DROP
    iptables -N LAB
    iptables -N ELSEWHERE
    iptables -A FORWARD -s 10.244.0.0/16 -j LAB
    iptables -A LAB -p tcp -m multiport --dports 80,443:445 -m comment --comment 'let "web" in' -j ACCEPT
    iptables -A LAB -j LAB2 2>/dev/null || true
    iptables -A ELSEWHERE -p udp --dport 53 -j ACCEPT
    iptables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    iptables -A FORWARD -i v-net+ ! -d 10.9.0.0/16 -j ACCEPT
    iptables -A OUTPUT -d 127.0.0.1 -p icmp -j ACCEPT
    iptables -t nat -A POSTROUTING -s 192.168.15.77/24 -j MASQUERADE
    iptables -t nat -A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 192.168.15.2:80
    iptables -t nat -A PREROUTING -p tcp --dport 81 -j DNAT --to-destination 192.168.15.2
    ip6tables -A INPUT -s fd00::/8 -j DROP
    ping -c 1 -W 1 127.0.0.1 >/dev/null
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  [
    'a masquerade rule',
    { at: 'host', table: 'nat', chain: 'POSTROUTING', rule: { source: '192.168.15.0/24', target: 'MASQUERADE' } },
  ],
  [
    'a published port',
    {
      at: 'host',
      table: 'nat',
      chain: 'PREROUTING',
      rule: { protocol: '6', dport: 8080, target: 'DNAT', to: '192.168.15.2:80' },
    },
  ],
  ['a port that stays', { at: 'host', table: 'nat', chain: 'PREROUTING', rule: { dport: 81, to: '192.168.15.2:81' } }],
  [
    'a rule in a chain that is jumped to',
    {
      at: 'host',
      chain: 'FORWARD',
      rule: { source: '10.244.0.0/16', protocol: 'tcp', dport: 444, target: 'ACCEPT', comment: '"web"' },
    },
  ],
  [
    'connection states in any order',
    { at: 'host', chain: 'FORWARD', rule: { state: ['ESTABLISHED', 'RELATED'], target: 'ACCEPT' } },
  ],
  ['an interface pattern', { at: 'host', chain: 'FORWARD', rule: { in: 'v-net-0', target: 'ACCEPT' } }],
  ['a policy', { at: 'host', chain: 'FORWARD', policy: 'DROP' }],
  ['the policy of a chain nobody touched', { at: 'red', chain: 'FORWARD', policy: 'ACCEPT' }],
  ['a chain', { at: 'host', chain: 'LAB' }],
  [
    'a rule that was hit',
    { at: 'host', chain: 'OUTPUT', rule: { destination: '127.0.0.1/32', protocol: 'icmp' }, hit: true },
  ],
  ['a rule that was not hit', { at: 'host', chain: 'FORWARD', rule: { in: 'v-net-0' }, hit: false }],
  ['an IPv6 rule', { at: 'host', chain: 'INPUT', rule: { source: 'fd00::/8', target: 'DROP' } }],
  ['no such rule', { at: 'red', chain: 'FORWARD', rule: { target: 'DROP' }, exists: false }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(iptables, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  [
    'no rules',
    { at: 'red', table: 'nat', chain: 'POSTROUTING', rule: { target: 'MASQUERADE' } },
    'no rules in POSTROUTING (table nat)',
  ],
  [
    'the wrong port',
    { at: 'host', table: 'nat', chain: 'PREROUTING', rule: { dport: 8080, target: 'DNAT', to: '192.168.15.2:8080' } },
    '--to-destination 192.168.15.2:80',
  ],
  [
    'the wrong chain',
    { at: 'host', table: 'nat', chain: 'OUTPUT', rule: { dport: 8080, target: 'DNAT' } },
    'the rule is in PREROUTING, not in OUTPUT',
  ],
  [
    'the wrong table',
    { at: 'host', chain: 'FORWARD', rule: { source: '192.168.15.0/24', target: 'MASQUERADE' } },
    'the rule is in POSTROUTING of table nat',
  ],
  [
    'a chain nobody jumps to',
    { at: 'host', chain: 'FORWARD', rule: { protocol: 'udp', dport: 53 } },
    'the rule is in ELSEWHERE, not in FORWARD',
  ],
  [
    'a chain that is missing',
    { at: 'host', chain: 'NOPE', rule: { protocol: 'icmp', target: 'DROP' } },
    'no chain NOPE in table filter',
  ],
  ['a negated condition', { at: 'host', chain: 'FORWARD', rule: { destination: '10.9.0.0/16' } }, 'FORWARD has'],
  ['another policy', { at: 'host', chain: 'FORWARD', policy: 'ACCEPT' }, 'policy DROP in FORWARD'],
  [
    'a rule that was not hit',
    { at: 'host', chain: 'FORWARD', rule: { in: 'v-net-0' }, hit: true },
    'which no packet has matched',
  ],
  ['a rule that must not be', { at: 'host', chain: 'FORWARD', rule: { in: 'v-net-0' }, exists: false }, '-i v-net+'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(iptables, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('without iptables-save nothing is known', async () => {
  const network = world.network(['iptables-save']);
  const entry = iptables.schema.parse({ at: 'red', chain: 'INPUT' });
  await expect(iptables.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no iptables-save',
  );
});
