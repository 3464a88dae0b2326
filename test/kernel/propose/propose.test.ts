import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../../../src/checks/kinds.ts';
import { type Proposals, proposeChecks } from '../../../src/propose/propose.ts';
import { labNetwork } from '../../../src/sandbox/network.ts';
import { labOfTopology, openWorld, type TestWorld } from '../../support/sandbox.ts';

/** A server of any port; for what it serves nobody asks. */
const QUIET = ['-k', '-C/dev/null', '--no-resolv', '--no-hosts', '--user=root', '--pid-file='];

const topology = {
  nodes: {
    host: {
      bridges: { br0: { addresses: ['10.1.0.254/24'] } },
      namespaces: {
        red: { interfaces: { eth0: { peer: 'veth-red', bridge: 'br0', addresses: ['10.1.0.1/24'] } } },
        blue: {
          interfaces: { eth0: { peer: 'veth-blue', bridge: 'br0', addresses: ['10.1.0.2/24'] } },
          routes: [{ to: 'default', via: '10.1.0.254' }],
          processes: { web: { run: ['dnsmasq', ...QUIET, '--port=80'], ready: { tcp: 80 } } },
        },
      },
    },
  },
};

/** What an author does, of every kind that proposals know. */
const DONE = `
ip netns add green
ip -n green link set lo up
ip link add name veth-green type veth peer name eth0 netns green
ip link set veth-green master br0 mtu 1400 up
ip -n green link set eth0 up
ip -n green addr add 10.1.0.3/24 dev eth0
ip -n blue route del default
ip -n blue route add 10.9.0.0/16 via 10.1.0.254 metric 50
ip -n blue addr add fd00::2/64 dev eth0 nodad
ip route add blackhole 10.66.0.0/16
sysctl -qw net.ipv4.ip_forward=1
ip netns exec green sysctl -qw net.ipv4.icmp_echo_ignore_all=1
iptables -P FORWARD DROP
iptables -A FORWARD -p tcp -m multiport --dports 80,443 -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT
iptables -A FORWARD -i br0 ! -o br0 -m limit --limit 5/sec -j LOG
iptables -N EMPTY
ip netns exec blue nft add table inet guard
ip netns exec blue nft 'add chain inet guard in { type filter hook input priority 0; policy accept; }'
ip netns exec blue nft add rule inet guard in ip saddr 10.1.0.1 tcp dport 80 counter drop
ip netns exec red dnsmasq ${QUIET.join(' ')} --port=8080 </dev/null >/dev/null 2>&1 &
ip netns exec red tail -f /dev/null </dev/null >/dev/null 2>&1 &
sleep 0.3
`;

describe('checks proposed from what was done', () => {
  let solved: TestWorld;
  let fresh: TestWorld;
  let found: Proposals;
  const entries = (kind: string) => found.proposals.filter((one) => one.kind === kind).map(({ entry }) => entry);

  beforeAll(async () => {
    [solved, fresh] = await Promise.all([openWorld(topology), openWorld(topology)]);
    expect(await solved.sh('host', DONE)).toEqual({ exitCode: 0, output: '' });
    const lab = { ...labOfTopology(topology), kinds };
    const worlds = { solved: labNetwork(solved.record, false), fresh: labNetwork(fresh.record, false) };
    found = await proposeChecks(lab, worlds);
  });
  afterAll(async () => {
    await Promise.all([solved?.close(), fresh?.close()]);
  });

  test('name the namespaces that were made', () => {
    expect(entries('namespace')).toEqual([{ name: 'green' }]);
  });

  test('name new interfaces, with the wire told once and an unusual MTU', () => {
    expect(entries('link')).toEqual([
      {
        at: 'host:veth-green',
        kind: 'veth',
        state: 'up',
        master: 'br0',
        peer: 'green:eth0',
        mtu: 1400,
      },
      { at: 'green:lo', state: 'up' },
      { at: 'green:eth0', kind: 'veth', state: 'up' },
    ]);
  });

  test('name new addresses of both families', () => {
    expect(entries('address')).toEqual([
      { at: 'blue:eth0', has: 'fd00::2/64' },
      { at: 'green:eth0', has: '10.1.0.3/24' },
    ]);
  });

  test('name routes that were added and removed', () => {
    expect(entries('route')).toEqual([
      { at: 'blue', to: '10.9.0.0/16', via: '10.1.0.254', metric: 50 },
      { at: 'blue', to: 'default', via: '10.1.0.254', exists: false },
    ]);
  });

  test('name settings without those that follow from them, also in a namespace that was made', () => {
    expect(entries('sysctl')).toEqual([
      { at: 'host', key: 'net.ipv4.ip_forward', is: 1 },
      { at: 'green', key: 'net.ipv4.icmp_echo_ignore_all', is: 1 },
    ]);
  });

  test('name iptables rules port by port, policies and chains, and say what an entry leaves unsaid', () => {
    const rule = { protocol: 'tcp', state: ['NEW', 'ESTABLISHED'], target: 'ACCEPT' };
    const rules = found.proposals.filter(({ kind }) => kind === 'iptables');
    expect(rules.map(({ entry }) => entry)).toEqual(
      expect.arrayContaining([
        { at: 'host', chain: 'FORWARD', policy: 'DROP' },
        { at: 'host', chain: 'FORWARD', rule: { ...rule, dport: 80 } },
        { at: 'host', chain: 'FORWARD', rule: { ...rule, dport: 443 } },
        { at: 'host', chain: 'FORWARD', rule: { in: 'br0', target: 'LOG' } },
        { at: 'host', chain: 'EMPTY' },
      ]),
    );
    expect(rules).toHaveLength(5);
    expect(rules.flatMap(({ remark }) => remark ?? [])).toEqual(['the rule also says: ! -o br0 --limit 5/sec']);
  });

  test('name nft rules without their counters', () => {
    expect(entries('nft')).toEqual([
      {
        at: 'blue',
        family: 'inet',
        table: 'guard',
        chain: 'in',
        'rule-contains': ['ip saddr 10.1.0.1 tcp dport 80', 'drop'],
      },
    ]);
  });

  test('name what listens and what runs, and nothing that only looked', () => {
    expect(entries('listening')).toEqual([
      { at: 'red', port: 8080, protocol: 'udp', process: 'dnsmasq' },
      { at: 'red', port: 8080, process: 'dnsmasq' },
    ]);
    expect(entries('process')).toEqual([{ at: 'red', name: 'tail' }]);
  });

  test('say who reaches whom now, and who does not, with a control', () => {
    expect(entries('ping')).toContainEqual({ from: 'green', to: '10.1.0.1' });
    const silent = found.proposals.find(({ kind, entry }) => kind === 'ping' && entry['reachable'] === false);
    expect(silent).toBeUndefined();
  });

  test('say who can connect now, and who can no longer', () => {
    const shut = found.proposals.filter(({ kind, entry }) => kind === 'tcp' && entry['open'] === false);
    expect(shut.map(({ entry, control }) => ({ entry, control }))).toEqual([
      {
        entry: { from: 'red', to: '10.1.0.2', port: 80, open: false },
        control: { kind: 'ping', entry: { from: 'red', to: '10.1.0.2' } },
      },
    ]);
    expect(entries('tcp')).toContainEqual({ from: 'blue', to: '10.1.0.1', port: 8080 });
  });

  test('leave out what no check can say, and say so', () => {
    expect(found.unsaid).toEqual([expect.stringContaining('type blackhole to 10.66.0.0/16')]);
  });
});

describe('checks proposed from what was taken away, moved or forbidden', () => {
  const worlds: TestWorld[] = [];
  afterAll(async () => {
    await Promise.all(worlds.map((world) => world.close()));
  });

  test.each([
    ['a namespace that is gone', 'ip netns del blue', { namespace: { name: 'blue', exists: false } }],
    ['a bridge that lost a port', 'ip link set veth-red nomaster', { link: { at: 'host:veth-red', master: 'none' } }],
    ['an interface that is down', 'ip link set br0 down', { link: { at: 'host:br0', state: 'down' } }],
    ['an interface that is gone', 'ip link del br0', { link: { at: 'host:br0', exists: false } }],
    [
      'an address that was taken off',
      'ip -n red addr del 10.1.0.1/24 dev eth0',
      { address: { at: 'red:eth0', lacks: '10.1.0.1' } },
    ],
    [
      'an interface that was moved, with its wire',
      'ip link add name va type veth peer name vb; ip link set vb netns red',
      { link: { at: 'host:va', kind: 'veth', state: 'down', peer: 'red:vb' } },
    ],
    [
      'an address that no longer answers, with the nearest that does as the control',
      'iptables -A INPUT -p icmp -d 10.1.0.254 -i br0 -j DROP',
      { ping: { from: 'red', to: '10.1.0.254', reachable: false }, control: { from: 'red', to: '10.1.0.2' } },
    ],
    [
      'a port that was published with nft',
      'ip netns exec blue nft "table ip t { chain c { type nat hook prerouting priority -100; tcp dport 8080 redirect to :80; }; }"',
      { tcp: { from: 'red', to: '10.1.0.2', port: 8080 } },
    ],
  ])('name %s', async (_what, done, { control, ...wanted }: Record<string, unknown>) => {
    const [solved, fresh] = await Promise.all([openWorld(topology), openWorld(topology)]);
    worlds.push(solved, fresh);
    expect(await solved.sh('host', done)).toEqual({ exitCode: 0, output: '' });
    const lab = { ...labOfTopology(topology), kinds };
    const { proposals } = await proposeChecks(lab, {
      solved: labNetwork(solved.record, false),
      fresh: labNetwork(fresh.record, false),
    });
    const said = proposals.map((one) => ({ [one.kind]: one.entry, control: one.control?.entry }));
    expect(said).toContainEqual({ ...wanted, control });
  });
});
