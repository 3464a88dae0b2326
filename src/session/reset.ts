import { LabStateError } from '../errors.ts';
import type { Lab } from '../lab/lab.ts';
import { type LabRecord, readRunning } from '../sandbox/record.ts';
import type { Started } from '../topology/start.ts';
import { runSolutions } from './apply-solution.ts';
import { buildLab } from './build.ts';
import { refuseInExam } from './exam/rules.ts';
import { exclusively } from './exclusively.ts';
import { seedFor } from './fault.ts';
import { interruptible } from './interruptible.ts';
import { labOf, pickTask } from './lab-of.ts';
import type { Session } from './session.ts';
import { forgetRequest, leaveRequest } from './shell/request.ts';
import { endSandbox } from './stop.ts';

/** `kept`: files of the learner's that the solution overwrote, as they were. */
export type Reset = Started & { lab: Lab; replayed: string[]; kept: string[] };

/**
 * Builds a running lab anew; with a task, runs the reference solution of every task before it. The lab's file is read before anything is given
 * up, so a broken file loses nothing.
 */
export async function resetLab(
  session: Session,
  record: LabRecord,
  wanted: string | undefined,
  onStage: (title: string) => void,
  otherSeed?: number,
): Promise<Reset> {
  if (wanted !== undefined || otherSeed !== undefined) refuseInExam(record, 'a lab goes back to its start only');
  const lab = await labOf(session, record);
  if (otherSeed !== undefined) await seedFor(session, lab, otherSeed);
  const again = { ...record, ...(otherSeed !== undefined && { seed: otherSeed }) };
  return exclusively(session, record.lab, () => rebuild(session, again, lab, wanted, onStage));
}

/** As {@link resetLab}, but when the sandbox of `record` has been replaced meanwhile, that counts: several shells may ask for one reset. */
export async function resetOnce(
  session: Session,
  record: LabRecord,
  wanted: string | undefined,
  onStage: (title: string) => void,
): Promise<LabRecord> {
  const lab = await labOf(session, record);
  return exclusively(session, record.lab, async () => {
    const now = readRunning(session.state, record.lab);
    if (now?.state === 'running' && now.record.init.startTime !== record.init.startTime) return now.record;
    return (await rebuild(session, record, lab, wanted, onStage)).record;
  });
}

/** From inside the lab: leaves word for the netlab that opened the shell, and ends the sandbox, this shell included. */
export async function requestReset(session: Session, record: LabRecord, task: string | undefined): Promise<void> {
  if (task !== undefined) refuseInExam(record, 'a lab goes back to its start only');
  const lab = await labOf(session, record);
  leaveRequest(session, { kind: 'reset', task: task === undefined ? undefined : pickTask(lab, task).id });
}

async function rebuild(
  session: Session,
  record: LabRecord,
  lab: Lab,
  wanted: string | undefined,
  onStage: (title: string) => void,
): Promise<Reset> {
  if (wanted !== undefined && lab.faults.length > 0) throw wholeOnly(lab);
  const until = wanted === undefined ? undefined : pickTask(lab, wanted);
  const replayed = lab.tasks.slice(0, until === undefined ? 0 : lab.tasks.indexOf(until)).map(({ id }) => id);
  // The record we were given may be older than another reset.
  await endSandbox(session, readRunning(session.state, record.lab)?.record ?? record);
  forgetRequest(session, record.lab);
  const { direct = false, exam } = record;
  const seed = record.seed ?? (await seedFor(session, lab, undefined));
  const started = await interruptible((signal) => buildLab(session, lab, { direct, seed, exam, onStage, signal }));
  if (replayed.length === 0) return { ...started, lab, replayed, kept: [] };
  const kept: string[] = [];
  await runSolutions({ record: started.record, lab, inside: false }, replayed, {
    onTask: (id) => onStage(`solution of ${id}`),
    onKept: (file) => kept.push(file),
  });
  return { ...started, lab, replayed, kept };
}

function wholeOnly(lab: Lab): LabStateError {
  return new LabStateError(`${lab.id} has a fault to find, and no task is solved before another`, {
    next: [`netlab reset --lab ${lab.id}   (the same fault again)`],
  });
}
