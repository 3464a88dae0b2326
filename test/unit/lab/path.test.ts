import { expect, test } from 'vitest';
import { pathOf } from '../../../src/lab/path.ts';

const path = (after: Record<string, string[]>) =>
  [...pathOf(Object.entries(after).map(([id, those]) => ({ id, after: those })))].map(([id, { step, unlocks }]) =>
    `${step} ${id} → ${unlocks.join(' ')}`.trim(),
  );

test.each<[string, Record<string, string[]>, string[]]>([
  ['a chain has a step for each', { a: [], b: ['a'], c: ['b'] }, ['1 a → b', '2 b → c', '3 c →']],
  ['a fork has two labs in a step', { a: [], b: ['a'], c: ['a'] }, ['1 a → b c', '2 b →', '2 c →']],
  ['the longest way counts', { a: [], b: ['a'], c: ['a', 'b'] }, ['1 a → b c', '2 b → c', '3 c →']],
  ['a lab that is not there is no step', { a: ['gone'], b: ['a'] }, ['1 a → b', '2 b →']],
  ['a circle ends', { a: ['b'], b: ['a'], c: ['c'] }, ['2 a → b', '2 b → a', '1 c →']],
  ['no labs are no path', {}, []],
])('%s', (_, after, expected) => {
  expect(path(after)).toEqual(expected);
});
