import { join } from 'node:path';
import { isAlive, type ProcessIdentity } from '../system/processes.ts';
import { closeSandbox } from './close.ts';
import { hasJournal } from './direct/journal.ts';
import type { StateDir } from './state-dir.ts';

/** How a lab ended: whether its first process did, and what of the machine could not be put back after direct mode. */
export type End = { ended: boolean; left: string[] };

/**
 * Ends a lab by its first process, if one is known, and puts the machine back if the lab was started on the machine itself. The record stays. Whatever was
 * begun before may be ended so: a start that was killed, another end.
 */
export async function endLab(state: StateDir, labId: string, init: ProcessIdentity | undefined): Promise<End> {
  const dir = join(state.running, labId);
  const direct = hasJournal(dir) ? await import('./direct/restore.ts') : undefined;
  await direct?.rescue(dir, init && isAlive(init) ? init : undefined);
  if (init && !(await closeSandbox(init))) return { ended: false, left: [] };
  return { ended: true, left: (await direct?.restoreMachine(dir)) ?? [] };
}
