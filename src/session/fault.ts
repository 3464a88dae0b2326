import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Debrief, Report } from '../checks/report.ts';
import { SetupError, UsageError } from '../errors.ts';
import { drawSeed, faultFolder, faultOf } from '../lab/faults.ts';
import type { Lab, LabFault } from '../lab/lab.ts';
import { parseScript } from '../lab/solution.ts';
import { readProgress } from '../progress/progress.ts';
import type { Hop } from '../sandbox/hop.ts';
import { labNetwork } from '../sandbox/network.ts';
import type { LabRecord } from '../sandbox/record.ts';
import type { Session } from './session.ts';

/** Milliseconds that one part of a script may take. */
const PART_TIMEOUT_MS = 60_000;

/**
 * The seed of a start: the one that was asked for, or one for a fault that this learner has not mended. Undefined when the lab has no faults; then
 * asking for one is a UsageError.
 */
export function seedFor(session: Session, lab: Lab, wanted: number | undefined): number | undefined {
  if (lab.faults.length > 0) {
    return wanted ?? drawSeed(lab, Object.keys(readProgress(session.state.progress, lab.id).mended));
  }
  if (wanted === undefined) return undefined;
  throw new UsageError(`${lab.id} has no faults to choose from: --seed is for labs that begin with something broken`, {
    next: [`netlab start ${lab.id}`],
  });
}

/** The fault that was planted in a running lab. Nothing that is kept names it: only the seed is. */
export function faultIn(lab: Lab, record: LabRecord): LabFault | undefined {
  return record.seed === undefined ? undefined : faultOf(lab, record.seed);
}

/** Breaks the network of a lab that has been built. Throws SetupError, which does not say what was to be broken. */
export async function plantFault(record: LabRecord, lab: Lab, fault: LabFault, hop?: Hop): Promise<void> {
  const script = await readFile(join(faultFolder(lab, fault), 'fault.sh'), 'utf8');
  const network = labNetwork(record, false, ...(hop ? [hop] : []));
  for (const part of parseScript(script)) {
    const node = part.node ?? Object.keys(record.nodes)[0] ?? 'host';
    const ran = await network.run(node, ['bash', '-eu', '-s'], { input: part.script, timeoutMs: PART_TIMEOUT_MS });
    if (ran.exitCode === 0) continue;
    throw new SetupError(`setting up ${lab.id} failed when its network was to be broken (on ${node})`, {
      next: [`netlab lab test ${lab.folder} --only fault   (for its author: which one, and why)`],
    });
  }
}

/** A report with the debrief of the fault when all that it holds is mended. */
export function debriefed(lab: Lab, record: LabRecord, report: Report): Report {
  const fault = faultIn(lab, record);
  return fault && isMended(lab, report) ? { ...report, debrief: debriefOf(fault, record) } : report;
}

/** What there is to learn from the fault that a lab began with. */
export function debriefOf({ id, title, layer, debrief }: LabFault, { seed = 0 }: LabRecord): Debrief {
  return { fault: id, title, layer, text: debrief, seed };
}

function isMended(lab: Lab, report: Report): boolean {
  return report.passed && lab.tasks.every(({ id }) => report.tasks.some((task) => task.id === id));
}
