import type { LabListing } from '../lab/catalog.ts';
import { labIds } from '../lab/find.ts';
import { readProgress } from '../progress/progress.ts';
import { listingOf } from './listing.ts';
import type { Session } from './session.ts';

/** The lab to do after `labId`: the next open one, else the first open one; undefined when all are done. Only that one is read. */
export async function nextLab(session: Session, labId: string): Promise<LabListing | undefined> {
  const ids = await labIds(session.labs);
  const at = ids.indexOf(labId);
  for (const id of [...ids.slice(at + 1), ...ids.slice(0, Math.max(at, 0))]) {
    if (readProgress(session.state.progress, id).completedAt !== undefined) continue;
    const lab = await listingOf(session, id);
    if (!('broken' in lab)) return lab;
  }
  return undefined;
}
