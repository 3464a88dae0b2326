import { relative } from 'node:path';
import { theme } from './theme.ts';

/** What was written, and what to do with it. `cwd` is where the person stands. */
export function newLabText({ folder, files }: { folder: string; files: readonly string[] }, cwd: string): string {
  const near = relative(cwd, folder);
  const path = near.startsWith('..') ? folder : `./${near}`;
  const steps = [`netlab lab lint ${path}`, `netlab start ${path}`];
  return [
    `${theme.strong(path)} has`,
    ...files.map((file) => `  ${file}`),
    'Edit lab.yaml; your editor completes it with the YAML language server. Then:',
    ...steps.map((step) => `  ${theme.command(step)}`),
  ].join('\n');
}
