import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Netlab, ownNetlab, ROOT } from './netlab.ts';
import { interleaved, type Row, timed } from './statistics.ts';

/** What the program itself costs: to say its version, to grade a solved lab, to wait for pings that no one answers. */
export async function cli(rounds: number, say: (line: string) => void): Promise<Row[]> {
  const netlab = ownNetlab();
  try {
    say('cli: --version');
    const version = await versionRow(netlab, rounds);
    say('cli: check of solved 03-nat');
    const check = await checkRow(netlab, rounds);
    say('cli: ten pings that fail');
    return [version, check, await failingRow(netlab, rounds)];
  } finally {
    await netlab.leave();
  }
}

async function versionRow(netlab: Netlab, rounds: number): Promise<Row> {
  const ms = (work: () => Promise<unknown>) => async () => ({ ms: await timed(work) });
  const figures = await interleaved(
    { netlab: ms(() => netlab.type(['--version'])), 'node -e 0': ms(() => execa(process.execPath, ['-e', '0'])) },
    rounds * 3,
  );
  const bare = figures['node -e 0']?.ms ?? 0;
  return row('netlab --version', figures, '3 × node -e 0', 3 * bare);
}

/** The probes of 03-nat as a person would write them down, side by side; they judge nothing. */
const PROBES = `
for place in red blue; do ip netns exec $place ip -j route get 8.8.8.8 >/dev/null & done
for place in red blue; do ip netns exec $place ping -c 1 -W 1 192.168.1.3 >/dev/null & done
iptables-save -c >/dev/null & ip -j addr >/dev/null & sysctl net.ipv4.ip_forward >/dev/null &
wait`;

async function checkRow(netlab: Netlab, rounds: number): Promise<Row> {
  await netlab.type(['start', '03-nat', '--no-shell']);
  const solution = readFileSync(join(ROOT, 'labs/03-nat/solution.sh'), 'utf8');
  await netlab.type(['exec', 'host', '--', 'bash', '-s'], { input: solution });
  const report = JSON.parse(await netlab.type(['check', '--json'])) as { tasks: { checks: { ms: number }[] }[] };
  const slowest = Math.max(...report.tasks.flatMap(({ checks }) => checks.map(({ ms }) => ms)));
  const figures = await interleaved(
    {
      netlab: async () => ({ ms: await timed(() => netlab.type(['check'])) }),
      'a script with such probes': async () => ({
        ms: await timed(() => netlab.type(['exec', 'host', '--', 'sh', '-c', PROBES])),
      }),
    },
    rounds,
  );
  await netlab.type(['stop']);
  return { title: `check, solved 03-nat (its slowest probe: ${slowest} ms)`, unit: 'ms', figures: only(figures) };
}

async function failingRow(netlab: Netlab, rounds: number): Promise<Row> {
  const folder = join(netlab.home, '91-silence');
  mkdirSync(folder);
  const checks = Array.from({ length: 10 }, (_, n) => `      - ping: {from: host, to: 10.0.0.${n + 100}}`);
  const head = ['format: 1', 'title: Silence', 'summary: For the benchmark.', 'level: beginner', 'minutes: 1'];
  const topology = 'topology: {nodes: {host: {bridges: {br0: {addresses: [10.0.0.1/24]}}}}}';
  const task = ['tasks:', '  - id: none', '    title: None', '    text: None.', '    checks:', ...checks];
  writeFileSync(join(folder, 'lab.yaml'), `${[...head, topology, ...task].join('\n')}\n`);
  await netlab.type(['start', folder, '--no-shell']);
  const ping = ['exec', 'host', '--', 'sh', '-c', 'ping -c 1 -W 1 10.0.0.100 >/dev/null; true'];
  const figures = await interleaved(
    {
      netlab: async () => ({ ms: await timed(() => netlab.type(['check'], { expect: 1 })) }),
      'one such ping': async () => ({ ms: await timed(() => netlab.type(ping)) }),
    },
    rounds,
  );
  await netlab.type(['stop']);
  const one = figures['one such ping']?.ms ?? 0;
  return row('check, ten pings that fail', figures, '1.5 × one of them', 1.5 * one);
}

type Measured = Record<string, { ms: number }>;

function row(title: string, figures: Measured, says: string, limit: number): Row {
  return { title, unit: 'ms', figures: only(figures), goal: { says, contender: 'netlab', limit } };
}

function only(figures: Measured): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, { ms }]) => [name, ms]));
}
