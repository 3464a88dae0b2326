import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLUGIN_PATH } from '../cni/plugin.ts';
import { hasProgram } from '../system/programs.ts';
import { run } from '../system/run.ts';
import type { Program, ProgramFact } from './facts.ts';
import { parsePrograms } from './programs.ts';

/** Which of the programs in libexec/programs.txt this machine has. */
export function lookAtPrograms(root: string): Promise<ProgramFact[]> {
  const programs = parsePrograms(readFileSync(join(root, 'libexec', 'programs.txt'), 'utf8'));
  return Promise.all(programs.map(async (program) => ({ program, state: await stateOf(program) })));
}

async function stateOf({ name, needed, make }: Program): Promise<ProgramFact['state']> {
  // Go's own archive goes where not everyone's PATH leads.
  if (needed === 'build')
    return hasProgram(name, `${process.env['PATH'] ?? ''}:/usr/local/go/bin`) ? 'there' : 'absent';
  if (make === 'cni') return hasProgram(name, PLUGIN_PATH) ? 'there' : 'absent';
  if (!hasProgram(name)) return 'absent';
  if (make === undefined) return 'there';
  const env = { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' };
  const { stdout, stderr } = await run([name, '-V'], { env, timeoutMs: 5000 });
  return `${stdout}${stderr}`.includes(make) ? 'there' : 'other';
}
