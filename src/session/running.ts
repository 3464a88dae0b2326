import { LabStateError } from '../errors.ts';
import { type LabRecord, listRunning, type RunningLab, readRunning, removeRecord } from '../sandbox/record.ts';
import type { Session } from './session.ts';

/**
 * The record of the running lab a command means: the one named (`03-nat`, `03`, `nat`), the one we are inside of, or the one started last.
 * Throws LabStateError when there is none, or when its sandbox has ended without us; such a record is cleared away.
 */
export function pickRunning(session: Session, wanted: string | undefined): LabRecord {
  const { record, state } = find(session, wanted);
  if (state === 'running') return record;
  if (state === 'starting') {
    throw new LabStateError(`${record.lab} is being set up, or was interrupted while it was`, {
      next: [`netlab stop --lab ${record.lab}`, `netlab start ${record.lab}`],
    });
  }
  removeRecord(session.state, record.lab);
  throw new LabStateError(
    `the sandbox of ${record.lab} has ended since ${record.startedAt} (a reboot, or it was killed)`,
    {
      next: [`netlab start ${record.lab}`],
    },
  );
}

/** As {@link pickRunning}, in whatever state the lab is. */
export function find(session: Session, wanted: string | undefined): RunningLab {
  if (session.inside !== undefined) return findInside(session, session.inside, wanted);
  const labs = listRunning(session.state);
  const lab = wanted === undefined ? labs[0] : labs.find(({ record }) => matches(record.lab, wanted));
  if (lab) return lab;
  const names = labs.map(({ record }) => record.lab).join(', ');
  if (wanted !== undefined) {
    throw new LabStateError(`${wanted} is not running (${names === '' ? 'no lab is' : `running: ${names}`})`, {
      next: [`netlab start ${wanted}`],
    });
  }
  throw new LabStateError('no lab is running', { next: ['netlab list', 'netlab start 01-netns'] });
}

function findInside(session: Session, inside: string, wanted: string | undefined): RunningLab {
  const lab = readRunning(session.state, inside, true);
  if (lab && (wanted === undefined || matches(inside, wanted))) return lab;
  throw new LabStateError(`inside the lab ${inside} there is only ${inside} to work on`, {
    next: ['exit   (leaves the lab shell; the lab goes on), then the same again'],
  });
}

/** `03-nat` is meant by itself, its number with or without leading zeros, and its name. */
export function matches(labId: string, wanted: string): boolean {
  const [, number = '', name = ''] = /^(\d+)-(.*)$/.exec(labId) ?? [];
  return (
    labId === wanted || name === wanted || (/^\d+$/.test(wanted) && number !== '' && Number(number) === Number(wanted))
  );
}
