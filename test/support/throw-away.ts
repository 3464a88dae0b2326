import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { inject } from 'vitest';
import { become, type Person, type Typed } from './installed.ts';
import { DUMP, OTHERS } from './other-people.ts';
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
  const made = await sh(MACHINE + OTHERS);
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

/** The machine itself: its files, and netlab on it. */
const MACHINE = `
  set -e
  [ "$(cat /proc/self/uid_map | tr -s ' ')" != ' 0 0 4294967295' ] || mount -t proc proc /proc
  mount -t sysfs sysfs /sys
  printf '#!/bin/sh\\nexec /netlab-node $NODE_FLAGS /netlab-app/bin/run.js "$@"\\n' >/netlab-bin/netlab
  chmod +x /netlab-bin/netlab
  : >/.dockerenv
  ip link set lo up
`;
