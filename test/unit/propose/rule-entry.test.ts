import { expect, test } from 'vitest';
import { ruleEntries } from '../../../src/propose/rule-entry.ts';
import { parseRuleset } from '../../../src/system/iptables-save.ts';

const entriesOf = (rule: string) => {
  const [table] = parseRuleset(`*nat\n:CHAIN ACCEPT [0:0]\n-A CHAIN ${rule}\nCOMMIT\n`).tables;
  const saved = table?.chains[0]?.rules[0];
  return saved === undefined ? [] : ruleEntries(saved);
};

test.each([
  ['-s 10.0.0.0/24 -j MASQUERADE', { source: '10.0.0.0/24', target: 'MASQUERADE' }],
  ['-d 10.0.0.1/32 -j DROP', { destination: '10.0.0.1', target: 'DROP' }],
  ['-i br0 -o eth0 -g MINE', { in: 'br0', out: 'eth0', target: 'MINE' }],
  [
    '-p tcp -m tcp --dport 8080 -j DNAT --to-destination 10.0.0.2:80',
    { protocol: 'tcp', dport: 8080, target: 'DNAT', to: '10.0.0.2:80' },
  ],
  ['-p udp -m udp --sport 1024:65535 -j ACCEPT', { protocol: 'udp', sport: '1024:65535', target: 'ACCEPT' }],
  ['-m conntrack --ctstate ESTABLISHED -j ACCEPT', { state: 'ESTABLISHED', target: 'ACCEPT' }],
  ['-m comment --comment "a b" -j SNAT --to-source 10.0.0.9', { comment: 'a b', target: 'SNAT', to: '10.0.0.9' }],
])('the rule %s is %j', (rule, entry) => {
  expect(entriesOf(rule)).toEqual([{ rule: entry, unsaid: [], isIpv6: false }]);
});

test('several ports are an entry each', () => {
  const rules = entriesOf('-p tcp -m multiport --dports 80,443:445 -j ACCEPT').map(({ rule }) => rule['dport']);
  expect(rules).toEqual([80, '443:445']);
});

test('what no key can say, and every "!", is left unsaid', () => {
  expect(entriesOf('! -s 10.0.0.1/32 -p icmp -m icmp --icmp-type 8 -j LOG --log-prefix "-x "')).toEqual([
    {
      rule: { protocol: 'icmp', target: 'LOG' },
      unsaid: ['! -s 10.0.0.1/32', '--icmp-type 8', '--log-prefix -x '],
      isIpv6: false,
    },
  ]);
});

test('an IPv6 address is noticed', () => {
  expect(entriesOf('-s fd00::1/128 -j DROP')).toEqual([
    { rule: { source: 'fd00::1', target: 'DROP' }, unsaid: [], isIpv6: true },
  ]);
});
