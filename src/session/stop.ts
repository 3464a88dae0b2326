import { LabStateError, MachineError } from '../errors.ts';
import { endLab } from '../sandbox/end.ts';
import { type LabRecord, listLeftovers, listRunning, readRunning, removeRecord } from '../sandbox/record.ts';
import { exclusively } from './exclusively.ts';
import { matches } from './matches.ts';
import type { Session } from './session.ts';
import { leaveRequest } from './shell/request.ts';

/** `left`: what of the machine could not be put back after direct mode, each as the command that failed and what it said. */
export type Stopped = { stopped: string[]; left: string[] };

/**
 * Stops labs and returns their ids: `all` of them, the one named, or the one started last. What runs is found from the records alone, so a lab
 * whose file has vanished can be stopped. No lab running is fine, unless one was named that never was.
 */
export async function stopLabs(session: Session, which: string | undefined): Promise<Stopped> {
  if (session.inside !== undefined) {
    leaveRequest(session, { kind: 'stop' });
    return { stopped: [session.inside], left: [] };
  }
  const labs = listRunning(session.state).map(({ record }) => record);
  const chosen =
    which === 'all' ? labs : which === undefined ? labs.slice(0, 1) : labs.filter(({ lab }) => matches(lab, which));
  if (chosen.length === 0 && which !== 'all' && which !== undefined && labs.length > 0) {
    throw new LabStateError(`${which} is not running (running: ${labs.map(({ lab }) => lab).join(', ')})`, {
      next: ['netlab stop --all'],
    });
  }
  const left: string[] = [];
  for (const { lab } of chosen) {
    await exclusively(session, lab, async () => {
      const now = readRunning(session.state, lab);
      if (now) left.push(...(await stopLab(session, now.record)));
    });
  }
  left.push(...(await clearLeftovers(session)));
  return { stopped: chosen.map(({ lab }) => lab), left };
}

/** A start that goes on holds the lab's lock: what is still nothing under the lock is nobody's. */
async function clearLeftovers(session: Session): Promise<string[]> {
  const left: string[] = [];
  for (const labId of listLeftovers(session.state)) {
    await exclusively(session, labId, async () => {
      if (readRunning(session.state, labId)) return;
      left.push(...(await endLab(session.state, labId, undefined)).left);
      removeRecord(session.state, labId);
    });
  }
  return left;
}

/** Ends one sandbox and removes its record, which must have been read while holding the lab's lock: hold it. */
export async function stopLab(session: Session, record: LabRecord): Promise<string[]> {
  const left = await endSandbox(session, record);
  removeRecord(session.state, record.lab);
  return left;
}

/** Ends a sandbox and leaves its record: to other commands the lab is there still, and they wait for what comes. */
export async function endSandbox(session: Session, record: LabRecord): Promise<string[]> {
  const { ended, left } = await endLab(session.state, record.lab, record.init);
  if (!ended) {
    throw new MachineError(`cannot end the sandbox of ${record.lab}: process ${record.init.pid} does not end`, {
      next: [`sudo kill -9 ${record.init.pid}`, `netlab stop ${record.lab}`],
    });
  }
  return left;
}

/** Clears away what is left of a sandbox that ended; one that has been started since is left alone. */
export function clearEnded(session: Session, { lab, init }: LabRecord): Promise<void> {
  return exclusively(session, lab, async () => {
    const now = readRunning(session.state, lab);
    if (now?.record.init.startTime === init.startTime) await stopLab(session, now.record);
  });
}
