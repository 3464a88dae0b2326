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

/**
 * The probes of 03-nat as a person would write them down, all side by side, in the room where every node can be entered: a tcpdump where something must
 * have been seen, and what is sent only once they listen. They judge nothing, and do not wait for a capture's turn.
 */
const PROBES = `
at() { read -r pid </netlab/run/nodes/$1/pid; shift; nsenter --mount=/proc/$pid/ns/mnt --net=/proc/$pid/ns/net -- "$@"; }
dir=$(mktemp -d)
watch() {
  name=$1 place=$2; shift 2
  at "$place" timeout 10 tcpdump -Z root -l -nn --immediate-mode "$@" >"$dir/$name" 2>"$dir/$name.err" &
  watches="$watches $!"
}
watches=
watch server server -i any -Q in tcp port 80
watch internet internet -i any -Q in tcp port 80
watch echo internet -i any -Q in icmp
watch icmp server -i eth0 icmp
watch blue host -i v-net-0 icmp
for name in server internet echo icmp blue; do
  until grep -q 'listening on' "$dir/$name.err"; do sleep 0.01; done
done
sent=
send() { at "$@" >/dev/null & sent="$sent $!"; }
for room in red blue; do
  send host ip netns exec $room ip -j route get 192.168.1.3
  send host ip netns exec $room ping -c 1 -W 1 192.168.15.5
  send host ip netns exec $room ping -c 1 -W 1 192.168.1.3
  send host ip netns exec $room curl -s http://192.168.1.3/
  send host ip netns exec $room curl -s http://203.0.113.10/
done
send host ip netns exec red curl -s http://192.168.15.2/
send host ip netns exec blue ping -c 1 -W 1 192.168.15.1
send host ip netns exec red ping -c 1 -W 1 192.168.1.3
send host ip netns exec blue ping -c 1 -W 1 203.0.113.10
send server bash -c 'exec 3<>/dev/tcp/192.168.1.2/8080'
send host ip netns exec red bash -c 'exec 3<>/dev/tcp/192.168.1.3/8080'
send server bash -c 'exec 3<>/dev/tcp/192.168.1.2/8081'
send router curl -s http://192.168.1.2:8080/
send server curl -s http://192.168.1.2:8080/
wait $sent
sleep 0.03
kill $watches
wait
rm -r "$dir"`;

async function checkRow(netlab: Netlab, rounds: number): Promise<Row> {
  await netlab.type(['start', '03-nat', '--no-shell']);
  const solution = readFileSync(join(ROOT, 'labs/03-nat/solution.sh'), 'utf8');
  await netlab.type(['exec', 'host', '--', 'bash', '-s'], { input: solution });
  const report = JSON.parse(await netlab.type(['check', '--json'])) as { tasks: { checks: { ms: number }[] }[] };
  const slowest = Math.max(...report.tasks.flatMap(({ checks }) => checks.map(({ ms }) => ms)));
  const room = roomOf(netlab, '03-nat');
  const figures = await interleaved(
    {
      netlab: async () => ({ ms: await timed(() => netlab.type(['check'])) }),
      'a script with the same probes': async () => ({
        ms: await timed(() => execa('nsenter', [...room, '--', 'bash', '-c', PROBES])),
      }),
    },
    rounds,
  );
  await netlab.type(['stop']);
  const script = figures['a script with the same probes']?.ms ?? 0;
  return row(`check, solved 03-nat (its slowest probe: ${slowest} ms)`, figures, 'the script + 110 ms', script + 110);
}

/** The nsenter(1) arguments into the room of a running lab, from which every node can be entered. */
function roomOf(netlab: Netlab, lab: string): string[] {
  const record = readFileSync(join(netlab.home, `state/netlab/running/${lab}/record.json`), 'utf8');
  const { init } = JSON.parse(record) as { init: { pid: number } };
  return ['user', 'pid', 'ipc', 'mount', 'uts', 'net'].map(
    (kind) => `--${kind}=/proc/${init.pid}/ns/${kind === 'mount' ? 'mnt' : kind}`,
  );
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
