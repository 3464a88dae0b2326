import { describe, expect, test } from 'vitest';
import { addresses } from '../../../../src/sandbox/direct/areas/addresses.ts';
import type { Repair } from '../../../../src/sandbox/direct/areas/area.ts';
import { firewall } from '../../../../src/sandbox/direct/areas/firewall.ts';
import { forwarding } from '../../../../src/sandbox/direct/areas/forwarding.ts';
import { type LinkState, links } from '../../../../src/sandbox/direct/areas/links.ts';
import { namespaces } from '../../../../src/sandbox/direct/areas/namespaces.ts';
import { neighbours } from '../../../../src/sandbox/direct/areas/neighbours.ts';
import { queueing } from '../../../../src/sandbox/direct/areas/queueing.ts';
import { routes, rules } from '../../../../src/sandbox/direct/areas/routes.ts';
import { sets } from '../../../../src/sandbox/direct/areas/sets.ts';
import { settings } from '../../../../src/sandbox/direct/areas/settings.ts';

const words = (repairs: readonly Repair[]) => repairs.map(({ argv }) => argv.join(' '));

describe('links', () => {
  const bridge = (more: Partial<LinkState> = {}): LinkState => ({
    ...{ ifindex: 5, ifname: 'br9', flags: ['UP'], mtu: 1500, address: '02:00:00:00:00:05' },
    linkinfo: { info_kind: 'bridge', info_data: { stp_state: 0 } },
    ...more,
  });
  test.each<[string, LinkState[], LinkState[], string[]]>([
    ['what is the same is left alone', [bridge()], [bridge()], []],
    ['a new link goes', [], [bridge()], ['ip link delete dev br9']],
    [
      'one of the same name made anew goes, and the old one is made',
      [bridge()],
      [bridge({ ifindex: 9, address: '02:00:00:00:00:09' })],
      ['ip link delete dev br9', 'ip link add name br9 index 5 address 02:00:00:00:00:05 type bridge'],
    ],
    [
      'a renamed one gets its name back, and is up again',
      [bridge()],
      [bridge({ ifname: 'mine' })],
      ['ip link set dev mine down', 'ip link set dev mine name br9', 'ip link set dev br9 up'],
    ],
    [
      'port, MTU, MAC address and state come back',
      [bridge({ master: 'br0' })],
      [bridge({ mtu: 1400, flags: [], address: '02:00:00:00:00:06' })],
      [
        'ip link set dev br9 master br0',
        'ip link set dev br9 mtu 1500',
        'ip link set dev br9 address 02:00:00:00:00:05',
        'ip link set dev br9 up',
      ],
    ],
    [
      'settings of a bridge come back',
      [bridge()],
      [bridge({ linkinfo: { info_kind: 'bridge', info_data: { stp_state: 1 } } })],
      ['ip link set dev br9 type bridge stp_state 0'],
    ],
    [
      'a veth pair cannot be made anew, and is asked for',
      [bridge({ linkinfo: { info_kind: 'veth' } })],
      [],
      ['ip link show dev br9'],
    ],
  ])('%s', (_, before, now, expected) => {
    expect(words(links.repair(before, now))).toEqual(expected);
  });
});

test('an interface comes back from a new namespace before that goes, with the processes in it', () => {
  const eth0 = { ifname: 'eth0', address: '02:00:00:00:00:01' };
  const other = { inode: 1, pids: ['7'], devices: [] };
  const before = { own: [eth0], names: { other } };
  const now = { own: [], names: { other, mine: { inode: 2, pids: ['8', '9'], devices: [{ ...eth0, ifname: 'up' }] } } };
  expect(words(namespaces.repair(before, now))).toEqual([
    `ip -n mine link set dev up netns ${process.pid}`,
    'kill -9 8 9',
    'ip netns delete mine',
  ]);
});

test('a namespace that is gone is asked for', () => {
  const names = { other: { inode: 1, pids: [], devices: [] } };
  expect(words(namespaces.repair({ own: [], names }, { own: [], names: {} }))).toEqual(['ip -n other link show']);
});

test('addresses come and go with all that belongs to them', () => {
  const held = (text: string, valid = 4294967295) => ({ words: text, device: 'eth0', valid, preferred: valid });
  const was = held('192.0.2.2/24 dev eth0 broadcast 192.0.2.255 scope global label eth0', 600);
  const is = held('10.0.0.1 peer 10.0.0.2/32 dev eth0 scope global label eth0');
  expect(words(addresses.repair([was], [is]))).toEqual([
    'ip address delete 10.0.0.1 peer 10.0.0.2/32 dev eth0',
    'ip address add 192.0.2.2/24 dev eth0 broadcast 192.0.2.255 scope global label eth0 valid_lft 600 preferred_lft 600',
  ]);
  expect(addresses.repair([was], [{ ...was, valid: 500, preferred: 500 }])).toEqual([]);
});

test('of two equal rules one is put back when one is missing', () => {
  const rule = 'priority 50 from all lookup 7';
  expect(words(rules.repair({ '-4': [rule, rule], '-6': [] }, { '-4': [rule], '-6': [rule] }))).toEqual([
    `ip -4 rule add ${rule}`,
    `ip -6 rule delete ${rule}`,
  ]);
  const route = 'unicast default via 192.0.2.1 dev eth0 table main';
  expect(words(routes.repair({ '-4': [route], '-6': [] }, { '-4': [], '-6': [] }))).toEqual([
    `ip -4 route add ${route}`,
  ]);
});

test('a setting for all interfaces is written before those of one', () => {
  const [repair] = settings.repair(
    { 'ipv4/conf/eth0/forwarding': '1', 'ipv4/ip_forward': '0', 'ipv4/conf/gone/rp_filter': '1' },
    { 'ipv4/conf/eth0/forwarding': '0', 'ipv4/ip_forward': '1' },
  );
  expect(repair?.input).toBe('/proc/sys/net/ipv4/ip_forward\n0\n/proc/sys/net/ipv4/conf/eth0/forwarding\n1\n');
});

describe('tables of the firewall', () => {
  const nat = { family: 'ip', name: 'nat', by: 'iptables' as const, chains: ['POSTROUTING'] };
  const saved = { ...nat, whole: '*nat\n[5:9] -A POSTROUTING -j MASQUERADE\nCOMMIT\n', bare: 'with' };
  test.each([
    ['a new one goes', [], [saved], ['nft delete table ip nat']],
    ['one of iptables is restored by iptables', [saved], [], ['iptables-nft-restore --counters']],
    [
      'a chain that iptables made beside goes',
      [saved],
      [{ ...saved, chains: ['POSTROUTING', 'INPUT'] }],
      ['nft delete chain ip nat INPUT'],
    ],
    ['one of nft is replaced by nft', [{ ...saved, by: 'nft' as const }], [], ['nft -f -']],
    ['a new one of the old kind is emptied', [], [{ ...saved, by: 'legacy' as const }], ['iptables-legacy-restore']],
    ['counters are no difference', [saved], [{ ...saved, whole: '' }], []],
  ])('%s', (_, before, now, expected) => {
    expect(words(firewall.repair(before, now))).toEqual(expected);
  });
});

test('a new set is destroyed, a changed one filled anew', () => {
  const was = { kept: ['create kept hash:ip', 'add kept 192.0.2.1'] };
  expect(words(sets.repair(was, { kept: ['create kept hash:ip'], mine: ['create mine hash:ip'] }))).toEqual([
    'ipset destroy mine',
    'ipset flush kept',
    'ipset -exist restore',
  ]);
});

test('neighbour entries that somebody made come and go', () => {
  const was = ['192.0.2.9 lladdr 02:00:00:00:00:09 nud permanent dev up0', 'proxy 192.0.2.10 dev up0'];
  const is = ['192.0.2.9 lladdr 02:00:00:00:00:07 nud permanent dev up0', 'proxy 192.0.2.8 dev up0'];
  expect(words(neighbours.repair(was, is))).toEqual([
    'ip neighbour delete 192.0.2.9 dev up0',
    'ip neighbour delete proxy 192.0.2.8 dev up0',
    'ip neighbour replace 192.0.2.9 lladdr 02:00:00:00:00:09 nud permanent dev up0',
    'ip neighbour replace proxy 192.0.2.10 dev up0',
  ]);
});

test('forwarding entries come and go, and only an address that floods is appended to', () => {
  const was = [
    '02:00:00:00:00:11 dev port0 vlan 5 master static',
    '00:00:00:00:00:00 dev vx dst 10.0.0.1 self permanent',
  ];
  expect(words(forwarding.repair(was, ['02:00:00:00:00:12 dev br9 self permanent']))).toEqual([
    'bridge fdb delete 02:00:00:00:00:12 dev br9 self',
    'bridge fdb add 02:00:00:00:00:11 dev port0 vlan 5 master static',
    'bridge fdb append 00:00:00:00:00:00 dev vx dst 10.0.0.1 self permanent',
  ]);
});

describe('queueing', () => {
  const tbf = { disciplines: ['root handle 1: tbf rate 1Mbit burst 4Kb lat 50ms'], inside: [] };
  const htb = { disciplines: ['root handle 1: htb default 0x10'], inside: ['class htb 1:10 root'] };
  const other = { ...tbf, disciplines: ['root handle 2: netem delay 100ms', 'parent 2:1 handle 3: tbf', 'clsact'] };
  test.each([
    ['what is the same is left alone', { eth0: htb }, { eth0: htb }, []],
    ['a new one goes, with what is in it', {}, { eth0: other }, ['delete dev eth0 root', 'delete dev eth0 clsact']],
    [
      'another one gives way to the old',
      { eth0: tbf },
      { eth0: other },
      [
        'delete dev eth0 root',
        'delete dev eth0 clsact',
        'add dev eth0 root handle 1: tbf rate 1Mbit burst 4Kb lat 50ms',
      ],
    ],
    [
      'one with new filters is made anew without them',
      { eth0: tbf },
      { eth0: { ...tbf, inside: ['filter'] } },
      ['delete dev eth0 root', 'add dev eth0 root handle 1: tbf rate 1Mbit burst 4Kb lat 50ms'],
    ],
  ])('%s', (_, before, now, expected) => {
    expect(words(queueing.repair(before, now))).toEqual(expected.map((line) => `tc qdisc ${line}`));
  });

  test('classes that are gone cannot be made anew, and are asked for', () => {
    const added = 'tc qdisc add dev eth0 root handle 1: htb default 0x10';
    expect(words(queueing.repair({ eth0: htb }, {}))).toEqual([added, 'tc class show dev eth0']);
    const empty = { ...htb, inside: [] };
    expect(words(queueing.repair({ eth0: htb }, { eth0: empty }))).toEqual(['tc class show dev eth0']);
  });
});
