import type { DraftTask } from '../draft.ts';
import { didYouMean } from '../problems/nearest.ts';
import type { Fault } from '../problems/problem.ts';

/** Task ids are unique; `after` names tasks of this lab and never leads back. */
export function taskFaults(tasks: readonly DraftTask[]): Fault[] {
  const ids = tasks.flatMap(({ id }) => (id === undefined ? [] : [id]));
  return [...duplicateIds(tasks), ...unknownAfter(tasks, ids), ...cycleFaults(tasks)];
}

function duplicateIds(tasks: readonly DraftTask[]): Fault[] {
  const seen = new Set<string>();
  return tasks.flatMap(({ id, path }) => {
    if (id === undefined || !seen.has(id)) {
      seen.add(id ?? '');
      return [];
    }
    return [{ code: 'duplicate-task', message: `there is another task "${id}" above`, path: [...path, 'id'] }];
  });
}

function unknownAfter(tasks: readonly DraftTask[], ids: readonly string[]): Fault[] {
  return tasks.flatMap(({ after, path }) =>
    after.flatMap((id, index) =>
      ids.includes(id)
        ? []
        : [
            {
              code: 'unknown-task',
              message: `unknown task "${id}"${didYouMean(id, ids, 'the tasks are')}`,
              path: [...path, 'after', index],
            },
          ],
    ),
  );
}

/** The first cycle found, at the task of it that comes first in the file. */
function cycleFaults(tasks: readonly DraftTask[]): Fault[] {
  const stuck = tasksInCycles(tasks);
  const [first] = stuck;
  if (first === undefined) return [];
  const walked = [first];
  for (;;) {
    const last = walked.at(-1);
    const next = stuck.find(({ id }) => id !== undefined && last?.after.includes(id));
    if (next === undefined) return [];
    const start = walked.indexOf(next);
    walked.push(next);
    if (start >= 0) return [cycleFault(walked.slice(start), tasks)];
  }
}

/** What is left when tasks that wait for none of the rest are taken away, again and again. */
function tasksInCycles(tasks: readonly DraftTask[]): readonly DraftTask[] {
  const ids = new Set(tasks.map(({ id }) => id));
  const left = tasks.filter(({ id, after }) => id !== undefined && after.some((other) => ids.has(other)));
  return left.length === tasks.length ? left : tasksInCycles(left);
}

function cycleFault(cycle: readonly DraftTask[], tasks: readonly DraftTask[]): Fault {
  const first = tasks.find((task) => cycle.includes(task));
  const message = `tasks wait for each other: ${cycle.map(({ id }) => `"${id}"`).join(' after ')}`;
  return { code: 'task-cycle', message, path: [...(first?.path ?? []), 'after'] };
}
