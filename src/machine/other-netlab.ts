import { accessSync, closeSync, constants, openSync, readSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Facts } from './facts.ts';

/**
 * The `netlab` that a shell with this PATH would run, when it is not the one below `root`: ipSpace's netlab, a tool in Python, installs
 * the same name.
 */
export function findOtherNetlab(root: string, path: string): Facts['otherNetlab'] {
  const dir = path.split(':').find((one) => one.startsWith('/') && isProgram(join(one, 'netlab')));
  if (dir === undefined) return undefined;
  const found = realpathSync(join(dir, 'netlab'));
  return isBelow(found, realpathSync(root)) ? undefined : { path: join(dir, 'netlab'), isIpSpace: isPython(found) };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`);
}

function isPython(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const start = Buffer.alloc(512);
    const length = readSync(descriptor, start, 0, start.length, 0);
    return /python|netsim/.test(start.toString('latin1', 0, length));
  } finally {
    closeSync(descriptor);
  }
}
