import { expect, test } from 'vitest';
import { judgeStarts } from '../../../src/cni/cases/starts.ts';
import { answers, call, chain, found } from './seen.ts';

const elf = (machine: string) => `7f454c46${'00'.repeat(14)}${machine}`;
const saidVersion = answers(['1.0.0']);
test.each([
  ['a script', { head: '23212f62696e2f7368' }, 'nothing'],
  ['a program of this machine', { head: elf('3e00') }, 'nothing'],
  ['a program of another', { head: elf('b700') }, '/p is a program for another processor (ELF machine 0x00b7)'],
  ['text', { head: '68656c6c6f' }, '/p is neither a program nor a script with a #! line'],
  ['empty', { head: '' }, '/p is empty'],
  [
    'flooding',
    { head: '2321', version: { ...saidVersion, calls: [call({ stdout: 'x'.repeat(1_000_001) })] } },
    /^it printed 1000001/,
  ],
  [
    'endless',
    { head: '2321', version: chain({ ok: false, problem: 'did not end', calls: [call({ timedOut: true })] }) },
    'did not end',
  ],
])('a plugin that is %s', (_what, change, wanted) => {
  const finding = judgeStarts({ file: '/p', own: elf('3e00'), version: saidVersion, ...change });
  if (typeof wanted === 'string') expect(found(finding)).toBe(wanted);
  else expect(found(finding)).toMatch(wanted);
});
