import { join } from 'node:path';
import type { BrokenListing, LabListing } from '../lab/catalog.ts';
import { keptLab } from './reading/kept.ts';
import type { Session } from './session.ts';

/** A lab that comes with netlab, as a list shows it. One that is kept is known without what reads a lab. */
export async function listingOf(session: Session, id: string): Promise<LabListing | BrokenListing> {
  const kept = await keptLab(session.shelf, join(session.labs, id));
  if (kept !== undefined) return kept;
  const { listLab } = await import('../lab/catalog.ts');
  return listLab(id, session.labs);
}
