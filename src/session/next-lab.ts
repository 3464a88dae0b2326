import type { ListedLab } from '../report/list.ts';
import { listWithProgress } from './list.ts';
import type { Session } from './session.ts';

/** The lab to do after `labId`: the next open one, else the first open one; undefined when all are done. */
export async function nextLab(session: Session, labId: string): Promise<ListedLab | undefined> {
  const labs = await listWithProgress(session);
  const open = labs.filter(({ id, completed, problem }) => id !== labId && !completed && problem === undefined);
  const at = labs.findIndex(({ id }) => id === labId);
  return open.find((lab) => labs.indexOf(lab) > at) ?? open[0];
}
