import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRange, isMapped } from '../../../src/sandbox/identity.ts';

test.each([
  ['by name', 'ann:100000:65536\nbob:165536:65536\n', { first: 165536, count: 65535 }],
  ['by number', '1001:200000:70000\n', { first: 200000, count: 65535 }],
  ['a small range whole', 'bob:200000:2000\n', { first: 200000, count: 2000 }],
  ['not a range of a handful', 'bob:200000:1\n', undefined],
  ['not the range of another', 'ann:100000:65536\n', undefined],
  ['nothing in an empty file', '', undefined],
])('finds %s', (_, text, range) => {
  const dir = mkdtempSync(join(tmpdir(), 'netlab-subuid-'));
  writeFileSync(join(dir, 'subuid'), text);
  expect(findRange(join(dir, 'subuid'), 'bob', 1001)).toEqual(range);
  rmSync(dir, { recursive: true });
});

test('a machine without subuid(5) grants none', () => {
  expect(findRange('/does/not/exist', 'bob', 1001)).toBeUndefined();
});

test.each([
  ['the whole machine', '         0          0 4294967295\n', true],
  ['a container with many ids', '0 100000 65536\n', false],
  ['one id', '0 1000 1\n', false],
  ['a second line that covers it', '0 1000 1\n1879048192 1879048192 65536\n', true],
])('ids exist or not by the map of %s', (_title, map, mapped) => {
  expect(isMapped({ first: 0x70000000, count: 65536 }, map)).toBe(mapped);
});
