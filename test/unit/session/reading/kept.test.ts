import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kinds } from '../../../../src/checks/kinds.ts';
import type { Lab } from '../../../../src/lab/lab.ts';
import { readLab } from '../../../../src/lab/load.ts';
import { keepLab, keptLab } from '../../../../src/session/reading/kept.ts';
import { ROOT } from '../../../support/sandbox.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'netlab-kept-'));
});

afterEach(() => rmSync(home, { recursive: true }));

const shelf = () => ({ build: 'one', own: join(home, 'own'), personal: join(home, 'personal') });

/** A lab that comes with netlab, copied to where it may be changed. */
const copyOf = (id: string) => {
  const folder = join(home, 'labs', id);
  cpSync(join(ROOT, 'labs', id), folder, { recursive: true });
  return folder;
};

const readAndKeep = async (folder: string, where: 'own' | 'personal' = 'personal', id?: string): Promise<Lab> => {
  const { lab, text, problems } = await readLab(folder, kinds);
  if (lab === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  const { kinds: _, ...plain } = lab;
  keepLab({ build: 'one', folder: shelf()[where] }, lab, text ?? '', id);
  return plain;
};

test.each(readdirSync(join(ROOT, 'labs')))('%s is kept as it was read', async (id) => {
  const folder = join(ROOT, 'labs', id);
  const lab = await readAndKeep(folder);
  expect(await keptLab(shelf(), folder)).toEqual(lab);
});

test('nothing is kept of what was never read, nor where nothing may be kept', async () => {
  const folder = copyOf('01-netns');
  expect(await keptLab(shelf(), folder)).toBeUndefined();
  await readAndKeep(folder);
  expect(await keptLab(undefined, folder)).toBeUndefined();
});

test('a text that has changed since is read again', async () => {
  const folder = copyOf('01-netns');
  await readAndKeep(folder);
  const file = join(folder, 'lab.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('minutes: ', 'minutes: 1'));
  expect(await keptLab(shelf(), folder)).toBeUndefined();
});

test('another build of netlab reads it again', async () => {
  const folder = copyOf('01-netns');
  await readAndKeep(folder);
  expect(await keptLab({ ...shelf(), build: 'two' }, folder)).toBeUndefined();
});

test('the same text in another folder is the lab of that folder', async () => {
  await readAndKeep(join(ROOT, 'labs/01-netns'));
  const folder = copyOf('01-netns');
  expect(await keptLab(shelf(), folder)).toMatchObject({ id: '01-netns', folder, file: join(folder, 'lab.yaml') });
});

test('a lab whose folder is not named so goes by its id', async () => {
  const folder = copyOf('01-netns');
  await readAndKeep(folder, 'personal', '77-mine');
  expect(await keptLab(shelf(), folder)).toBeUndefined();
  expect(await keptLab(shelf(), folder, '77-mine')).toMatchObject({ id: '77-mine', folder });
});

test('a file that the lab names must be there still, and a script of a fault too', async () => {
  const broken = copyOf('17-broken-cluster');
  await readAndKeep(broken);
  expect(await keptLab(shelf(), broken)).toBeDefined();
  const [fault] = readdirSync(join(broken, 'faults'));
  rmSync(join(broken, `faults/${fault}/fault.sh`));
  expect(await keptLab(shelf(), broken)).toBeUndefined();

  const dns = copyOf('11-dns');
  const { topology } = await readAndKeep(dns);
  const named = Object.values(topology.nodes).flatMap((node) => Object.values(node.files).map(({ from }) => from));
  rmSync(join(dns, named.find((from) => from !== undefined) ?? 'nothing'));
  expect(await keptLab(shelf(), dns)).toBeUndefined();
});

test('a lab that brings kinds of checks is not kept', async () => {
  const folder = copyOf('01-netns');
  const lab = await readAndKeep(folder);
  rmSync(shelf().personal, { recursive: true });
  const text = readFileSync(join(folder, 'lab.yaml'), 'utf8');
  keepLab({ build: 'one', folder: shelf().personal }, { ...lab, kinds, brings: ['./kinds/mine.ts'] }, text);
  expect(await keptLab(shelf(), folder)).toBeUndefined();
});

test('what JSON would change is not kept', async () => {
  const folder = copyOf('01-netns');
  const lab = await readAndKeep(folder);
  rmSync(shelf().personal, { recursive: true });
  const text = readFileSync(join(folder, 'lab.yaml'), 'utf8');
  for (const minutes of [Number.POSITIVE_INFINITY, new Date() as never]) {
    keepLab({ build: 'one', folder: shelf().personal }, { ...lab, kinds, minutes }, text);
    expect(await keptLab(shelf(), folder)).toBeUndefined();
  }
});

test('a file that somebody else may write is not believed, but for those of the program itself', async () => {
  const folder = copyOf('01-netns');
  for (const where of ['own', 'personal'] as const) {
    await readAndKeep(folder, where);
    chmodSync(join(shelf()[where], '01-netns.json'), 0o666);
    expect((await keptLab(shelf(), folder)) !== undefined).toBe(where === 'own');
    rmSync(shelf()[where], { recursive: true });
  }
});

test('a file that is cut short or is none harms nobody', async () => {
  const folder = copyOf('01-netns');
  await readAndKeep(folder);
  const file = join(shelf().personal, '01-netns.json');
  const text = readFileSync(file, 'utf8');
  for (const broken of ['', text.slice(0, 1000), 'null', '[]', '{}']) {
    writeFileSync(file, broken);
    expect(await keptLab(shelf(), folder)).toBeUndefined();
  }
  rmSync(file);
  mkdirSync(file);
  expect(await keptLab(shelf(), folder)).toBeUndefined();
});

test('that a lab cannot be kept is no error', async () => {
  writeFileSync(join(home, 'personal'), 'a file where the folder would be');
  const folder = copyOf('01-netns');
  await readAndKeep(folder);
  expect(await keptLab(shelf(), folder)).toBeUndefined();
});
