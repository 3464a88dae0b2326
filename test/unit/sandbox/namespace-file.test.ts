import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { namespaceFile } from '../../../src/sandbox/namespace-file.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'netlab-namespace-file-'));
  const folder = join(root, 'proc/7/root/run/netns');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'red'), '');
  symlinkSync('/proc/63/ns/net', join(folder, 'web'));
  symlinkSync('/etc/passwd', join(folder, 'odd'));
});
afterAll(() => rmSync(root, { recursive: true }));

test.each([
  ['a namespace that a file holds is that file', 'red', '/run/netns/red'],
  ['a link to the namespace of a process is of a process of the sandbox', 'web', '/proc/63/ns/net'],
  ['any other link stays what it is', 'odd', '/run/netns/odd'],
  ['a namespace that is not there has the usual place', 'none', '/run/netns/none'],
])('%s', (_title, name, file) => {
  expect(namespaceFile(root, 7, name)).toBe(`${root}/proc/7/root${file}`);
});
