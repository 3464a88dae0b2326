import { join } from 'node:path';
import { LabStateError, MachineError } from '../errors.ts';
import { closeSandbox } from '../sandbox/close.ts';
import { endFromInside } from '../sandbox/end-from-inside.ts';
import { type LabRecord, listRunning, removeRecord } from '../sandbox/record.ts';
import { withLock } from '../system/lock.ts';
import { matches } from './running.ts';
import type { Session } from './session.ts';

/** Seconds that start, stop and reset of one lab wait for each other. */
const PATIENCE = 60;

/**
 * Stops labs and returns their ids: all of them, the one named, or the one started last. What runs is found from the records alone, so a lab
 * whose file has vanished can be stopped. No lab running is fine, unless one was named that never was.
 */
export async function stopLabs(session: Session, which: 'all' | string | undefined): Promise<string[]> {
  if (session.inside !== undefined) return endFromInside(session.inside);
  const labs = listRunning(session.state).map(({ record }) => record);
  const chosen =
    which === 'all' ? labs : which === undefined ? labs.slice(0, 1) : labs.filter(({ lab }) => matches(lab, which));
  if (chosen.length === 0 && which !== 'all' && which !== undefined && labs.length > 0) {
    throw new LabStateError(`${which} is not running (running: ${labs.map(({ lab }) => lab).join(', ')})`, {
      next: ['netlab stop --all'],
    });
  }
  for (const record of chosen) await exclusively(session, record.lab, () => stopLab(session, record));
  return chosen.map(({ lab }) => lab);
}

/** Ends one sandbox and removes its record. Call it while holding the lab's lock. */
export async function stopLab(session: Session, record: LabRecord): Promise<void> {
  if (!(await closeSandbox(record.init))) {
    throw new MachineError(`cannot end the sandbox of ${record.lab}: process ${record.init.pid} does not end`, {
      next: [`sudo kill -9 ${record.init.pid}`, `netlab stop ${record.lab}`],
    });
  }
  removeRecord(session.state, record.lab);
}

/** Runs `work` while no other start, stop or reset of this lab runs. */
export function exclusively<T>(session: Session, labId: string, work: () => Promise<T>): Promise<T> {
  return withLock(join(session.state.locks, `${labId}.lock`), PATIENCE, work);
}
