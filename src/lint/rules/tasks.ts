import type { Fault } from '../../lab/problems/problem.ts';
import type { Subject } from '../subject.ts';

/** Every task has a check that is needed and does not hold from the start: else it is done before it is begun. */
export function taskFaults({ lab }: Pick<Subject, 'lab'>): Fault[] {
  return lab.tasks.flatMap(({ id, checks }, index) => {
    if (checks.some(({ optional, guard }) => !optional && !guard)) return [];
    const message = `nothing can fail task "${id}": all of its checks are optional or guards; add one that is needed`;
    return [{ code: 'task-cannot-fail', message, path: ['tasks', index, 'checks'], atKey: true }];
  });
}
