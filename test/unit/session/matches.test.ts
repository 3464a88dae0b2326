import { expect, test } from 'vitest';
import { matches } from '../../../src/session/matches.ts';

test.each([
  ['03-nat', true],
  ['03', true],
  ['3', true],
  ['nat', true],
  ['30', false],
  ['na', false],
  ['', false],
  ['03-na', false],
])('03-nat is meant by %o: %o', (wanted, meant) => {
  expect(matches('03-nat', wanted)).toBe(meant);
});

test.each([
  ['my-bridge', true],
  ['bridge', false],
  ['0', false],
])('a lab without a number is meant by its whole name only: %o %o', (wanted, meant) => {
  expect(matches('my-bridge', wanted)).toBe(meant);
});
