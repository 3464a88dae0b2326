import { expect, test } from 'vitest';
import { topologySchema } from '../../../src/lab/topology-schema.ts';
import { planLab } from '../../../src/topology/plan.ts';
import { printStage } from '../../../src/topology/print.ts';

const commands = (topology: unknown) => {
  const plan = planLab({ topology: topologySchema.parse(topology) });
  return [plan.room, ...plan.networks, ...plan.last].map((stage) =>
    printStage(stage, '/labs/90-test').filter((line) => !line.includes('sysctl -qew')),
  );
};

test('a lab that names nothing has one node, host', () => {
  expect(commands({})).toMatchInlineSnapshot(`
    [
      [
        "# behind the nodes, where the switches are: hidden from the learner",
        "ip netns add host",
      ],
      [
        "# on host",
        "ip link set dev lo up",
      ],
    ]
  `);
});

test('a namespace is wired to a bridge of its node', () => {
  const red = {
    interfaces: { 'veth-red': { peer: 'veth-red-br', bridge: 'v-net-0', addresses: ['192.168.15.1/24'] } },
  };
  const neighbours = [{ to: '192.168.15.9', mac: '02:00:00:00:00:09', dev: 'veth-red' }];
  const host = {
    bridges: { 'v-net-0': { addresses: ['192.168.15.5/24'] } },
    namespaces: { red: { ...red, routes: [{ to: 'default', via: '192.168.15.5' }], neighbours } },
  };
  expect(commands({ nodes: { host } })).toMatchInlineSnapshot(`
    [
      [
        "# behind the nodes, where the switches are: hidden from the learner",
        "ip netns add host",
      ],
      [
        "# on host",
        "ip link set dev lo up",
        "ip netns add red",
        "ip link add name v-net-0 type bridge",
        "ip address add 192.168.15.5/24 dev v-net-0",
        "ip link set dev v-net-0 up",
        "ip link add name veth-red-br type veth peer name veth-red netns red",
        "ip link set dev veth-red-br master v-net-0 up",
        "ip link set dev veth-red-br up",
      ],
      [
        "# on host, for its namespace red",
        "ip -n red link set dev lo up",
        "ip -n red address add 192.168.15.1/24 dev veth-red",
        "ip -n red link set dev veth-red up",
        "ip -n red route add default via 192.168.15.5",
        "ip -n red neigh add 192.168.15.9 lladdr 02:00:00:00:00:09 dev veth-red",
      ],
    ]
  `);
});

test('nodes meet on a switch, and a link may join namespaces of two nodes', () => {
  const nodes = {
    a: {
      interfaces: { eth0: { switch: 'lan', addresses: ['10.0.0.1/24'] } },
      namespaces: { pod: { interfaces: { eth0: {} } } },
    },
    b: { interfaces: { eth0: { switch: 'lan' } }, namespaces: { pod: { interfaces: { eth0: { up: false } } } } },
  };
  expect(commands({ switches: { lan: {} }, nodes, links: [['a/pod:eth0', 'b/pod:eth0']] })).toMatchInlineSnapshot(`
    [
      [
        "# behind the nodes, where the switches are: hidden from the learner",
        "ip netns add a",
        "ip netns add b",
        "ip link add name sw-lan type bridge",
        "ip link set dev sw-lan up",
        "ip link add name p0 type veth peer name eth0 netns a",
        "ip link set dev p0 master sw-lan up",
        "ip link add name p1 type veth peer name eth0 netns b",
        "ip link set dev p1 master sw-lan up",
        "ip link add name w4jg1cc netns a type veth peer name w4jg1cc netns b",
      ],
      [
        "# on a",
        "ip link set dev lo up",
        "ip netns add pod",
        "ip link set dev w4jg1cc netns pod name eth0",
        "ip address add 10.0.0.1/24 dev eth0",
        "ip link set dev eth0 up",
      ],
      [
        "# on a, for its namespace pod",
        "ip -n pod link set dev lo up",
        "ip -n pod link set dev eth0 up",
      ],
      [
        "# on b",
        "ip link set dev lo up",
        "ip netns add pod",
        "ip link set dev w4jg1cc netns pod name eth0",
        "ip link set dev eth0 up",
      ],
      [
        "# on b, for its namespace pod",
        "ip -n pod link set dev lo up",
      ],
    ]
  `);
});

const namespaces = {
  red: { interfaces: { eth0: { peer: 'blue:eth0' } } },
  blue: { interfaces: { eth0: { peer: 'red:eth0' } } },
  gray: { interfaces: { eth0: { peer: 'veth-gray' } } },
};
const madeOn = (host: unknown) =>
  commands({ nodes: { host } })
    .flat()
    .filter((line) => /type veth|name eth0$/.test(line));

test('two ends that name each other are one link', () => {
  const { red, blue } = namespaces;
  expect(madeOn({ namespaces: { red, blue } })).toHaveLength(2);
});

test('no end in a namespace has the name by which its pair is made: the node may have that itself, and Linux before 6.14 minds', () => {
  expect(madeOn({ namespaces })).toEqual([
    'ip link add name w1lgy96o type veth peer name eth0 netns blue',
    'ip link set dev w1lgy96o netns red name eth0',
    'ip link add name veth-gray type veth peer name eth0 netns gray',
  ]);
});

test('files, rules, settings and processes come in the order in which they can work', () => {
  const host = {
    sysctls: { 'net.ipv4.ip_forward': 1 },
    iptables: '*nat\nCOMMIT\n',
    files: { '/etc/app.conf': { content: 'hello\n' } },
    hosts: { web: '10.0.0.1' },
    processes: { web: { run: ['nc', '-lk', '80'], ready: { tcp: 80 } } },
  };
  expect(commands({ nodes: { host }, setup: 'files/setup.sh' })).toMatchInlineSnapshot(`
    [
      [
        "# behind the nodes, where the switches are: hidden from the learner",
        "ip netns add host",
      ],
      [
        "# on host",
        "ip link set dev lo up",
        "sysctl -qw net.ipv4.ip_forward=1",
        "iptables-restore <<'END'",
        "*nat",
        "COMMIT",
        "END",
        "mkdir -p /etc",
        "cat > /etc/hosts <<'END'",
        "127.0.0.1 localhost",
        "127.0.1.1 host",
        "::1 localhost ip6-localhost",
        "10.0.0.1 web",
        "END",
        "chmod 0644 /etc/hosts",
        "mkdir -p /etc",
        "cat > /etc/app.conf <<'END'",
        "hello",
        "END",
        "chmod 0644 /etc/app.conf",
      ],
      [
        "# on host (host: web)",
        "nc -lk 80 &   # then wait until TCP port 80 listens",
      ],
      [
        "# on host (set-up script)",
        "bash -eu /labs/90-test/files/setup.sh",
      ],
    ]
  `);
});

test('what a lab sets wins over the baseline', () => {
  const plan = planLab({
    topology: topologySchema.parse({ nodes: { host: { sysctls: { 'net.ipv4.ip_forward': 1 } } } }),
  });
  const forward = plan.networks[0]?.steps.filter(
    (step) => step.kind === 'setting' && step.pattern === 'net/ipv4/ip_forward',
  );
  expect(forward?.map((step) => step.kind === 'setting' && step.value)).toEqual(['0', '1']);
});

test.each([
  [{ host: {} }, 'host', []],
  [{ host: { routes: [{ to: '10.244.1.2', via: '192.168.1.2' }] } }, 'host', []],
  [{ one: {}, two: {} }, undefined, ['ip netns add one', 'ip netns add two']],
  [{ host: { routes: [{ to: 'default', via: '192.168.1.1' }] } }, undefined, ['ip netns add host']],
  [{ host: { routes: [{ to: '::/0', via: 'fd00::1' }] } }, undefined, ['ip netns add host']],
  [{ host: { iptables: '*nat\nCOMMIT\n' } }, undefined, ['ip netns add host']],
  [{ host: { nft: 'table ip mine {}' } }, undefined, ['ip netns add host']],
])('in direct mode of the nodes %j the machine is %j', (nodes, machine, made) => {
  const plan = planLab({ topology: topologySchema.parse({ nodes }) }, true);
  expect(plan.machine).toBe(machine);
  expect(printStage(plan.room, '/').filter((line) => line.includes('netns'))).toEqual(made);
});
