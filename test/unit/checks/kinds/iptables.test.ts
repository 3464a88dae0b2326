import { describe, expect, test } from 'vitest';
import { iptables } from '../../../../src/checks/kinds/iptables.ts';
import { parseRuleset } from '../../../../src/system/iptables-save.ts';

const evidence = { command: 'look', output: 'seen' };

const saved = (...lines: string[]) =>
  parseRuleset(['*filter', ':FORWARD DROP [0:0]', ':LAB - [0:0]', ...lines, 'COMMIT'].join('\n'));
const nat = (...lines: string[]) =>
  parseRuleset(['*nat', ':PREROUTING ACCEPT [0:0]', ':POSTROUTING ACCEPT [0:0]', ...lines, 'COMMIT'].join('\n'));
const seen = (...rulesets: ReturnType<typeof saved>[]) => ({ rulesets });
const masquerade = {
  at: 'host',
  table: 'nat',
  chain: 'POSTROUTING',
  rule: { source: '192.168.15.0/24', target: 'MASQUERADE' },
};
const accept = (rule: Record<string, unknown>) => ({
  at: 'host',
  chain: 'FORWARD',
  rule: { ...rule, target: 'ACCEPT' },
});

type Seen = Parameters<typeof iptables.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  [
    'the textbook rule',
    masquerade,
    seen(nat('[0:0] -A POSTROUTING -s 192.168.15.0/24 -j MASQUERADE')),
    'passed',
    '-j MASQUERADE',
  ],
  [
    'a rule that says more',
    masquerade,
    seen(nat('-A POSTROUTING -s 192.168.15.0/24 ! -d 192.168.15.0/24 -o eth0 -j MASQUERADE')),
    'passed',
    '-o eth0',
  ],
  [
    'a negated source',
    masquerade,
    seen(nat('-A POSTROUTING ! -s 192.168.15.0/24 -j MASQUERADE')),
    'failed',
    '! -s',
    'this differs: source',
  ],
  [
    'a rule for one address only',
    masquerade,
    seen(nat('-A POSTROUTING -s 192.168.15.1/32 -j MASQUERADE')),
    'failed',
    '-s 192.168.15.1/32',
    'source',
  ],
  ['a rule for everything', masquerade, seen(nat('-A POSTROUTING -j MASQUERADE')), 'failed', '-j MASQUERADE', 'source'],
  [
    'any source',
    { ...masquerade, rule: { source: 'any', target: 'MASQUERADE' } },
    seen(nat('-A POSTROUTING -o eth0 -j MASQUERADE')),
    'passed',
    '-o eth0',
  ],
  ['no rules at all', masquerade, seen(parseRuleset('')), 'failed', 'no rules in POSTROUTING (table nat)'],
  [
    'the wrong chain',
    masquerade,
    seen(nat('-A PREROUTING -s 192.168.15.0/24 -j MASQUERADE')),
    'failed',
    'the rule is in PREROUTING, not in POSTROUTING',
    'another moment',
  ],
  [
    'the older tables beside empty new ones',
    masquerade,
    seen(parseRuleset(''), nat('-A POSTROUTING -s 192.168.15.0/24 -j MASQUERADE')),
    'passed',
    'MASQUERADE',
  ],
  [
    'rules that only nft can show',
    masquerade,
    seen(parseRuleset("# Table `nat' is incompatible, use 'nft' tool.")),
    'failed',
    'rules made with nft',
  ],
  [
    'a rule that is jumped to',
    accept({ source: '10.0.0.0/8', dport: 80 }),
    seen(saved('-A FORWARD -s 10.0.0.0/8 -j LAB', '-A LAB -p tcp -m tcp --dport 80 -j ACCEPT')),
    'passed',
    '→',
  ],
  [
    'a rule nobody jumps to',
    accept({ dport: 80 }),
    seen(saved('-A LAB -p tcp -m tcp --dport 80 -j ACCEPT')),
    'failed',
    'the rule is in LAB',
    'only when a rule in FORWARD jumps there',
  ],
  [
    'chains that jump in a circle',
    accept({ dport: 80 }),
    seen(saved('-A FORWARD -j LAB', '-A LAB -j FORWARD')),
    'failed',
    'FORWARD has -j LAB',
  ],
  [
    'one port of several',
    accept({ dport: 443 }),
    seen(saved('-A FORWARD -p tcp -m multiport --dports 80,440:450 -j ACCEPT')),
    'passed',
    'multiport',
  ],
  [
    'a range that is not covered',
    accept({ dport: '440:460' }),
    seen(saved('-A FORWARD -p tcp -m multiport --dports 80,440:450 -j ACCEPT')),
    'failed',
    'multiport',
    'dport',
  ],
  [
    'all states asked for',
    accept({ state: 'RELATED,ESTABLISHED' }),
    seen(saved('-A FORWARD -m conntrack --ctstate NEW,RELATED,ESTABLISHED -j ACCEPT')),
    'passed',
    'ctstate',
  ],
  [
    'a state too few',
    accept({ state: ['NEW', 'ESTABLISHED'] }),
    seen(saved('-A FORWARD -m state --state ESTABLISHED -j ACCEPT')),
    'failed',
    'ESTABLISHED',
    'state',
  ],
  ['a protocol by its number', accept({ protocol: 'tcp' }), seen(saved('-A FORWARD -p 6 -j ACCEPT')), 'passed', '-p 6'],
  [
    'an interface pattern',
    accept({ in: 'veth-red', out: 'eth0' }),
    seen(saved('-A FORWARD -i veth+ -o eth0 -j ACCEPT')),
    'passed',
    'veth+',
  ],
  [
    'words of a comment',
    accept({ comment: 'the "web"' }),
    seen(saved(String.raw`-A FORWARD -m comment --comment "let in: the \"web\"" -j ACCEPT`)),
    'passed',
    'let in',
  ],
  [
    'a policy',
    { at: 'host', chain: 'FORWARD', policy: 'ACCEPT' },
    seen(saved()),
    'failed',
    'policy DROP',
    'drops every packet',
  ],
  [
    'a policy of tables nobody made',
    { at: 'host', chain: 'FORWARD', policy: 'ACCEPT' },
    seen(parseRuleset('')),
    'passed',
    'policy ACCEPT',
  ],
  ['a chain', { at: 'host', chain: 'LAB' }, seen(saved()), 'passed', 'chain LAB'],
  ['a chain that is missing', { at: 'host', chain: 'WEB' }, seen(saved()), 'failed', 'no chain WEB'],
  [
    'counters',
    { ...accept({}), hit: true },
    seen(saved('[5:420] -A FORWARD -j ACCEPT')),
    'passed',
    'matched 5 packets',
  ],
  [
    'a rule that never matched',
    { ...accept({}), hit: true },
    seen(saved('[0:0] -A FORWARD -j ACCEPT')),
    'failed',
    'no packet has matched',
    'an earlier rule',
  ],
  [
    'a rule that must not be',
    { ...accept({}), exists: false },
    seen(saved('-A FORWARD -j ACCEPT')),
    'failed',
    '-j ACCEPT',
  ],
];

describe('iptables', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = iptables.judge(iptables.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    ['hit without a rule', { at: 'host', chain: 'FORWARD', hit: true }],
    ['an unknown table', { at: 'host', table: 'nta', chain: 'FORWARD' }],
    [
      'during without hit',
      { at: 'host', chain: 'FORWARD', rule: { target: 'ACCEPT' }, during: { ping: { from: 'red', to: '10.0.0.1' } } },
    ],
  ])('refuses %s', (_title, entry) => {
    expect(iptables.schema.safeParse(entry).success).toBe(false);
  });
});
