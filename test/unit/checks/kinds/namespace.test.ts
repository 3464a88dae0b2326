import { describe, expect, test } from 'vitest';
import { namespace } from '../../../../src/checks/kinds/namespace.ts';

const evidence = { command: 'look', output: 'seen' };

type Seen = Parameters<typeof namespace.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  ['a namespace that is there', { name: 'red' }, { exists: true, others: [] }, 'passed', 'the namespace red'],
  [
    'a namespace that is missing, with those there are',
    { name: 'red' },
    { exists: false, others: ['rde', 'blue'] },
    'failed',
    'no namespace red (there is rde, blue)',
  ],
  [
    'one that should be gone',
    { name: 'node1/red', exists: false },
    { exists: true, others: [] },
    'failed',
    'the namespace node1/red',
    'ip netns del red',
  ],
  ['one that is gone', { name: 'red', exists: false }, { exists: false, others: [] }, 'passed', 'no namespace red'],
];

describe('namespace', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = namespace.judge(namespace.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    ['a name with blanks', { name: 'red room' }],
    ['an interface', { name: 'red:eth0' }],
  ])('refuses %s', (_title, entry) => {
    expect(namespace.schema.safeParse(entry).success).toBe(false);
  });
});
