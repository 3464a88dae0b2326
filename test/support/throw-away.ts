import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { inject } from 'vitest';
import { become, type Person, type Typed } from './installed.ts';
import { ROOT } from './sandbox.ts';

/**
 * A machine for direct mode to change: its own network, files, processes and root, which nobody else sees. Other people's things are on it: a
 * namespace, a bridge, an uplink with a default route, a policy rule, rules of iptables and nftables, settings.
 */
export type ThrowAway = {
  /** Types a line of sh on it, as its root. */
  sh: (line: string) => Promise<Typed>;
  /** All of its network, as lines that can be compared. */
  dump: () => Promise<string[]>;
  close: () => Promise<void>;
};

/** Opens one with netlab in /netlab-app; `netlab` is on its PATH. Ends with this process at the latest. */
export async function openThrowAway(person: Person): Promise<ThrowAway> {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-throw-away-'));
  chmodSync(folder, 0o755);
  const child = execa({
    reject: false,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    forceKillAfterDelay: 1,
  })`${[...become(person), ...asRoot(person), ...bwrap(folder)]}`;
  const info = child.stdio[3];
  if (!info) throw new Error('bubblewrap has no pipe to tell its number by');
  // Its files are laid out when its first program runs.
  const born = Promise.all([once(info as NodeJS.ReadableStream, 'data'), once(child.stdout, 'data')]);
  const [[told]] = await Promise.race([born, child.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
  const pid = Number(/"child-pid":\s*(\d+)/.exec(String(told))?.[1]);
  const sh = async (line: string) => {
    const enter = ['nsenter', `--target=${pid}`, ...ENTERED, ...(person.uid === 0 ? [] : ['--user']), '--'];
    const { exitCode, stdout, stderr } = await execa({
      reject: false,
      extendEnv: false,
      env: ENV,
      timeout: 30_000,
      input: '',
    })`${[...become(person), ...enter, ...['sh', '-c', `cd; ${line}`]]}`;
    return { exitCode, stdout, stderr };
  };
  const close = async () => {
    child.kill('SIGKILL');
    await child;
    rmSync(folder, { recursive: true, force: true });
  };
  const made = await sh(OTHERS);
  if (made.exitCode !== 0) {
    await close();
    throw new Error(`the throw-away machine cannot be set up: ${made.stderr}`);
  }
  const dump = async () => (await sh(DUMP)).stdout.split('\n');
  return { sh, dump, close };
}

const ENTERED = ['--mount', '--net', '--pid', '--ipc', '--uts'];
const ENV = {
  PATH: '/netlab-bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C',
  NO_COLOR: '1',
};

/** Root of the machine itself, or of a user namespace that has all the ids that the person may use. */
function asRoot(person: Person): string[] {
  return person.uid === 0 ? [] : ['unshare', '--user', '--map-root-user', '--map-auto', '--'];
}

function bwrap(folder: string): string[] {
  const installation = inject('installation');
  mkdirSync(join(folder, 'bin'));
  cpSync(join(ROOT, 'test/torture/faults/kill-at.js'), join(folder, 'kill-at.js'));
  return [
    ...['bwrap', '--die-with-parent', '--info-fd', '3', '--cap-add', 'ALL'],
    ...['net', 'pid', 'ipc', 'uts'].map((kind) => `--unshare-${kind}`),
    ...['--tmpfs', '/', '--ro-bind', '/usr', '/usr', '--ro-bind', '/etc', '/etc', '--bind', '/sys', '/sys'],
    ...['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/run', '--tmpfs', '/tmp'],
    ...['root', 'var', 'home', 'opt', 'srv', 'mnt', 'netlab-bin'].flatMap((name) => ['--dir', `/${name}`]),
    ...['--ro-bind', join(installation, 'app'), '/netlab-app', '--ro-bind', join(installation, 'node'), '/netlab-node'],
    ...['--ro-bind', join(folder, 'kill-at.js'), '/kill-at.js'],
    ...['sh', '-c', 'echo here; exec sleep infinity'],
  ];
}

/** What other people have on the machine. No address waits for duplicates to answer: what is dumped shall not change by itself. */
const OTHERS = `
  set -e
  [ "$(cat /proc/self/uid_map | tr -s ' ')" != ' 0 0 4294967295' ] || mount -t proc proc /proc
  mount -t sysfs sysfs /sys
  printf '#!/bin/sh\\nexec /netlab-node $NODE_FLAGS /netlab-app/bin/run.js "$@"\\n' >/netlab-bin/netlab
  chmod +x /netlab-bin/netlab
  : >/.dockerenv
  for file in all default; do echo 0 >/proc/sys/net/ipv6/conf/$file/accept_dad; done
  ip link set lo up
  ip netns add other
  ip netns exec other sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
  ip link add name br9 type bridge
  ip addr add 10.9.9.1/24 dev br9
  ip link set br9 up
  ip link add name up0 type veth peer name far0 netns other
  ip addr add 192.0.2.2/24 dev up0
  ip link set up0 up
  ip -n other addr add 192.0.2.1/24 dev far0
  ip -n other link set far0 up
  ip route add default via 192.0.2.1
  ip rule add pref 100 fwmark 7 lookup 77
  ip route add 198.51.100.0/24 via 192.0.2.1 table 77
  iptables -N CANARY
  iptables -A FORWARD -j CANARY
  iptables -P FORWARD DROP
  iptables -t nat -A POSTROUTING -s 10.9.9.0/24 -m comment --comment canary -j MASQUERADE
  nft add table inet mine
  nft add chain inet mine c '{ type filter hook input priority 0; }'
  nft add rule inet mine c counter accept
  sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.br9.rp_filter=1
`;

/** Counters, timers and the order of tables say nothing. */
const DUMP = `
  exec 2>/dev/null
  ip netns list; ip -n other address; ip -n other route
  ip -d link | sed 's/_timer *[0-9.]*//g'
  ip address
  for family in 4 6; do ip -$family route show table all | sort; ip -$family rule; done
  iptables-save | sed '/^#/d; s/\\[[0-9:]*\\]//'
  nft -s list ruleset | sort
  ipset save
  cd /proc/sys/net && grep -r . . | grep -v _count: | sort
  cat /proc/mounts
  ls -A / /run /run/netns /root
  ps -e -o args= | grep -c 'netlab-keeper\\|unshare'
`;
