import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Netlab, ownNetlab } from './netlab.ts';
import type { Row } from './statistics.ts';

/** The peak of the program, and what a running lab holds while nobody works in it. */
export async function memory(say: (line: string) => void): Promise<Row[]> {
  say('memory');
  const netlab = ownNetlab();
  try {
    const start = await peakOf(netlab, ['start', '05-pod-network', '--no-shell']);
    const check = await peakOf(netlab, ['check'], 1);
    const held = heldBy(netlab);
    await netlab.type(['stop']);
    return [
      row('peak of netlab start 05-pod-network', 'MiB', start),
      row('peak of netlab check', 'MiB', check),
      row('held by the running lab, shared pages shared out (PSS)', 'MiB', held.mib),
      row('processes of the running lab', '', held.processes),
      row('of these, processes of the program itself', '', held.own),
    ];
  } finally {
    await netlab.leave();
  }
}

/** The largest resident size of one run, in MiB, as the process itself reports at its end (getrusage(2)). */
async function peakOf(netlab: Netlab, args: readonly string[], expect = 0): Promise<number> {
  const hook = join(netlab.home, 'peak.cjs');
  const file = join(netlab.home, 'peak');
  const write = `require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS))`;
  writeFileSync(hook, `process.on('exit', () => ${write});\n`);
  await netlab.type(args, { expect, env: { NODE_OPTIONS: `--require ${hook}` } });
  return Number(readFileSync(file, 'utf8')) / 1024;
}

/** What all processes in the lab's process namespace hold (proc(5), smaps_rollup). */
function heldBy(netlab: Netlab): { mib: number; processes: number; own: number } {
  const record = readFileSync(join(netlab.home, 'state/netlab/running/05-pod-network/record.json'), 'utf8');
  const { init } = JSON.parse(record) as { init: { pid: number } };
  const world = pidNamespace(init.pid);
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && pidNamespace(name) === world);
  const kib = pids.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  const own = pids.filter((pid) => read(`/proc/${pid}/cmdline`).includes('bin/run.js'));
  return { mib: kib.reduce((sum, one) => sum + one, 0) / 1024, processes: pids.length, own: own.length };
}

function pidNamespace(pid: number | string): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return '';
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function row(title: string, unit: Row['unit'], figure: number): Row {
  return { title, unit, figures: { netlab: figure } };
}
