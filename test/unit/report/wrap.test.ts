import { expect, test } from 'vitest';
import { GLUE, hang, indent, padTo, widthOf, wrap } from '../../../src/report/wrap.ts';

test.each([
  ['letters', 'naïve', 5],
  ['marks and dashes', '✓ – …', 5],
  ['colours, which take no room', '\u001B[31mred\u001B[0m', 3],
  ['combining marks, which take none either', 'e\u0301', 1],
  ['East Asian letters, which take two columns', '网络', 4],
  ['emoji, which take two', '👋', 2],
])('the width of %s', (_title, text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test('a text breaks between words', () => {
  expect(wrap('one two  three\nfour', 9)).toEqual(['one two', 'three', 'four']);
});

test('a word that is too long has a line of its own', () => {
  expect(wrap('a http://example.com/long b', 8)).toEqual(['a', 'http://example.com/long', 'b']);
});

test('glued words stay together', () => {
  expect(wrap(`see ip${GLUE}link now`, 9)).toEqual(['see', 'ip link', 'now']);
});

test('no text is no line', () => {
  expect(wrap(' \n ', 9)).toEqual([]);
});

test('a text hangs from its label', () => {
  expect(hang('why: ', 'a text that is longer than a line', 26)).toBe('why: a text that is longer\n     than a line');
  expect(hang('found: ', '', 20)).toBe('found:');
});

test('empty lines stay empty when a text is indented', () => {
  expect(indent('a\n\nb', 2)).toBe('  a\n\n  b');
});

test('padding never cuts', () => {
  expect([padTo('ab', 4), padTo('abcde', 4)]).toEqual(['ab  ', 'abcde']);
});
