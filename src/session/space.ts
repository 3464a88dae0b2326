import { MachineError } from '../errors.ts';

const REASONS: Record<string, string> = {
  ENOSPC: 'there is no space left',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
};

/** A failed write, told with what to do about it; undefined for other errors. */
export function outOfSpace(error: unknown): MachineError | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : REASONS[code];
  // write(2) does not say to which file; what has no space is a file of ours all the same.
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  if (!reason || (path === undefined && !isFull)) return undefined;
  return new MachineError(path === undefined ? `cannot write: ${reason}` : `cannot use ${path}: ${reason}`, {
    next: [
      'make room or give the right to write there',
      'or set XDG_STATE_HOME (running labs, progress) and NETLAB_WORK (your files) to other directories',
    ],
    cause: error,
  });
}
