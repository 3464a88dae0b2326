import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { namespaceExists } from '../../../src/sandbox/namespace-exists.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'netlab-namespace-exists-'));
  const own = join(root, 'proc/7/root');
  mkdirSync(join(own, 'run/netns'), { recursive: true });
  mkdirSync(join(own, 'proc/63/ns'), { recursive: true });
  writeFileSync(join(own, 'proc/63/ns/net'), '');
  writeFileSync(join(own, 'run/netns/red'), '');
  const links = { web: '/proc/63/ns/net', ended: '/proc/1/ns/net', around: '/nowhere/on/this/machine' };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(own, 'run/netns', name));
});
afterAll(() => rmSync(root, { recursive: true }));

test.each([
  ['a namespace that a file holds', 'red', true],
  ['a link to the namespace of a process of the sandbox', 'web', true],
  ['a link to a process that is one of the machine only', 'ended', false],
  ['any other link, which is not followed here', 'around', true],
  ['a name that is not there', 'none', false],
])('%s', (_title, name, exists) => {
  expect(namespaceExists(root, 7, name)).toBe(exists);
});
