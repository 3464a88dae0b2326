import { LabStateError } from '../errors.ts';
import { type LabRecord, listRunning, type RunningLab, readRunning } from '../sandbox/record.ts';
import { endOverdueExam } from './exam-overdue.ts';
import { exclusively } from './exclusively.ts';
import { matches } from './matches.ts';
import type { Session } from './session.ts';
import { stopLab } from './stop.ts';

/**
 * The record of the running lab a command means: the one named (`03-nat`, `03`, `nat`), the one we are inside of, or the one started last.
 * One that is being set up or reset is waited for. Throws LabStateError when there is none, or when its sandbox has ended without us; such a
 * record is cleared away.
 */
export async function pickRunning(session: Session, wanted: string | undefined): Promise<LabRecord> {
  await endOverdueExam(session);
  const found = session.inside === undefined ? find(session, wanted) : findInside(session, session.inside, wanted);
  if (found.state === 'running') return found.record;
  const { lab } = found.record;
  const now = await exclusively(session, lab, async () => {
    const settled = readRunning(session.state, lab);
    if (settled?.state === 'gone') await stopLab(session, settled.record);
    return settled;
  });
  if (now?.state === 'running') return now.record;
  if (now?.state === 'starting') {
    throw new LabStateError(`${lab} was interrupted while it was set up`, {
      next: [`netlab start ${lab}`, `netlab stop ${lab}`],
    });
  }
  throw new LabStateError(`the sandbox of ${lab} has ended (a reboot, or it was killed)`, {
    next: [`netlab start ${lab}`],
  });
}

function find(session: Session, wanted: string | undefined): RunningLab {
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
  // Inside there is a shell only after the set-up; the record that we see may be a moment old.
  if (lab && (wanted === undefined || matches(inside, wanted))) return { ...lab, state: 'running' };
  throw new LabStateError(`inside the lab ${inside} there is only ${inside} to work on`, {
    next: ['exit   (leaves the lab shell; the lab goes on), then the same again'],
  });
}
