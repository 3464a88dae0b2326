import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { header, parseScript, type ScriptPart, scriptsIn } from './script.ts';

/** A script with a typical wrong answer. `caughtBy` and `about` are undefined when its head lacks them. */
export type Mistake = { name: string; file: string; caughtBy: string | undefined; about: string | undefined } & Wrong;

/**
 * What it does: its own parts, or those of a solution with something wrong in them. Then it is a filter for bash, which
 * reads that solution (`edits` is its path) and prints the wrong script.
 */
export type Wrong = { edits: undefined; parts: ScriptPart[] } | { edits: string; filter: string };

/** The mistakes of a lab, or of one of its faults: `mistakes/*.sh` by name. */
export async function listMistakes(folder: string): Promise<Mistake[]> {
  const files = await scriptsIn(join(folder, 'mistakes'));
  return Promise.all(files.map(async (file) => mistakeIn(folder, file, await readFile(file, 'utf8'))));
}

function mistakeIn(folder: string, file: string, text: string): Mistake {
  const about = { caughtBy: header(text, 'caught by'), about: header(text, 'about') };
  const edits = header(text, 'edits');
  const wrong: Wrong =
    edits === undefined ? { edits, parts: parseScript(text) } : { edits: join(folder, edits), filter: text };
  return { name: basename(file, '.sh'), file, ...about, ...wrong };
}
