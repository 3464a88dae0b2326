import type { DraftTask } from '../draft.ts';
import { didYouMean } from '../problems/nearest.ts';
import type { Fault } from '../problems/problem.ts';

/** Task ids are unique; `after` names tasks of this lab and never leads back. */
export function taskFaults(tasks: readonly DraftTask[]): Fault[] {
  const ids = tasks.flatMap(({ id }) => (id === undefined ? [] : [id]));
  return [...duplicateIds(tasks), ...unknownAfter(tasks, ids), ...cycles(tasks)];
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

/** One fault per cycle, at the task of the cycle that comes first in the file. */
function cycles(tasks: readonly DraftTask[]): Fault[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const done = new Set<string>();
  return tasks.flatMap((task) => {
    if (task.id === undefined || done.has(task.id)) return [];
    const cycle = pathBack(task.id, byId);
    if (cycle === undefined) return [];
    for (const id of cycle) done.add(id);
    const message = `tasks wait for each other: ${cycle.map((id) => `"${id}"`).join(' after ')}`;
    return [{ code: 'task-cycle', message, path: [...task.path, 'after'] }];
  });
}

/** The ids from a task along `after` back to itself. */
function pathBack(start: string, byId: ReadonlyMap<string | undefined, DraftTask>): string[] | undefined {
  const visited = new Set<string>();
  const open: string[][] = [[start]];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const next of byId.get(path.at(-1))?.after ?? []) {
      if (next === start) return [...path, start];
      if (visited.has(next)) continue;
      visited.add(next);
      open.push([...path, next]);
    }
  }
  return undefined;
}
