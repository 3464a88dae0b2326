import { expect, test } from 'vitest';
import { shellcheckCommand, shellcheckFaults } from '../../../src/lint/shellcheck.ts';

/** As printed by ShellCheck 0.9.0. */
const comment = {
  file: '/labs/20-x/solution.sh',
  line: 4,
  endLine: 4,
  column: 6,
  endColumn: 8,
  level: 'info',
  code: 2086,
  message: 'Double quote to prevent globbing and word splitting.',
  fix: null,
};

test('all scripts go to one process, and none is taken for an option', () => {
  expect(shellcheckCommand(['/a.sh', '/b.sh'])).toEqual(['shellcheck', '--format=json1', '--', '/a.sh', '/b.sh']);
});

test.each([
  ['one comment', { comments: [comment] }, [{ line: 4, column: 6, length: 2, code: 'SC2086' }]],
  ['a comment over lines', { comments: [{ ...comment, endLine: 7, endColumn: 1 }] }, [{ column: 6, length: 1 }]],
  ['no comment', { comments: [] }, []],
])('what shellcheck says becomes faults with its own codes: %s', (_, document, expected) => {
  expect(shellcheckFaults(JSON.stringify(document))).toMatchObject(expected);
});

test.each(['', 'not json', '[]', '{"comments": [{}]}'])('garbage is not a clean bill: %j', (stdout) => {
  expect(shellcheckFaults(stdout)).toBeUndefined();
});
