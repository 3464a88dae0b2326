import { lstatSync, mkdtempSync, readdirSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootId, identify, isAlive } from './processes.ts';

/** Folders in the machine's temporary directory whose names tell whose they are, so that those of a netlab that was killed are found by the next. */

export type Purpose = 'proof' | 'plugins';

/** Makes one, such as `/tmp/netlab-proof-4026531836-4711-123456-Ab3dEf`. Whoever made it removes it. */
export function temporaryFolder(purpose: Purpose): string {
  const owner = `${pidNamespace()}-${process.pid}-${identify(process.pid)?.startTime}`;
  return mkdtempSync(join(tmpdir(), `netlab-${purpose}-${owner}-`));
}

/** Those of this user whose process has ended. Processes of another container that shares our /tmp cannot be seen: theirs are left out. */
export function abandonedFolders(purpose: Purpose): string[] {
  return readdirSync(tmpdir())
    .filter((name) => {
      const [, of, namespace, pid, startTime] = /^netlab-([a-z]+)-(\d+)-(\d+)-(\d+)-/.exec(name) ?? [];
      if (of !== purpose || namespace !== pidNamespace() || startTime === undefined) return false;
      return !isAlive({ pid: Number(pid), startTime, boot: bootId() });
    })
    .map((name) => join(tmpdir(), name))
    .filter((folder) => lstatSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.());
}

/** The number of our own: pid_namespaces(7). */
function pidNamespace(): string {
  return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '';
}
