import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { MachineError } from '../../errors.ts';
import { INSIDE } from '../layout.ts';
import { claim, refuseSecond } from './claim.ts';
import { type Journal, networkOf, removeJournal, thisBoot, writeJournal } from './journal.ts';
import { NAMED } from './named.ts';
import { onMachine } from './on-machine.ts';
import { wrongNetwork } from './restore.ts';
import { takeSnapshot } from './snapshot.ts';

/**
 * Writes down how the machine is, for the lab whose folder in the state directory `dir` is, and then makes ready what a direct lab needs of it: a folder to
 * mount its files on, and a /run/netns in which a namespace that is named on either side has its name on both. Throws LabStateError when another direct
 * lab has the machine's network, MachineError when we are not root.
 */
export async function prepareMachine({ dir, lab }: { dir: string; lab: string }): Promise<void> {
  refuseOrdinary(lab);
  if (networkOf('self') !== networkOf(1)) throw wrongNetwork();
  refuseSecond();
  const snapshot = await takeSnapshot();
  const madeFolder = !existsSync(INSIDE.root);
  writeJournal(dir, {
    format: 1,
    lab,
    boot: thisBoot(),
    network: networkOf('self'),
    named: namedNow(),
    madeFolder,
    snapshot,
  });
  claimOrForget(dir);
  if (madeFolder) makeFolder(INSIDE.root);
  await shareNames();
}

/** Somebody else's lab runs then: ours has changed nothing, and may put nothing back. */
function claimOrForget(dir: string): void {
  try {
    claim(dir);
  } catch (error) {
    removeJournal(dir);
    throw error;
  }
}

function refuseOrdinary(lab: string): void {
  if (process.getuid?.() === 0) return;
  throw new MachineError("direct mode changes the machine's own network, which only root may", {
    next: [`sudo netlab start ${lab} --direct`, `netlab start ${lab}   (in a sandbox, without root)`],
  });
}

function namedNow(): Journal['named'] {
  const mounted = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .some((line) => line.split(' ')[4] === NAMED);
  if (mounted) return 'mount';
  return existsSync(NAMED) ? 'folder' : 'absent';
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o755 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MachineError(`cannot make ${path}, where a direct lab has its own files: ${reason}`, { cause: error });
  }
}

/** As ip-netns(8) does it when the first namespace is named; what is mounted in a shared mount is mounted in all its copies (mount_namespaces(7)). */
async function shareNames(): Promise<void> {
  mkdirSync(NAMED, { recursive: true, mode: 0o755 });
  const share = ['mount', '--make-shared', NAMED];
  if ((await onMachine(share)).exitCode === 0) return;
  await onMachine(['mount', '--bind', NAMED, NAMED]);
  const { exitCode, stderr } = await onMachine(share);
  if (exitCode === 0) return;
  throw new MachineError(`cannot share ${NAMED} with a direct lab: ${stderr.trim()}`, {
    next: ['in a container: run it with --privileged'],
  });
}
