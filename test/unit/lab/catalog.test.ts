import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LabNotFoundError } from '../../../src/errors.ts';
import { listLabs } from '../../../src/lab/catalog.ts';
import { findLab } from '../../../src/lab/find.ts';

const root = join(import.meta.dirname, '../../fixtures/catalog');

test('labs are listed by number, and a broken one does not hide the others', async () => {
  const labs = await listLabs(root);
  expect(labs.map((lab) => [lab.id, 'broken' in lab ? lab.broken : lab.title])).toEqual([
    ['02-bridge', 'The lab 02-bridge'],
    ['03-nat', 'The lab 03-nat'],
    ['04-broken', expect.stringContaining('flow sequence')],
    ['05-odd', 'title is missing or wrong'],
    ['10-last', 'The lab 10-last'],
  ]);
});

test('a listing has what a list shows and what progress is counted by', async () => {
  expect((await listLabs(root))[0]).toEqual({
    id: '02-bridge',
    folder: join(root, '02-bridge'),
    title: 'The lab 02-bridge',
    summary: 'What it teaches.',
    level: 'beginner',
    minutes: 5,
    after: [],
    tasks: [{ id: 'first', title: 'The first task' }],
  });
});

test('a folder that is not there has no labs', async () => {
  expect(await listLabs(join(root, 'nowhere'))).toEqual([]);
});

test.each([
  ['03-nat', '03-nat'],
  ['03', '03-nat'],
  ['3', '03-nat'],
  ['nat', '03-nat'],
  ['10', '10-last'],
  ['broken', '04-broken'],
  ['./03-nat', '03-nat'],
  ['../catalog/03-nat/', '03-nat'],
])('"%s" is the lab %s', async (name, id) => {
  expect(await findLab(name, root, root)).toBe(join(root, id));
});

test('"." is the lab in the current folder', async () => {
  expect(await findLab('.', '/nowhere', join(root, '03-nat'))).toBe(join(root, '03-nat'));
});

test.each([
  ['nta', 'there is no lab "nta". Did you mean "03-nat"?', 'netlab start 03-nat'],
  ['03-nta', 'there is no lab "03-nta". Did you mean "03-nat"?', 'netlab start 03-nat'],
  ['firewall', 'there is no lab "firewall". The labs are "02-bridge", "03-nat"', 'netlab list'],
  ['99', 'there is no lab "99".', 'netlab list'],
  ['not-a-lab', 'there is no lab "not-a-lab".', 'netlab list'],
  ['', 'there is no lab "".', 'netlab list'],
  ['./nowhere', 'there is no lab in "./nowhere"', 'netlab list'],
  ['./03-nat/lab.yaml', 'there is no lab in "./03-nat/lab.yaml"', 'name the folder: ./03-nat/'],
])('"%s" is told apart with the nearest name and what to type', async (name, message, next) => {
  const error: unknown = await findLab(name, root, root).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(LabNotFoundError);
  expect((error as LabNotFoundError).message).toContain(message);
  expect((error as LabNotFoundError).next).toEqual([next]);
});
