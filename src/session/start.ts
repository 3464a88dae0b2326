import { LabStateError } from '../errors.ts';
import type { Lab } from '../lab/lab.ts';
import { endLab } from '../sandbox/end.ts';
import { readRunning } from '../sandbox/record.ts';
import { type Started, startLab } from '../topology/start.ts';
import { exclusively } from './exclusively.ts';
import { interruptible } from './interruptible.ts';
import { meetRequirements } from './requirements.ts';
import type { Session } from './session.ts';
import { stopLab } from './stop.ts';

/** `direct`: on the machine itself instead of in a sandbox. */
export type How = { direct?: boolean };

/**
 * Starts a lab. What an interrupted start left is cleared first. Ctrl-C and SIGTERM undo everything. Throws LabStateError when it runs.
 */
export async function startExclusively(
  session: Session,
  lab: Lab,
  { direct = false }: How,
  onStage: (title: string) => void,
): Promise<Started> {
  const start = async (signal: AbortSignal) => {
    const running = readRunning(session.state, lab.id);
    if (running?.state === 'running') throw alreadyRunning(lab.id);
    if (running) await stopLab(session, running.record);
    else await clearInterrupted(session, lab.id);
    await meetRequirements(session, lab);
    return startLab({ lab, state: session.state, root: session.root, onStage, signal, direct });
  };
  return exclusively(session, lab.id, () => interruptible(start));
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
