import type { Hash } from 'node:crypto';

/** A SHA-256 to be fed. Most commands need none, and node:crypto takes some 6 ms to load. */
export function sha256(): Hash {
  return process.getBuiltinModule('node:crypto').createHash('sha256');
}
