import { join } from 'node:path';
import { withLock } from '../system/lock.ts';
import type { Session } from './session.ts';

/** Seconds that start, stop and reset of one lab wait for each other. */
const PATIENCE = 60;

/** Runs `work` while no other start, stop or reset of this lab runs. What was read of the lab before may have changed: read it anew. */
export function exclusively<T>(session: Session, labId: string, work: () => Promise<T>): Promise<T> {
  return withLock(join(session.state.locks, `${labId}.lock`), PATIENCE, work);
}
