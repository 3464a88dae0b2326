import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOwnFile, replaceFile } from '../../../src/system/files.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'netlab-files-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('a file is replaced as a whole, and no draft stays', () => {
  replaceFile(join(dir, 'one.json'), 'first');
  replaceFile(join(dir, 'one.json'), 'second');
  expect(readOwnFile(join(dir, 'one.json'))).toBe('second');
  expect(readdirSync(dir)).toEqual(['one.json']);
});

test('a link in its place is replaced, and what it led to is left alone', () => {
  writeFileSync(join(dir, 'precious'), 'precious');
  symlinkSync(join(dir, 'precious'), join(dir, 'one.json'));
  replaceFile(join(dir, 'one.json'), 'ours');
  expect(readFileSync(join(dir, 'precious'), 'utf8')).toBe('precious');
  expect(readOwnFile(join(dir, 'one.json'))).toBe('ours');
});

test('a link is not read, and a pipe is not waited for', () => {
  symlinkSync('/etc/passwd', join(dir, 'link'));
  execFileSync('mkfifo', [join(dir, 'pipe')]);
  expect(() => readOwnFile(join(dir, 'link'))).toThrow(/ELOOP/);
  expect(() => readOwnFile(join(dir, 'pipe'))).toThrow('is not a small file');
});
