import { expect, test } from 'vitest';
import { ProbeError } from '../../../../src/checks/check.ts';
import { matchesOf } from '../../../../src/checks/parts/pattern.ts';

test.each([
  [
    'inet (\\S+)',
    'inet 10.0.0.1/24\n  inet 10.0.0.2/24',
    [
      ['inet 10.0.0.1/24', '10.0.0.1/24'],
      ['inet 10.0.0.2/24', '10.0.0.2/24'],
    ],
  ],
  ['^b$', 'a\nb\nc', [['b']]],
  ['x', 'abc', []],
])('/%s/ in %j', (pattern, text, matches) => {
  expect(matchesOf(pattern, text)).toEqual(matches);
});

test('a pattern that explodes is a look that failed, and soon', () => {
  expect(() => matchesOf('(a+)+$', `${'a'.repeat(60)}!`)).toThrow(ProbeError);
});
