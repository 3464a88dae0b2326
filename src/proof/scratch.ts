import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { closeSandbox } from '../sandbox/close.ts';
import { type LabRecord, writeRecord } from '../sandbox/record.ts';
import { openSession, type Session } from '../session/session.ts';
import { stopLabs } from '../session/stop.ts';
import { isAlive } from '../system/processes.ts';
import { abandonedFolders, temporaryFolder } from '../system/temporary.ts';
import { startLab } from '../topology/start.ts';

/** In the folder of a lab that is kept: it is its author's now. */
const KEPT = 'kept';

/** A running lab that nobody else knows: its state and its workspaces lie in a folder of their own. */
export type Scratch = { record: LabRecord; session: Session; folder: string };

/**
 * Starts a lab out of the learner's sight, which ends with this process unless it may be kept. Throws as `startLab` does, and then leaves
 * nothing.
 */
export async function startScratch(lab: Lab, root: string, mayKeep: boolean, signal: AbortSignal): Promise<Scratch> {
  const folder = temporaryFolder('proof');
  try {
    const env = environmentIn(folder);
    mkdirSync(env.NETLAB_WORK);
    const session = openSession(root, env);
    const { record } = await startLab({ lab, state: session.state, root, signal, env, endsWithUs: !mayKeep });
    return { record, session, folder };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Stops it twice, as a person may, and says what is left that should not be. */
export async function stopScratch({ record, session, folder }: Scratch): Promise<string[]> {
  const problems: string[] = [];
  try {
    await stopLabs(session, record.lab);
    await stopLabs(session, record.lab);
    if (isAlive(record.init)) problems.push(`after stop, PID 1 of the sandbox (${record.init.pid}) lives on`);
    const left = readdirSync(session.state.running);
    if (left.length > 0) problems.push(`after stop, the state directory still has a record of ${left.join(', ')}`);
  } finally {
    await closeSandbox(record.init);
    rmSync(folder, { recursive: true, force: true });
  }
  return problems;
}

/** Leaves it running and makes it known to the author's own netlab, which can then enter, check and stop it. */
export function keepScratch({ record, folder }: Scratch, session: Session): { lab: string; folder: string } {
  writeFileSync(join(folder, KEPT), '');
  writeRecord(session.state, record);
  return { lab: record.lab, folder };
}

/** Ends and removes what our netlabs have left that were killed in the middle of a proof. */
export async function clearAbandoned(root: string): Promise<void> {
  for (const folder of abandonedFolders('proof')) {
    if (existsSync(join(folder, KEPT))) continue;
    await stopLabs(openSession(root, environmentIn(folder)), 'all');
    rmSync(folder, { recursive: true, force: true });
  }
}

function environmentIn(folder: string) {
  return { XDG_STATE_HOME: join(folder, 'state'), NETLAB_WORK: join(folder, 'work') };
}
