import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseScript, type ScriptPart, scriptsIn } from './script.ts';

/** A script that completes a lab. */
export type Solution = { name: string; file: string; parts: ScriptPart[] };

/** The solutions of a lab: `solution.sh`, the reference, first; then `solutions/*.sh` by name. */
export async function listSolutions(folder: string): Promise<Solution[]> {
  const others = await scriptsIn(join(folder, 'solutions'));
  const reference = (await scriptsIn(folder)).filter((file) => basename(file) === 'solution.sh');
  return Promise.all([...reference, ...others].map(readSolution));
}

async function readSolution(file: string): Promise<Solution> {
  return { name: basename(file, '.sh'), file, parts: parseScript(await readFile(file, 'utf8')) };
}
