import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { matrixReports, matrixTable } from '../../scripts/matrix-page.ts';
import { ROOT } from '../support/sandbox.ts';

/** Chance decides what a SIGKILL hits in a plugin that does not mind it. */
const BY_CHANCE = 'killed-add';

test('the results in docs/cni.md are those of the plugins of this machine', { timeout: 300_000 }, async () => {
  const page = readFileSync(join(ROOT, 'docs/cni.md'), 'utf8');
  const reports = await matrixReports();
  const rows = matrixTable(reports)
    .split('\n')
    .filter((row) => row.includes('](http') && !row.includes(BY_CHANCE));
  for (const row of rows) expect(page).toContain(row);
  expect(reports.flatMap(({ cases }) => cases.filter(({ status }) => status === 'unknown'))).toEqual([]);
});
