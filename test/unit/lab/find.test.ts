import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { labIds } from '../../../src/lab/find.ts';

test('labs stand in the order of their numbers, then of their names; those without a number come last', async () => {
  const root = mkdtempSync(join(tmpdir(), 'netlab-find-'));
  const ids = ['00-before', '1-one', '01-two', '2-a', '2-b', '09-nine', '10-ten', '100-hundred', 'alpha', 'beta'];
  for (const id of ids.toReversed()) {
    mkdirSync(join(root, id));
    writeFileSync(join(root, id, 'lab.yaml'), '');
  }
  mkdirSync(join(root, '03-no-lab'));
  expect(await labIds(root)).toEqual(['00-before', '01-two', '1-one', ...ids.slice(3)]);
  rmSync(root, { recursive: true });
});
