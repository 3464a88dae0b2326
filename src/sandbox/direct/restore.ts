import { readdirSync, rmdirSync } from 'node:fs';
import { INSIDE } from '../layout.ts';
import { giveBack } from './claim.ts';
import { isOfThisBoot, type Journal, readJournal, removeJournal } from './journal.ts';
import { NAMED } from './named.ts';
import { onMachine } from './on-machine.ts';
import { putBack } from './snapshot.ts';

/**
 * Puts back the machine that a direct lab ran on, by the journal in the lab's folder, once nothing of the lab runs any more. What was
 * begun may be done again. Returns what could not be put back.
 */
export async function restoreMachine(dir: string): Promise<string[]> {
  const journal = readJournal(dir);
  if (!journal) return [`${dir} holds a journal that this netlab cannot read`];
  let left: string[] = [];
  if (isOfThisBoot(journal)) {
    left = await putBack(journal.snapshot);
    await restoreNamed(journal);
  }
  if (journal.madeFolder) removeQuietly(INSIDE.root);
  giveBack(dir);
  removeJournal(dir);
  return left;
}

async function restoreNamed({ named }: Journal): Promise<void> {
  if (named === 'mount' || names().length > 0) return;
  // It may be mounted more than once: ip-netns(8) mounts it again where it finds it unshared.
  while ((await onMachine(['umount', NAMED])).exitCode === 0);
  if (named === 'absent') removeQuietly(NAMED);
}

function names(): string[] {
  try {
    return readdirSync(NAMED);
  } catch {
    return [];
  }
}

/** Only an empty folder goes. */
function removeQuietly(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // It has gone, or holds something that is not ours.
  }
}
