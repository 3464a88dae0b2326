import { type Installed, putFile } from '../support/installed.ts';

/** Writes a lab of one task into a person's home and returns its folder. `lines` come before `tasks:`, `check` is one check. */
export function scratchLab(me: Installed, id: string, check: string, lines = ''): string {
  const text = [
    'format: 1',
    'title: A lab of a test',
    'summary: It is small.',
    'level: beginner',
    'minutes: 1',
    lines,
    'tasks:',
    '  - id: only',
    '    title: The only task',
    '    text: Do it.',
    '    checks:',
    `      - ${check}`,
    '',
  ].filter((line) => line !== '');
  putFile(me, `labs/${id}/lab.yaml`, `${text.join('\n')}\n`);
  return `${me.home}/labs/${id}`;
}
