import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabStateError } from '../errors.ts';
import { endFromInside } from '../sandbox/end-from-inside.ts';
import { INSIDE } from '../sandbox/layout.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { startLab } from '../topology/start.ts';
import { labOf, pickTask } from './lab-of.ts';
import type { Session } from './session.ts';
import { requestText } from './shell.ts';
import { runParts } from './solution.ts';
import { exclusively, stopLab } from './stop.ts';

export type Reset = { record: LabRecord; replayed: string[] };

/**
 * Builds a running lab anew; with a task, runs the reference solution of every task before it. The lab's file is read before anything is given
 * up, so a broken file loses nothing.
 */
export async function resetLab(
  session: Session,
  record: LabRecord,
  wanted: string | undefined,
  onStage: (title: string) => void,
): Promise<Reset> {
  const lab = await labOf(session, record);
  const until = wanted === undefined ? undefined : pickTask(lab, wanted);
  const replayed = lab.tasks.slice(0, until === undefined ? 0 : lab.tasks.indexOf(until)).map(({ id }) => id);
  return exclusively(session, record.lab, async () => {
    await stopLab(session, record);
    const started = await startLab({ lab, state: session.state, root: session.root, onStage });
    if (replayed.length > 0) await runParts(started.record, false, lab, replayed, (id) => onStage(`solution of ${id}`));
    return { record: started.record, replayed };
  });
}

/** From inside the lab: leaves word for the netlab that opened the shell, and ends the sandbox, this shell included. */
export async function requestReset(session: Session, record: LabRecord, task: string | undefined): Promise<void> {
  if (session.env['NETLAB_SHELL'] !== '1') {
    throw new LabStateError('only the lab shell can reset the lab it is in', {
      next: ['from another terminal: netlab reset'],
    });
  }
  const wanted = task === undefined ? undefined : pickTask(await labOf(session, record), task).id;
  writeFileSync(join(INSIDE.inbox, 'request.json'), requestText(wanted));
  endFromInside(record.lab);
}
