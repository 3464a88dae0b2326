import { describe, expect, test } from 'vitest';
import { command } from '../../../../src/checks/kinds/command.ts';

const evidence = { command: 'look', output: 'seen' };

const ran = (parts: Partial<Seen['ran']>) => ({
  ran: { exitCode: 0, stdout: '', stderr: '', timedOut: false, ...parts },
});

type Seen = Parameters<typeof command.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  ['an exit code', { at: 'host', run: ['x'], exit: 2 }, ran({ exitCode: 2 }), 'passed', 'exit code 2'],
  [
    'another exit code, with the last complaint',
    { at: 'host', run: ['x'] },
    ran({ exitCode: 1, stderr: 'a\nno route\n' }),
    'failed',
    'exit code 1 (no route)',
  ],
  ['a signal', { at: 'host', run: ['x'] }, ran({ exitCode: undefined }), 'failed', 'ended by a signal'],
  [
    'too slow',
    { at: 'host', run: ['x'], timeout: 2 },
    ran({ exitCode: undefined, timedOut: true }),
    'failed',
    'within 2 s',
  ],
  [
    'a line that matches',
    { at: 'host', run: ['x'], stdout: { matches: '^b$' } },
    ran({ stdout: 'a\nb\n' }),
    'passed',
    'printed',
  ],
  [
    'text that differs',
    { at: 'host', run: ['x'], stdout: { equals: 'a' } },
    ran({ stdout: 'a\nb\n' }),
    'failed',
    '"a …"',
  ],
  [
    'text that must not be',
    { at: 'host', run: ['x'], stdout: { lacks: ['q', 'a'] } },
    ran({ stdout: 'a\n' }),
    'failed',
    '"a"',
  ],
];

describe('command', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = command.judge(command.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    ['no command', { at: 'host', run: [] }],
    ['a broken pattern', { at: 'host', run: ['x'], stdout: { matches: '(' } }],
  ])('refuses %s', (_title, entry) => {
    expect(command.schema.safeParse(entry).success).toBe(false);
  });
});
