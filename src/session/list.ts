import { labIds } from '../lab/find.ts';
import { pathOf } from '../lab/path.ts';
import { readProgress } from '../progress/progress.ts';
import type { ListedLab } from '../report/list.ts';
import { readRunning } from '../sandbox/record.ts';
import { listingOf } from './listing.ts';
import type { Session } from './session.ts';

/** The labs that come with netlab, each with what this learner has done of it. A broken lab is listed with its problem. */
export async function listWithProgress(session: Session): Promise<ListedLab[]> {
  const ids = await labIds(session.labs);
  const labs = await Promise.all(ids.map((id) => listingOf(session, id)));
  const path = pathOf(labs.flatMap((lab) => ('broken' in lab ? [] : [lab])));
  const completed = (id: string) => readProgress(session.state.progress, id).completedAt !== undefined;
  return labs.map((lab): ListedLab => {
    if ('broken' in lab) {
      return {
        id: lab.id,
        title: '',
        summary: '',
        level: '',
        minutes: 0,
        after: [],
        step: 0,
        unlocks: [],
        ready: false,
        tasks: 0,
        done: 0,
        completed: false,
        running: false,
        problem: lab.broken,
      };
    }
    const progress = readProgress(session.state.progress, lab.id);
    const { id, title, summary, level, minutes } = lab;
    return {
      ...{ id, title, summary, level, minutes },
      after: [...lab.after],
      step: path.get(id)?.step ?? 1,
      unlocks: path.get(id)?.unlocks ?? [],
      ready: lab.after.every((one) => !path.has(one) || completed(one)),
      tasks: lab.tasks.length,
      done: lab.tasks.filter((task) => progress.tasks[task.id] !== undefined).length,
      completed: progress.completedAt !== undefined,
      running: readRunning(session.state, lab.id, session.inside !== undefined)?.state === 'running',
    };
  });
}
