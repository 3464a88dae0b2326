import { type Netlab, ownNetlab } from './netlab.ts';
import { median, type Row, timed } from './statistics.ts';

/** Every lab that comes with netlab, as its learner meets it: medians of its start, a check before and after it is solved, and its stop. */
export async function labs(rounds: number, say: (line: string) => void): Promise<Row[]> {
  const netlab = ownNetlab();
  try {
    const listed = JSON.parse(await netlab.type(['list', '--json'])) as { id: string }[];
    const rows: Row[] = [];
    for (const { id } of listed) {
      say(`labs: ${id}`);
      rows.push(await rowOf(netlab, id, rounds));
    }
    return rows;
  } finally {
    await netlab.leave();
  }
}

/** The lab is solved once, in the last round. */
async function rowOf(netlab: Netlab, id: string, rounds: number): Promise<Row> {
  const figures = {
    start: [] as number[],
    'check, open': [] as number[],
    'check, solved': [] as number[],
    stop: [] as number[],
  };
  for (let round = 1; round <= rounds; round += 1) {
    figures.start.push(await timed(() => netlab.type(['start', id, '--no-shell'])));
    figures['check, open'].push(await timed(() => netlab.type(['check'], { expect: 1 })));
    if (round === rounds) figures['check, solved'].push(...(await checksOfSolved(netlab, rounds)));
    figures.stop.push(await timed(() => netlab.type(['stop'])));
  }
  const medians = Object.entries(figures).map(([name, all]) => [name, median(all)]);
  return { title: id, unit: 'ms', figures: Object.fromEntries(medians) };
}

async function checksOfSolved(netlab: Netlab, rounds: number): Promise<number[]> {
  const { tasks } = JSON.parse(await netlab.type(['check', '--json'], { expect: 1 })) as { tasks: { id: string }[] };
  // With the solutions of all tasks before it.
  await netlab.type(['solution', tasks.at(-1)?.id ?? '', '--apply', '--yes']);
  const all: number[] = [];
  for (let round = 1; round <= rounds; round += 1) all.push(await timed(() => netlab.type(['check'])));
  return all;
}
