import { basename } from 'node:path';
import { LabStateError } from '../errors.ts';
import type { Lab } from '../lab/lab.ts';
import { endLab } from '../sandbox/end.ts';
import { type LabRecord, readRunning, removeRecord } from '../sandbox/record.ts';
import { approachLab } from '../topology/approach.ts';
import type { Started } from '../topology/start.ts';
import { exclusively } from './exclusively.ts';
import { interruptible } from './interruptible.ts';
import type { Session } from './session.ts';
import { stopLab } from './stop.ts';

/** A lab that is to be started, by its folder: absolute, and no link. */
export type Wanted = { folder: string; read: () => Promise<Lab> };

export type How = {
  /** On the machine itself instead of in a sandbox. */
  direct?: boolean | undefined;
  /** Which fault a lab with faults begins with; by chance unless told. */
  seed?: number | undefined;
  /** The exam that it goes on being part of. */
  exam?: LabRecord['exam'];
};

/** Builds a lab that has been read, and shows its stages in some way. */
export type Show = (lab: Lab, build: (onStage: (title: string) => void) => Promise<Started>) => Promise<Started>;

/**
 * Starts a lab. What an interrupted start left is cleared first. Ctrl-C and SIGTERM undo everything. Throws LabStateError when it runs, and what
 * reading it throws.
 */
export function startExclusively(session: Session, wanted: Wanted, how: How, show: Show): Promise<Started> {
  const id = basename(wanted.folder);
  return exclusively(session, id, () =>
    interruptible(async (signal) => {
      await makeRoom(session, id);
      return start(session, wanted, how, show, signal);
    }),
  );
}

async function makeRoom(session: Session, labId: string): Promise<void> {
  const running = readRunning(session.state, labId);
  if (running?.state === 'running') throw alreadyRunning(labId);
  if (running) await stopLab(session, running.record);
  // A start that was killed before it could write its record may have left a journal of direct mode.
  else await endLab(session.state, labId, undefined);
}

/** The sandbox is laid out while the lab is read, and while we load what builds it. */
async function start(
  session: Session,
  { folder, read }: Wanted,
  how: How,
  show: Show,
  signal: AbortSignal,
): Promise<Started> {
  const approach = how.direct ? undefined : await approachLab(session.state, folder, session.root);
  try {
    const lab = await read();
    const [{ buildRequired }, { seedFor }] = await Promise.all([import('./build.ts'), import('./fault.ts')]);
    const seed = await seedFor(session, lab, how.seed);
    return await show(lab, (onStage) => buildRequired(session, lab, { ...how, seed, approach, onStage, signal }));
  } catch (error) {
    await approach?.leave();
    removeRecord(session.state, basename(folder));
    throw error;
  }
}

export function alreadyRunning(labId: string): LabStateError {
  return new LabStateError(`${labId} is running already`, {
    next: [`netlab shell --lab ${labId}`, `netlab reset --lab ${labId}   (back to its start)`, `netlab stop ${labId}`],
  });
}
