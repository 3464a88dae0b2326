import { LabStateError } from '../errors.ts';
import { faultOf } from '../lab/faults.ts';
import type { Lab, LabFault } from '../lab/lab.ts';
import { endLab } from '../sandbox/end.ts';
import { type LabRecord, readRunning } from '../sandbox/record.ts';
import { type Started, startLab } from '../topology/start.ts';
import { exclusively } from './exclusively.ts';
import { seedFor } from './fault.ts';
import { interruptible } from './interruptible.ts';
import { meetRequirements } from './requirements.ts';
import type { Session } from './session.ts';
import { stopLab } from './stop.ts';

export type How = {
  /** On the machine itself instead of in a sandbox. */
  direct?: boolean | undefined;
  /** Which fault a lab with faults begins with; by chance unless told. */
  seed?: number | undefined;
  /** The exam that it goes on being part of. */
  exam?: LabRecord['exam'];
};

/**
 * Starts a lab. What an interrupted start left is cleared first. Ctrl-C and SIGTERM undo everything. Throws LabStateError when it runs.
 */
export async function startExclusively(
  session: Session,
  lab: Lab,
  { direct = false, seed: wanted, exam }: How,
  onStage: (title: string) => void,
): Promise<Started> {
  const start = async (signal: AbortSignal) => {
    const running = readRunning(session.state, lab.id);
    if (running?.state === 'running') throw alreadyRunning(lab.id);
    if (running) await stopLab(session, running.record);
    else await clearInterrupted(session, lab.id);
    await meetRequirements(session, lab);
    return buildLab(session, lab, { direct, seed, exam, onStage, signal });
  };
  const seed = seedFor(session, lab, wanted);
  return exclusively(session, lab.id, () => interruptible(start));
}

type Building = {
  direct: boolean;
  seed: number | undefined;
  exam: LabRecord['exam'];
  onStage: (title: string) => void;
  signal: AbortSignal;
};

/** Builds a lab and plants the fault that the seed means, if it has faults. Hold the lab's lock. */
export function buildLab(
  session: Session,
  lab: Lab,
  { direct, seed, exam, onStage, signal }: Building,
): Promise<Started> {
  const { state, root } = session;
  const fault = seed === undefined ? undefined : faultOf(lab, seed);
  return startLab({
    ...{ lab, state, root, onStage, signal, direct },
    marks: { ...(seed !== undefined && { seed }), ...(exam && { exam }) },
    ...(fault && { onBuilt: (record: LabRecord) => plant(record, lab, fault) }),
  });
}

async function plant(record: LabRecord, lab: Lab, fault: LabFault): Promise<void> {
  const { plantFault } = await import('./plant-fault.ts');
  await plantFault(record, lab, fault);
}

/** A start that was killed before it could write its record may have left a journal of direct mode. */
async function clearInterrupted(session: Session, labId: string): Promise<void> {
  await endLab(session.state, labId, undefined);
}

export function alreadyRunning(labId: string): LabStateError {
  return new LabStateError(`${labId} is running already`, {
    next: [`netlab shell --lab ${labId}`, `netlab reset --lab ${labId}   (back to its start)`, `netlab stop ${labId}`],
  });
}
