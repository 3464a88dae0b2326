import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { renewLabFile, renewReadme, titleOf } from '../../../src/lab/renew.ts';

const MODELINE = '# yaml-language-server: $schema=';

test.each([
  [
    'with a modeline',
    `${MODELINE}old\ntitle: Old # stays\nlevel: x\n`,
    `${MODELINE}new\ntitle: New # stays\nlevel: x\n`,
  ],
  ['without one', 'title: "Old"\n', `${MODELINE}new\ntitle: New\n`],
  ['with a long title', 'title:\n  Old\n  title\nlevel: x\n', `${MODELINE}new\ntitle:\n  New\nlevel: x\n`],
])('a lab file %s gets its title and its modeline, and keeps the rest', (_, text, expected) => {
  expect(renewLabFile(text, { title: 'New', schema: 'new' })).toBe(expected);
});

test('any title of one line comes back as it was given', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((text) => !/\p{Cc}/u.test(text)),
      (title) => {
        expect(parse(renewLabFile('title: Old\nlevel: x\n', { title, schema: 's' }))).toEqual({ title, level: 'x' });
      },
    ),
  );
});

test('the heading of a README names the lab', () => {
  expect(renewReadme('# 03-nat: Old\n\n# not\n', { id: '20-x', title: 'A $& title' })).toBe(
    '# 20-x: A $& title\n\n# not\n',
  );
});

test.each([
  ['20-my-lab', 'My lab'],
  ['nat', 'Nat'],
  ['7-a.b', 'A b'],
])('a title for %s is %s', (id, title) => {
  expect(titleOf(id)).toBe(title);
});
