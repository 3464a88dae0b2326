import { join } from 'node:path';
import type { LabListing } from '../lab/catalog.ts';
import { labIds } from '../lab/find.ts';
import { readProgress } from '../progress/progress.ts';
import { keptLab } from './reading/kept.ts';
import type { Session } from './session.ts';

/** The lab to do after `labId`: the next open one, else the first open one; undefined when all are done. Only that one is read. */
export async function nextLab(session: Session, labId: string): Promise<LabListing | undefined> {
  const ids = await labIds(session.labs);
  const at = ids.indexOf(labId);
  for (const id of [...ids.slice(at + 1), ...ids.slice(0, Math.max(at, 0))]) {
    if (readProgress(session.state.progress, id).completedAt !== undefined) continue;
    const lab = await listed(session, id);
    if (lab !== undefined) return lab;
  }
  return undefined;
}

/** A lab that has been kept is known without what reads one. Undefined for one that is broken. */
async function listed(session: Session, id: string): Promise<LabListing | undefined> {
  const kept = await keptLab(session.shelf, join(session.labs, id));
  if (kept !== undefined) return kept;
  const { listLab } = await import('../lab/catalog.ts');
  const lab = await listLab(id, session.labs);
  return 'broken' in lab ? undefined : lab;
}
