import { closeSync, fstatSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { MachineError } from '../errors.ts';
import { runOnDescriptor } from './run.ts';

/**
 * Runs `work` while holding an exclusive lock on a file, made if need be and removed afterwards. The lock belongs to our open descriptor
 * (flock(2)), so it ends with this process however that ends. Waits at most `seconds`; then throws MachineError.
 */
export async function withLock<T>(path: string, seconds: number, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const descriptor = await acquire(path, seconds);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
    closeSync(descriptor);
  }
}

/**
 * Runs `work` beside all others that hold the file, which exists, `shared`, or `alone`. It stays. Waits at most `seconds`; then throws MachineError.
 */
export async function withTurn<T>(
  path: string,
  turn: 'shared' | 'alone',
  seconds: number,
  work: () => Promise<T>,
): Promise<T> {
  const descriptor = openSync(path, 'r');
  try {
    const mode = turn === 'shared' ? '-s' : '-x';
    const code = await runOnDescriptor(['flock', mode, '-w', String(seconds), '0'], descriptor);
    if (code !== 0) {
      throw new MachineError(`another netlab command has been working on this for ${seconds} s (lock: ${path})`, {
        next: ['wait for it to end, or end it, then try again'],
      });
    }
    return await work();
  } finally {
    closeSync(descriptor);
  }
}

async function acquire(path: string, seconds: number): Promise<number> {
  for (;;) {
    const descriptor = openSync(path, 'a', 0o600);
    const code = await runOnDescriptor(['flock', '-x', '-w', String(seconds), '0'], descriptor);
    if (code === 0 && isStillAt(path, descriptor)) return descriptor;
    closeSync(descriptor);
    if (code === undefined) {
      throw new MachineError('cannot start flock(1), which locks a lab while a command works on it', {
        next: ['netlab doctor'],
      });
    }
    if (code === 0) continue; // The holder before us removed the file: our lock is on a file that nobody else will find.
    throw new MachineError(`another netlab command has been working on this lab for ${seconds} s (lock: ${path})`, {
      next: ['wait for it to end, or end it, then try again'],
    });
  }
}

function isStillAt(path: string, descriptor: number): boolean {
  return statSync(path, { throwIfNoEntry: false })?.ino === fstatSync(descriptor).ino;
}
