import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../system/files.ts';
import { bootId, identify } from '../../system/processes.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What is written down before a direct lab changes anything, in the lab's folder of the state directory. As long as it is there, the machine's network
 * is to be put back.
 */
export type Journal = {
  format: 1;
  lab: string;
  /** A network does not outlive the boot of its machine or container: after another one there is nothing to put back. */
  boot: string;
  /** The machine's network namespace (namespaces(7)): nothing may be put back from within another. */
  network: string;
  /** What /run/netns was: ip-netns(8) makes it a folder, and then a mount, when the first namespace is named. */
  named: 'absent' | 'folder' | 'mount';
  /** Whether /netlab, which a lab's own files are mounted on, was made for this lab. */
  madeFolder: boolean;
  snapshot: Snapshot;
};

const FILE = 'direct.json';

export function writeJournal(dir: string, journal: Journal): void {
  replaceFile(join(dir, FILE), `${JSON.stringify(journal)}\n`);
}

/** Whether the machine is to be put back for the lab of this folder. */
export function hasJournal(dir: string): boolean {
  return existsSync(join(dir, FILE));
}

/** The journal of a lab's folder. Undefined when there is none: it is written as a whole, before anything is changed. */
export function readJournal(dir: string): Journal | undefined {
  try {
    const value = JSON.parse(readFileSync(join(dir, FILE), 'utf8')) as Journal;
    return value.format === 1 ? value : undefined;
  } catch {
    return undefined;
  }
}

export function removeJournal(dir: string): void {
  rmSync(join(dir, FILE), { force: true });
}

/** Whether the network that a journal tells of is still there. */
export function isOfThisBoot({ boot }: Journal): boolean {
  return boot === thisBoot();
}

/** This boot, and that of the container if we are in one: when its first process began. */
export function thisBoot(): string {
  return `${bootId()} ${identify(1)?.startTime}`;
}

/** The network namespace that a process is in. */
export function networkOf(pid: number | 'self'): string {
  return readlinkSync(`/proc/${pid}/ns/net`);
}
