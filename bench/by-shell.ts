import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { address, type Hosts, numbers, pingScript } from './hosts.ts';

/** A topology that a program has built and keeps open: it says `ready`, `pinged`, and ends when told to. */
export type World = { ping(): Promise<void>; stop(): Promise<void> };

/** The limit: one `ip -batch` for the bridge and the wires, and one per host, in a bare unshare(1). */
export function byBatch(hosts: Hosts): Promise<World> {
  const wires = numbers(hosts.count).flatMap((n) => [
    `netns add h${n}`,
    `link add name p${n} type veth peer name eth0 netns h${n}`,
    `link set p${n} master br0 up`,
  ]);
  const own = numbers(hosts.count).map(
    (n) =>
      `printf 'address add ${address(n)}/16 dev eth0\\nlink set eth0 up\\nlink set lo up\\n' | ip -n h${n} -batch -`,
  );
  const batch = ['link add name br0 type bridge', 'link set br0 up', ...wires];
  return inWorld([`ip -batch - <<'EOF'`, ...batch, 'EOF', ...own], hosts);
}

/** What a learner's script does: one `ip` process per command. */
export function byCommand(hosts: Hosts): Promise<World> {
  const lines = numbers(hosts.count).flatMap((n) => [
    `ip netns add h${n}`,
    `ip link add name p${n} type veth peer name eth0 netns h${n}`,
    `ip link set p${n} master br0`,
    `ip link set p${n} up`,
    `ip -n h${n} address add ${address(n)}/16 dev eth0`,
    `ip -n h${n} link set eth0 up`,
    `ip -n h${n} link set lo up`,
  ]);
  return inWorld(['ip link add name br0 type bridge', 'ip link set br0 up', ...lines], hosts);
}

async function inWorld(build: readonly string[], hosts: Hosts): Promise<World> {
  const script = [
    'set -e',
    'mount -t tmpfs tmpfs /run',
    ...build,
    'echo ready',
    'while read -r word <&3; do',
    '  case $word in',
    `  ping) ${pingScript(hosts)}`,
    '    echo pinged ;;',
    '  stop) exit 0 ;;',
    '  esac',
    'done',
  ].join('\n');
  const users = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user', '--map-auto'];
  const folder = mkdtempSync(join(tmpdir(), 'netlab-bench-script-'));
  writeFileSync(join(folder, 'build.sh'), `${script}\n`);
  const world = await talk('unshare', [...users, '--net', '--mount', 'sh', join(folder, 'build.sh')]);
  rmSync(folder, { recursive: true });
  return world;
}

/** Starts a program that speaks as {@link World} says, and resolves when it is ready. It hears on descriptor 3. */
export async function talk(file: string, args: readonly string[]): Promise<World> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
  const ended = new Promise<void>((resolve, reject) =>
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${file} ended with ${code}`)))),
  );
  ended.catch(() => {});
  const lines = createInterface({ input: child.stdio[1] as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  const hear = async (word: string) => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) await ended;
      if (done || value === 'lost') throw new Error(`${file} said "${value}" and not "${word}"`);
      if (value === word) return;
    }
  };
  const say = (word: string) => (child.stdio[3] as NodeJS.WritableStream).write(`${word}\n`);
  await hear('ready');
  return {
    ping: async () => {
      say('ping');
      await hear('pinged');
    },
    stop: async () => {
      say('stop');
      await ended;
    },
  };
}
