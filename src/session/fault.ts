import type { Debrief, Report } from '../checks/report.ts';
import { UsageError } from '../errors.ts';
import { drawSeed, faultOf } from '../lab/faults.ts';
import type { Lab, LabFault } from '../lab/lab.ts';
import type { LabRecord } from '../sandbox/record.ts';
import type { Session } from './session.ts';

/**
 * The seed of a start: the one that was asked for, or one for a fault that this learner has not mended. Undefined when the lab has no faults; then
 * asking for one is a UsageError.
 */
export async function seedFor(session: Session, lab: Lab, wanted: number | undefined): Promise<number | undefined> {
  if (lab.faults.length > 0) {
    // Few labs have faults: the others do not wait for what reads progress.
    const { readProgress } = await import('../progress/progress.ts');
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
