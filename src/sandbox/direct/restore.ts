import { existsSync, readdirSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MachineError } from '../../errors.ts';
import type { ProcessIdentity } from '../../system/processes.ts';
import { INSIDE } from '../layout.ts';
import { giveBack } from './claim.ts';
import { isOfThisBoot, type Journal, networkOf, readJournal, removeJournal } from './journal.ts';
import { NAMED } from './named.ts';
import { onMachine } from './on-machine.ts';
import { putBack } from './snapshot.ts';

/**
 * What must be done for the machine before a direct lab ends, whose first process is `init`: the lab keeps the namespaces that other people had, and a name that
 * was deleted is given back. Throws MachineError when we are in another network namespace than the machine's own.
 */
export async function rescue(dir: string, init: ProcessIdentity | undefined): Promise<void> {
  const journal = readJournal(dir);
  if (!journal || !isOfThisBoot(journal)) return;
  if (networkOf('self') !== journal.network) throw wrongNetwork();
  if (!init) return;
  for (const [name, { inode }] of Object.entries(journal.snapshot.namespaces.names)) {
    const kept = `/proc/${init.pid}/root${INSIDE.run}/kept/${name}`;
    const file = join(NAMED, name);
    if (statSync(file, { throwIfNoEntry: false })?.ino === inode || !existsSync(kept)) continue;
    await onMachine(['ip', 'netns', 'delete', name]);
    writeFileSync(file, '', { mode: 0o444 });
    await onMachine(['mount', '--bind', kept, file]);
  }
}

export function wrongNetwork(): MachineError {
  return new MachineError(
    "this terminal is in a network namespace of its own, and direct mode is about the machine's",
    {
      next: ['exit   (leaves what ip netns exec opened), then the same again', 'or another terminal'],
    },
  );
}

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
