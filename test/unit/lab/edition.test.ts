import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kinds } from '../../../src/checks/kinds.ts';
import { editionOf } from '../../../src/lab/edition.ts';
import { loadLab } from '../../../src/lab/load.ts';
import { ROOT } from '../../support/sandbox.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'netlab-edition-')), '20-new');
  cpSync(join(ROOT, 'libexec/new-lab'), folder, { recursive: true });
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const edition = async () => editionOf(await loadLab(folder, kinds));
const edit = async (from: string, to: string) => {
  const file = join(folder, 'lab.yaml');
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
};

test('nothing edited: the same edition', async () => {
  expect(await edition()).toEqual(await edition());
});

test('an edited check changes the file and not the topology', async () => {
  const before = await edition();
  await edit('has: 192.168.15.1/24', 'has: 192.168.15.2/24');
  expect((await edition()).file).not.toBe(before.file);
  expect((await edition()).topology).toBe(before.topology);
});

test('an edited address of the start state changes the topology', async () => {
  const before = await edition();
  await edit('[192.168.15.5/24]', '[192.168.15.6/24]');
  expect((await edition()).topology).not.toBe(before.topology);
});

test('an edited file that the topology puts in place changes the topology', async () => {
  const before = await edition();
  writeFileSync(join(folder, 'files/welcome.txt'), 'Another text.\n');
  expect(await edition()).toEqual({ file: before.file, topology: expect.not.stringContaining(before.topology) });
});
