import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from '../../support/sandbox.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({
    switches: { lan: {} },
    nodes: {
      host: {
        interfaces: { eth0: { switch: 'lan', addresses: ['192.168.1.2/24'] } },
        bridges: { 'v-net-0': { addresses: ['192.168.15.5/24'] } },
        namespaces: {
          red: {
            interfaces: { 'veth-red': { peer: 'veth-red-br', bridge: 'v-net-0', addresses: ['192.168.15.1/24'] } },
          },
          pod: {
            interfaces: { eth0: { addresses: ['10.9.0.1/24', 'fd00::1/64'], mac: '02:00:00:00:00:01', mtu: 1400 } },
          },
        },
        files: {
          '/etc/nginx/mine.conf': { content: 'mine\n', mode: '0600' },
          '/opt/tool': { content: '#!/bin/sh\n', mode: '0755' },
        },
        sysctls: { 'net.ipv4.conf.all.arp_ignore': 1 },
        iptables: '*filter\n:FORWARD DROP [0:0]\nCOMMIT\n',
      },
      far: {
        interfaces: { eth0: { switch: 'lan', addresses: ['192.168.1.3/24'] } },
        namespaces: { pod: { interfaces: { eth0: { addresses: ['10.9.0.2/24', 'fd00::2/64'] } } } },
        hosts: { host: '192.168.1.2' },
        processes: { web: { run: ['nc', '-lk', '8080'], ready: { tcp: 8080 } } },
      },
    },
    links: [['host/pod:eth0', 'far/pod:eth0']],
  });
});
afterAll(() => world.close());

const answers = async (place: string, line: string) => (await world.sh(place, line)).exitCode === 0;
const says = async (place: string, line: string) => (await world.sh(place, line)).output;

test('a namespace reaches its bridge, nodes meet on the switch, a link joins namespaces of two nodes', async () => {
  expect(await answers('red', 'ping -c 1 -W 2 192.168.15.5')).toBe(true);
  expect(await answers('host', 'ping -c 1 -W 2 192.168.1.3')).toBe(true);
  expect(await answers('host/pod', 'ping -c 1 -W 2 10.9.0.2')).toBe(true);
  expect(await answers('host/pod', 'ping -6 -c 1 -W 2 fd00::2')).toBe(true);
});

test('each node has its own name, hosts file, namespaces and processes', async () => {
  expect(await says('far', 'hostname; cat /etc/hostname')).toBe('far\nfar');
  expect(await answers('far', 'getent hosts host')).toBe(true);
  expect(await says('far', 'ip netns list | cut -d" " -f1')).toBe('pod');
  expect(await says('host', 'ip netns list | cut -d" " -f1 | sort | tr "\\n" " "')).toBe('pod red');
  expect(await answers('far', 'nc -z 192.168.1.3 8080')).toBe(true);
});

test('addresses, MACs, MTUs, files, rules and settings are as written', async () => {
  expect(await says('host/pod', 'ip -o link show dev eth0')).toMatch(/mtu 1400 .*02:00:00:00:00:01/);
  expect(await says('host', 'cat /etc/nginx/mine.conf; stat -c %a /etc/nginx/mine.conf /opt/tool')).toBe(
    'mine\n600\n755',
  );
  expect(await says('host', 'iptables -S FORWARD')).toBe('-P FORWARD DROP');
  expect(await says('host', 'cat /proc/sys/net/ipv4/conf/all/arp_ignore')).toBe('1');
});

test('whatever the machine has set, every place begins with the same settings', async () => {
  const keys = ['net/ipv4/ip_forward', 'net/ipv4/conf/all/rp_filter', 'net/ipv4/conf/default/rp_filter'];
  for (const place of ['host', 'far', 'red', 'host/pod']) {
    expect(await says(place, `cd /proc/sys; cat ${keys.join(' ')}`)).toBe('0\n0\n0');
    expect(await says(place, 'cat /proc/sys/net/ipv4/conf/*/forwarding | sort -u')).toBe('0');
  }
  expect(await says('host', 'cat /proc/sys/net/bridge/bridge-nf-call-iptables 2>/dev/null || echo 0')).toBe('0');
});

test('a namespace that a learner adds in a node stays there', async () => {
  await world.sh('host', 'ip netns add mine');
  expect(await answers('mine', 'ip link show dev lo')).toBe(true);
  expect(await answers('host', 'ip netns exec mine true')).toBe(true);
  expect(await says('far', 'ip netns list')).not.toContain('mine');
});

test('programs that give up root for another user work', async () => {
  expect(
    await answers('host', 'timeout 5 tcpdump -i lo -c 1 -w /tmp/one.pcap & sleep 0.5; ping -c 1 127.0.0.1; wait $!'),
  ).toBe(true);
});

test('a program that is not root finds the files of /etc', async () => {
  expect(await answers('host', 'setpriv --reuid 33 --regid 33 --clear-groups cat /etc/passwd /etc/nsswitch.conf')).toBe(
    true,
  );
});

test("the machine's files are out of sight or cannot be written, and its root is not root here", async () => {
  expect(await says('host', 'ls -A /home /srv /mnt 2>&1 | grep -v :')).toBe('');
  expect(await answers('host', 'touch /usr/mine')).toBe(false);
  expect(await answers('host', 'touch /mine')).toBe(false);
  expect(await answers('host', 'echo x > /netlab/app/package.json')).toBe(false);
  expect(await answers('host', 'echo 1 > /proc/sys/kernel/core_pattern')).toBe(false);
  const [, outside] = readFileSync(`/proc/${world.record.init.pid}/uid_map`, 'utf8').trim().split(/\s+/);
  expect(Number(outside)).toBeGreaterThan(0);
});

test('the network of the machine is not to be seen', async () => {
  expect(await says('host', 'ls /sys/class/net | sort | tr "\\n" " "')).toBe('eth0 lo v-net-0 veth-red-br');
});

test('many commands at once are one hop, and none waits for another', async () => {
  const began = performance.now();
  const slow = await Promise.all(Array.from({ length: 30 }, () => world.sh('host', 'sleep 0.5; echo done')));
  expect(slow.every(({ output }) => output === 'done')).toBe(true);
  expect(performance.now() - began).toBeLessThan(30 * 500 * 0.5);
});
