import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { kinds } from '../src/checks/kinds.ts';
import { labIds } from '../src/lab/find.ts';
import { readLab } from '../src/lab/load.ts';
import { keepLab } from '../src/session/reading/kept.ts';

/** Reads the labs below a folder, so that the program need not when they are started. One with problems is left to who starts it, and to the tests. */
export async function keepLabs(labs, on) {
  mkdirSync(on.folder);
  for (const id of await labIds(labs)) {
    const { lab, text } = await readLab(`${labs}/${id}`, kinds);
    if (lab !== undefined) keepLab(on, lab, text);
  }
  // What a person has read is kept for that person, and this is for everybody.
  for (const name of readdirSync(on.folder)) chmodSync(`${on.folder}/${name}`, 0o644);
}
