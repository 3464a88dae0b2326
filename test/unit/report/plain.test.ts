import { expect, test } from 'vitest';
import { plain } from '../../../src/report/plain.ts';

test.each([
  ['colours', '\u001B[31mred\u001B[0m', 'red'],
  ['cursor movements', 'a\u001B[2J\u001B[Hb', 'ab'],
  ['window titles', '\u001B]0;owned\u0007text', 'text'],
  ['links', '\u001B]8;;http://x\u0007text\u001B]8;;\u0007', 'text'],
  ['eight-bit escapes', '\u009B31mred', 'red'],
  ['carriage returns, with which a line overwrites itself', 'wrong\rright\r\nnext', 'wrongright\nnext'],
  ['backspaces, bells, NULs and DELs', 'a\b\u0007\u0000\u007Fb', 'ab'],
  ['marks that turn the direction of writing', 'a\u202Eb\u2066c', 'abc'],
])('it takes away %s', (_title, text, left) => {
  expect(plain(text)).toBe(left);
});

test('it leaves newlines, tabs and letters of any script', () => {
  expect(plain('a\tb\nçé 网络 ✓ 👋🏽')).toBe('a\tb\nçé 网络 ✓ 👋🏽');
});
