import { expect, test } from 'vitest';
import { parseScript } from '../../../src/lab/script.ts';
import { mutantsOf } from '../../../src/proof/mutants.ts';

const mutants = (text: string) => mutantsOf({ name: 'solution', file: 'solution.sh', parts: parseScript(text) });
const changes = (command: string) =>
  mutants(`# task: only\n${command}\n`)
    .filter(({ change }) => change !== 'dropped' && change !== 'match')
    .map(({ change, now }) => [change, now]);

test.each<[string, [string, string][]]>([
  ['ip link add name br0 type bridge', []],
  ['echo 10.0.0.0/24 dev eth0', []],
  [
    'ip addr add 10.0.0.1/24 dev v-net-0',
    [
      ['prefix length', 'ip addr add 10.0.0.1/25 dev v-net-0'],
      ['interface', 'ip addr add 10.0.0.1/24 dev lo'],
    ],
  ],
  ['ip addr add 10.0.0.1/32 dev lo', [['prefix length', 'ip addr add 10.0.0.1/24 dev lo']]],
  ['ip addr add 10.0.0.1/31 dev lo', [['prefix length', 'ip addr add 10.0.0.1/24 dev lo']]],
  ['ip -6 route add fd00:1::/64 via fd00::1', [['prefix length', 'ip -6 route add fd00:1::/65 via fd00::1']]],
  ['ip link set "veth-$name" master v-net-0', [['interface', 'ip link set "veth-$name" master lo']]],
  [
    'ip netns exec red ip addr add 10.0.0.1/8 dev a',
    [
      ['prefix length', 'ip netns exec red ip addr add 10.0.0.1/9 dev a'],
      ['interface', 'ip netns exec red ip addr add 10.0.0.1/8 dev lo'],
    ],
  ],
  [
    'iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 10.0.0.2:80',
    [
      ['chain', 'iptables -t nat -A OUTPUT -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 10.0.0.2:80'],
      ['interface', 'iptables -t nat -A PREROUTING -i lo -p tcp --dport 8080 -j DNAT --to-destination 10.0.0.2:80'],
      ['port', 'iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8081 -j DNAT --to-destination 10.0.0.2:80'],
      ['port', 'iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 10.0.0.2:81'],
    ],
  ],
  ['iptables -P FORWARD DROP', [['chain', 'iptables -P INPUT DROP']]],
  ['iptables -A MINE -p tcp --dport 65535 -j ACCEPT', [['port', 'iptables -A MINE -p tcp --dport 1 -j ACCEPT']]],
  [
    'ip route add 10.0.0.0/24 \\\n  via 10.1.0.1 # not 10.2.0.0/24',
    [['prefix length', 'ip route add 10.0.0.0/25 \\\n  via 10.1.0.1 # not 10.2.0.0/24']],
  ],
  ["ip -batch - <<'END'\naddress add 10.0.0.1/24 dev a\nEND", []],
  ['if ip link show dev a; then ip link del dev a; fi', []],
])('%s', (command, expected) => {
  expect(changes(command)).toEqual(expected);
});

const wider = (command: string) =>
  mutants(`# task: only\n${command}\n`)
    .filter(({ change }) => change === 'match')
    .map(({ now }) => now);

test.each<[string, string[]]>([
  [
    'iptables -t nat -A PREROUTING -d 10.0.0.1 -p tcp --dport 80 -j DNAT --to-destination 10.0.0.2:80',
    [
      'iptables -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 10.0.0.2:80',
      'iptables -t nat -A PREROUTING -d 10.0.0.1 -p tcp -j DNAT --to-destination 10.0.0.2:80',
    ],
  ],
  [
    'iptables -A FORWARD -i docker0 ! -o docker0 -j ACCEPT',
    ['iptables -A FORWARD ! -o docker0 -j ACCEPT', 'iptables -A FORWARD -i docker0 -j ACCEPT'],
  ],
  [
    'iptables -I IN -m set --match-set front src -m conntrack --ctstate NEW -j ACCEPT # optional(match): so it is',
    [
      'iptables -I IN -m conntrack --ctstate NEW -j ACCEPT # optional(match): so it is',
      'iptables -I IN -m set --match-set front src -j ACCEPT # optional(match): so it is',
    ],
  ],
  ['iptables -A IN -p icmp -j DROP', ['iptables -A IN -j DROP']],
  ['iptables -A IN -j RETURN -d 10.0.0.1', ['iptables -A IN -j RETURN']],
  ['iptables -A IN -p tcp -j REJECT --reject-with tcp-reset', []],
  ['iptables -D IN -s 10.0.0.1 -j DROP', []],
  ['iptables -P FORWARD DROP', []],
  ['ip rule add from 10.0.0.1 -s', []],
])('a rule with a match less: %s', (command, expected) => {
  expect(wider(command)).toEqual(expected);
});

test.each([
  ['match -d', ['a', undefined]],
  ['match', ['a', 'a']],
  ['port, match --dport', [undefined, 'a']],
  ['port', [undefined, undefined]],
])('a reason for "%s"', (changes, reasons) => {
  const text = `# task: only\niptables -A IN -d 10.0.0.1 -p tcp --dport 80 -j DROP # optional(${changes}): a\n`;
  const found = mutants(text).filter(({ change }) => change === 'match');
  expect(found.map(({ optional }) => optional)).toEqual(reasons);
});

test('each command is dropped in turn, the others stay, and lines are those of the file', () => {
  const found = mutants(
    '#!/bin/bash\n\n# task: one\nip a\nip b # optional: why not\n\n# task: two\n# on: node2\nip c\n',
  );
  expect(found.map(({ line, was, now, optional }) => [line, was, now, optional])).toEqual([
    [4, 'ip a', '', undefined],
    [5, 'ip b # optional: why not', '', 'why not'],
    [9, 'ip c', '', undefined],
  ]);
  expect(found.map(({ parts }) => parts.map(({ script }) => script.trim()))).toEqual([
    [':\nip b # optional: why not', 'ip c'],
    ['ip a\n:', 'ip c'],
    ['ip a\nip b # optional: why not', ':'],
  ]);
});

test('a command in the body of a loop is dropped there', () => {
  const loop = 'for a in 1 2; do\n  ip a\n  ip b\ndone\n';
  expect(mutants(`# task: one\n${loop}`).map(({ line, parts }) => [line, parts[0]?.script])).toEqual([
    [2, ':\n'],
    [3, 'for a in 1 2; do\n:\n  ip b\ndone\n'],
    [4, 'for a in 1 2; do\n  ip a\n:\ndone\n'],
  ]);
});
