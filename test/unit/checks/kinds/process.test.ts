import { describe, expect, test } from 'vitest';
import { process } from '../../../../src/checks/kinds/process.ts';

const evidence = { command: 'look', output: 'seen' };

const one = (name: string, args: string, here = true) => ({ pid: 7, name, args, here });

type Seen = Parameters<typeof process.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  [
    'a program by its name',
    { at: 'red', name: 'nginx' },
    { processes: [one('nginx', 'nginx: master process nginx -c /etc/nginx/lab.conf')] },
    'passed',
    'nginx: master process',
  ],
  [
    'a long name that the kernel cuts',
    { at: 'red', name: 'very-long-program-name' },
    { processes: [one('very-long-progr', '/usr/bin/very-long-program-name -x')] },
    'passed',
    'PID 7',
  ],
  [
    'a mention in the arguments of another',
    { at: 'red', name: 'nginx' },
    { processes: [one('vim', 'vim nginx.conf')] },
    'failed',
    'no nginx in red',
  ],
  [
    'words in the arguments',
    { at: 'red', 'args-contain': ['-c', 'lab.conf'] },
    { processes: [one('nginx', 'nginx -c lab.conf')] },
    'passed',
    'nginx -c lab.conf',
  ],
  [
    'a program in another namespace',
    { at: 'red', name: 'nginx' },
    { processes: [one('nginx', 'nginx', false)] },
    'failed',
    'but nginx runs in another namespace',
  ],
  [
    'a program elsewhere, where none must run',
    { at: 'red', name: 'nginx', running: false },
    { processes: [one('nginx', 'nginx', false)] },
    'passed',
    'no nginx in red',
  ],
];

describe('process', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = process.judge(process.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([['neither name nor arguments', { at: 'red' }]])('refuses %s', (_title, entry) => {
    expect(process.schema.safeParse(entry).success).toBe(false);
  });
});
