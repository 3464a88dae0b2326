import { closeSync, fchownSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Replaces a file as a whole: readers see the old text or the new one, also after a crash. Mode 0600. Root writes it in the name of the
 * directory's owner, since a sandbox that root opened reads and writes there under an id of its own.
 */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    const descriptor = openSync(draft, 'w', 0o600);
    try {
      if (process.getuid?.() === 0) {
        const { uid, gid } = statSync(dirname(path));
        fchownSync(descriptor, uid, gid);
      }
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
