import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type CheckKind,
  type Evidence,
  type Network,
  NoSuchPlaceError,
  ProbeError,
  type Ran,
  type RunOptions,
  type Verdict,
} from '../../src/checks/check.ts';

/**
 * A throw-away world for kernel tests of checks: user, network, mount and PID namespaces of its own, with a private /run so
 * that `ip netns` works. It ends with its holder, and the machine's own network is never touched.
 */
export type World = {
  /** Runs a bash script on `host` and fails the test when it fails. */
  sh(script: string): Promise<string>;
  /** Starts a command on a place and lets it run until the world ends. */
  start(place: string, argv: readonly string[]): void;
  /** What a check of this kind says now. Throws what the probe throws. */
  check<Entry, Seen>(kind: CheckKind<Entry, Seen>, entry: unknown): Promise<Verdict>;
  /** A fresh view of the world: one report's worth of remembered reads. `without` makes programs missing. */
  network(without?: readonly string[]): Network;
  close(): Promise<void>;
};

/** Where a world shows the Node.js that runs the tests: a checkout below /tmp is out of sight in it. */
export const NODE_INSIDE = '/run/node';

const HOLD = `
  mount -t tmpfs tmpfs /run && : >${NODE_INSIDE} && mount --bind "$1" ${NODE_INSIDE} &&
  mount -t tmpfs tmpfs /tmp && ip link set lo up && echo ready && exec sleep 600
`;

/** Opens a world. Throws, with what was said, when this machine cannot. */
export async function openWorld(): Promise<World> {
  // tcpdump needs setgroups(2), which an ordinary user has only with a range of ids, and root only without a user namespace.
  const user = process.getuid?.() === 0 ? [] : ['--user'];
  const ids = user.length > 0 ? [...user, '--map-root-user', '--map-auto'] : [];
  const flags = [...ids, '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const holder = spawn('unshare', [...flags, 'sh', '-c', HOLD, 'sh', process.execPath], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await ready(holder);
  const enter = ['nsenter', '--target', await childOf(holder), ...user, '--preserve-credentials'];
  enter.push('--net', '--mount', '--pid', '--');
  const background: ChildProcess[] = [];
  return {
    network: (without = []) => networkOf(enter, without),
    async sh(script) {
      const ran = await run(enter, 'host', ['bash', '-eu'], { input: script });
      if (ran.exitCode !== 0) throw new Error(`the set-up script failed: ${ran.stderr}${ran.stdout}`);
      return ran.stdout;
    },
    start(place, argv) {
      const [file = '', ...args] = [...enter, ...inside(place), ...argv];
      background.push(spawn(file, args, { stdio: 'ignore' }));
    },
    async check(kind, entry) {
      const parsed = kind.schema.parse(entry);
      const network = networkOf(enter, []);
      return kind.judge(parsed, await kind.probe(parsed, { network, answer: undefined, provoke: pinger(network) }));
    },
    async close() {
      const ended = [holder, ...background]
        .filter(isRunning)
        .map((child) => new Promise((done) => child.once('exit', done)));
      holder.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}

function networkOf(enter: readonly string[], without: readonly string[]): Network {
  const remembered = new Map<string, Promise<Ran>>();
  const network: Network = {
    async run(place, argv, options) {
      if (without.includes(argv[0] ?? '')) throw new ProbeError(`there is no ${argv[0]} here`);
      if (!(await exists(enter, place))) throw new NoSuchPlaceError(place, await netnsList(enter));
      const ran = await run(enter, place, argv, options);
      if (ran.exitCode === 127) throw new ProbeError(`there is no ${argv[0]} here`);
      return ran;
    },
    read(place, argv) {
      const key = JSON.stringify([place, argv]);
      const known = remembered.get(key) ?? network.run(place, argv);
      remembered.set(key, known);
      return known;
    },
    byHand: (place, argv) => [...(inside(place).length > 0 ? ['ip', 'netns', 'exec', place] : []), ...argv].join(' '),
    evidence: (ran) => ({ command: network.byHand(ran.place, ran.argv), output: ran.stdout + ran.stderr }),
  };
  return network;
}

/** Traffic for `during`: enough of the traffic kinds for these tests. */
function pinger(network: Network) {
  return async (entry: Record<string, unknown>): Promise<void> => {
    const { from, to } = entry['ping'] as { from: string; to: string };
    await network.run(from, ['ping', '-c', '1', '-W', '1', '-n', to]);
  };
}

async function run(
  enter: readonly string[],
  place: string,
  argv: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const [file = '', ...args] = [...enter, ...inside(place), ...argv];
  const started = performance.now();
  return await new Promise((resolve) => {
    const child = execFile(
      file,
      args,
      { timeout: options.timeoutMs ?? 10_000, killSignal: 'SIGKILL', env: { ...process.env, LC_ALL: 'C' } },
      (_error, stdout, stderr) => {
        const timedOut = child.killed;
        const exitCode = child.exitCode ?? undefined;
        resolve({ place, argv, exitCode, stdout, stderr, timedOut, ms: performance.now() - started });
      },
    );
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input ?? '');
  });
}

function inside(place: string): string[] {
  const name = place.replace(/^host\/?/, '');
  return name === '' ? [] : ['nsenter', `--net=/run/netns/${name}`, '--'];
}

async function exists(enter: readonly string[], place: string): Promise<boolean> {
  const name = place.replace(/^host\/?/, '');
  return name === '' || (await run(enter, 'host', ['test', '-e', `/run/netns/${name}`])).exitCode === 0;
}

async function netnsList(enter: readonly string[]): Promise<Evidence> {
  return { command: 'ip netns list', output: (await run(enter, 'host', ['ip', 'netns', 'list'])).stdout };
}

async function ready(holder: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    holder.stdout?.on('data', () => resolve());
    holder.stderr?.on('data', (chunk) => {
      said += String(chunk);
    });
    holder.once('exit', () => reject(new Error(`no namespaces on this machine: ${said}`)));
    holder.once('error', reject);
  });
}

async function childOf(holder: ChildProcess): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const children = await readFile(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8');
    if (children.trim() !== '') return children.trim();
    await pause(10);
  }
  throw new Error('the holder has no child');
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
