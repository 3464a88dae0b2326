import { faultOf } from '../lab/faults.ts';
import type { Lab, LabFault } from '../lab/lab.ts';
import type { Approach } from '../sandbox/approach.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { type Started, startLab } from '../topology/start.ts';
import { meetRequirements } from './requirements.ts';
import type { Session } from './session.ts';
import type { How } from './start.ts';

export type Building = How & {
  /** Which fault it begins with; undefined when it has none. */
  seed: number | undefined;
  /** Its sandbox, when that is on its way already. */
  approach?: Approach | undefined;
  onStage: (title: string) => void;
  signal: AbortSignal;
};

/** As {@link buildLab}, when this machine has what the lab requires; otherwise throws MachineError. */
export async function buildRequired(session: Session, lab: Lab, building: Building): Promise<Started> {
  await meetRequirements(session, lab);
  return buildLab(session, lab, building);
}

/** Builds a lab and plants the fault that the seed means, if it has faults. Hold the lab's lock. */
export function buildLab(session: Session, lab: Lab, building: Building): Promise<Started> {
  const { direct = false, seed, exam, approach, onStage, signal } = building;
  const { state, root } = session;
  const fault = seed === undefined ? undefined : faultOf(lab, seed);
  return startLab({
    ...{ lab, state, root, approach, onStage, signal, direct },
    marks: { ...(seed !== undefined && { seed }), ...(exam && { exam }) },
    ...(fault && { onBuilt: (record: LabRecord) => plant(record, lab, fault) }),
  });
}

async function plant(record: LabRecord, lab: Lab, fault: LabFault): Promise<void> {
  const { plantFault } = await import('./plant-fault.ts');
  await plantFault(record, lab, fault);
}
