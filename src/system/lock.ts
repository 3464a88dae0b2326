import { closeSync, openSync } from 'node:fs';
import { MachineError } from '../errors.ts';
import { runOnDescriptor } from './run.ts';

/**
 * Runs `work` while holding an exclusive lock on a file, created if need be. The lock belongs to our open descriptor (flock(2)), so it
 * ends with this process however that ends. Waits at most `seconds`; then throws MachineError.
 */
export async function withLock<T>(path: string, seconds: number, work: () => Promise<T>): Promise<T> {
  const descriptor = openSync(path, 'a', 0o600);
  try {
    const code = await runOnDescriptor(['flock', '-x', '-w', String(seconds), '0'], descriptor);
    if (code !== 0) {
      throw new MachineError(`another netlab command has been working on this lab for ${seconds} s (lock: ${path})`, {
        next: ['wait for it to end, or end it, then try again'],
      });
    }
    return await work();
  } finally {
    closeSync(descriptor);
  }
}
