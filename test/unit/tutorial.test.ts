import { describe, expect, test } from 'vitest';
import { patternOf, tutorialOf } from '../support/tutorial.ts';

/** The runner of the author guide's tutorial has to notice what it is there for. */

const page = [
  'Write it:',
  '```yaml file=a/lab.yaml from=checks:',
  'checks: []',
  '```',
  '```yaml',
  'not: followed',
  '```',
  '```console exit=1',
  '$ mkdir x',
  '$ netlab check',
  'open',
  '…',
  '```',
].join('\n');

test('blocks become steps, in the order of the page', () => {
  expect(tutorialOf(`${page}\n`)).toEqual([
    { kind: 'file', line: 2, path: 'a/lab.yaml', from: 'checks:', text: 'checks: []\n' },
    { kind: 'type', line: 8, command: 'mkdir x', shown: '', exitCode: 0 },
    { kind: 'type', line: 8, command: 'netlab check', shown: 'open\n…', exitCode: 1 },
  ]);
});

describe('what is shown', () => {
  test.each([
    ['a\nb', 'a\nb', true],
    ['a\nb', 'a\nc', false],
    ['a', 'a\nb', false],
    ['', 'a', false],
    ['a\n…', 'a\nb\nc', true],
    ['…\nc', 'a\nb\nd', false],
    ['a … c', 'a b c', true],
    ['3 mutants in 1.4 s.', '3 mutants in 12 s.', true],
    ['3 mutants in 1.4 s.', '4 mutants in 1.4 s.', false],
    ['(a.b)', '(axb)', false],
  ])('%j shown and %j printed: %j', (shown, printed, fits) => {
    expect(patternOf(shown).test(printed)).toBe(fits);
  });
});
