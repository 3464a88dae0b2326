import { byMininet, noMininet } from './by-mininet.ts';
import { byBatch, byCommand, type World } from './by-shell.ts';
import { type Hosts, hosts, writeLab } from './hosts.ts';
import { ownNetlab } from './netlab.ts';
import { interleaved, type Row, timed } from './statistics.ts';

type Figures = { start: number; ping: number; stop: number };

/** Start, sampled ping and stop of N hosts on one bridge, by netlab, by the two limits, and by Mininet where it can run. */
export async function topology(counts: readonly number[], rounds: number, say: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of counts) {
    say(`topology: ${count} hosts`);
    const wanted = hosts(count);
    const figures = await interleaved(contenders(wanted), count >= 1000 ? Math.min(rounds, 3) : rounds);
    rows.push(...(['start', 'ping', 'stop'] as const).map((phase) => rowOf(count, phase, figures)));
  }
  return rows;
}

function contenders(wanted: Hosts): Record<string, () => Promise<Figures>> {
  const shell = (open: (hosts: Hosts) => Promise<World>) => () => measureWorld(() => open(wanted));
  return {
    netlab: () => measureNetlab(wanted, false),
    'netlab, a lab that is new': () => measureNetlab(wanted, true),
    'ip -batch': shell(byBatch),
    'ip per command': shell(byCommand),
    ...(noMininet() === undefined && { Mininet: shell(byMininet) }),
  };
}

/** A lab that was started before is kept, as those that come with netlab are; of one that is new (`isNew`) the YAML must be read. */
async function measureNetlab(wanted: Hosts, isNew: boolean): Promise<Figures> {
  const netlab = ownNetlab();
  const folder = writeLab(netlab.home, wanted);
  try {
    if (!isNew) await netlab.type(['start', folder, '--dry-run']);
    const start = await timed(() => netlab.type(['start', folder, '--no-shell']));
    const ping = await timed(() => netlab.type(['check']));
    const stop = await timed(() => netlab.type(['stop']));
    return { start, ping, stop };
  } finally {
    await netlab.leave();
  }
}

async function measureWorld(open: () => Promise<World>): Promise<Figures> {
  let world: World | undefined;
  const start = await timed(async () => {
    world = await open();
  });
  const ping = await timed(async () => world?.ping());
  const stop = await timed(async () => world?.stop());
  return { start, ping, stop };
}

function rowOf(count: number, phase: keyof Figures, measured: Record<string, Figures>): Row {
  const figures = Object.fromEntries(Object.entries(measured).map(([name, one]) => [name, one[phase]]));
  const row: Row = { title: `${phase}, ${count} hosts`, unit: 'ms', figures };
  const limit = figures['ip -batch'] ?? 0;
  if (phase === 'start') {
    row.goal = { says: '1.3 × ip -batch + 120 ms', contender: 'netlab', limit: 1.3 * limit + 120 };
  } else if (phase === 'stop' && count >= 1000) {
    row.goal = { says: '100 ms', contender: 'netlab', limit: 100 };
  }
  return row;
}
