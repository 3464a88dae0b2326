import type { Lab, Task } from '../lab/lab.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { grade } from './grade.ts';
import { labOf, pickTask } from './lab-of.ts';
import type { Session } from './session.ts';

/** The task a learner means: the one named, or the first that does not hold now (the last one when all do). */
export async function openTask(
  session: Session,
  record: LabRecord,
  wanted: string | undefined,
): Promise<{ lab: Lab; task: Task; open: boolean }> {
  if (wanted !== undefined) {
    const lab = await labOf(session, record);
    const task = pickTask(lab, wanted);
    const { report } = await grade(session, record, task.id);
    return { lab, task, open: report.tasks.find(({ id }) => id === task.id)?.status !== 'passed' };
  }
  const { lab, report } = await grade(session, record, undefined);
  const first = report.tasks.find(({ status }) => status !== 'passed');
  const task = lab.tasks.find(({ id }) => id === first?.id) ?? lab.tasks.at(-1);
  if (!task) throw new Error(`${lab.id} has no tasks`);
  return { lab, task, open: first !== undefined };
}
