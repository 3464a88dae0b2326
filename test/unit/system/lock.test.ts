import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../../../src/system/lock.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'netlab-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('work under one lock never overlaps, and the lock file does not stay', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inside--;
  };
  await Promise.all(Array.from({ length: 12 }, () => withLock(join(dir, 'lab.lock'), 20, work)));
  expect(most).toBe(1);
  expect(existsSync(join(dir, 'lab.lock'))).toBe(false);
});

test('a lock that is held for too long is a sentence with the file', async () => {
  const path = join(dir, 'lab.lock');
  const tried = withLock(path, 5, () => expect(withLock(path, 0, async () => {})).rejects.toThrow(`(lock: ${path})`));
  await tried;
});

test('an error inside frees the lock', async () => {
  const path = join(dir, 'lab.lock');
  await expect(withLock(path, 1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(withLock(path, 1, async () => 'free')).resolves.toBe('free');
});
