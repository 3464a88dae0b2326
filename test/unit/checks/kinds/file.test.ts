import { describe, expect, test } from 'vitest';
import { file } from '../../../../src/checks/kinds/file.ts';

const evidence = { command: 'look', output: 'seen' };

const status = (mode: number, type: 'file' | 'folder' = 'file') => ({ type, mode, size: 10 });

type Seen = Parameters<typeof file.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  ['a file', { at: 'host', path: '/x' }, { status: status(0o644), content: '' }, 'passed', 'the file /x'],
  ['no file', { at: 'host', path: '/x', contains: 'a' }, { status: undefined, content: '' }, 'failed', 'nothing at /x'],
  [
    'the mode with a sticky bit',
    { at: 'host', path: '/x', mode: '1755' },
    { status: status(0o1755), content: '' },
    'passed',
    'mode 1755',
  ],
  [
    'a file nobody may execute',
    { at: 'host', path: '/x', executable: true },
    { status: status(0o644), content: '' },
    'failed',
    'mode 0644',
    'chmod +x /x',
  ],
  [
    'a key with dots',
    { at: 'host', path: '/x', json: { 'net.ipv4': 1 } },
    { status: status(0o644), content: '{"net.ipv4": 1}' },
    'passed',
    'net.ipv4: 1',
  ],
  [
    'a list in JSON',
    { at: 'host', path: '/x', json: { 'a.0': { b: 1 } } },
    { status: status(0o644), content: '{"a": [{"b": 1}]}' },
    'passed',
    'a.0',
  ],
  [
    'a key that every object seems to have',
    { at: 'host', path: '/x', json: { constructor: 1 } },
    { status: status(0o644), content: '{}' },
    'failed',
    'no constructor',
  ],
  [
    'broken JSON',
    { at: 'host', path: '/x', json: { a: 1 } },
    { status: status(0o644), content: '{' },
    'failed',
    'not JSON',
    'JSON',
  ],
  [
    'a folder',
    { at: 'host', path: '/x', contains: 'a' },
    { status: status(0o755, 'folder'), content: '' },
    'failed',
    '/x is a folder',
  ],
];

describe('file', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = file.judge(file.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    ['a relative path', { at: 'host', path: 'x' }],
    ['a mode that is no octal number', { at: 'host', path: '/x', mode: 'rwx' }],
  ])('refuses %s', (_title, entry) => {
    expect(file.schema.safeParse(entry).success).toBe(false);
  });
});
