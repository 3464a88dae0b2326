import {
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { freshWord } from './fresh-word.ts';

/** No file of netlab's own comes near this many bytes. */
const LIMIT_BYTES = 1 << 20;

/**
 * Replaces a file as a whole: readers see the old text or the new one, also after a crash. Mode 0600. Root writes it in the name of the
 * directory's owner, since a sandbox that root opened reads and writes there under an id of its own. A link that somebody put in the way is
 * never followed.
 */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.${freshWord()}.draft`;
  const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;
  const descriptor = openSync(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
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

/**
 * The text of a small file in a directory that a sandbox can write to. Follows no link, waits for no pipe. Throws the file system's error, or
 * one that says that it is no such file.
 */
export function readOwnFile(path: string): string {
  const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
  const descriptor = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.size > LIMIT_BYTES) throw new Error(`${path} is not a small file`);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}
