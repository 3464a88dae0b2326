import { constants, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { GradableLab, Lab } from '../../lab/lab.ts';
import { scriptFaults } from '../../lab/rules/breaks.ts';
import { fileFaults } from '../../lab/rules/files.ts';
import { readSource } from '../../lab/source.ts';
import { replaceFile } from '../../system/files.ts';

/** Where labs are kept that have been read, one file for each by its id. */
export type Shelf = {
  /** What this program was built from: another one may read the same text otherwise. */
  build: string;
  /** The labs that come with the program, kept when it was built. */
  own: string;
  /** What this person has read. */
  personal: string;
};

/** What a lab file means, whatever its folder is. */
type Meaning = Omit<Lab, 'id' | 'folder' | 'file'>;

type Entry = { build: string; text: string; meaning: Meaning };

/**
 * The lab in a folder as it was read before, without a look at its YAML: undefined when its text is another now, when a file that it names is
 * not there any more, or when nothing was kept. `home` is absolute and no link; `id` is the lab's where its folder is not named so. Never throws.
 */
export async function keptLab(shelf: Shelf | undefined, home: string, id = basename(home)): Promise<Lab | undefined> {
  const file = join(home, 'lab.yaml');
  const source = await readSource(file);
  if (shelf === undefined || !('text' in source)) return undefined;
  const { build, own, personal } = shelf;
  const wanted = { build, text: source.text };
  const meaning =
    (await readMeaning(fileOf(own, id), wanted)) ?? (await readMeaning(fileOf(personal, id), wanted, true));
  if (meaning === undefined) return undefined;
  const lab = { ...meaning, id, folder: home, file };
  const faults = await Promise.all([fileFaults(lab.topology, home), scriptFaults(lab, home)]);
  return faults.flat().length === 0 ? lab : undefined;
}

/**
 * Keeps a lab that `text` was read as. One that brings kinds of checks is not kept, since what its text means lies in their modules. That it cannot be
 * kept (a full disk, a directory that is read-only) does no harm.
 */
export function keepLab(on: { build: string; folder: string }, lab: GradableLab, text: string, id = lab.id): void {
  const { id: _, folder: __, file: ___, kinds: ____, ...meaning } = lab;
  if (lab.brings.length > 0 || !isPlain(meaning)) return;
  const entry: Entry = { build: on.build, text, meaning };
  try {
    mkdirSync(on.folder, { recursive: true, mode: 0o700 });
    replaceFile(fileOf(on.folder, id), JSON.stringify(entry));
  } catch {
    // The next command reads the lab again.
  }
}

/** Of two labs with one name, the last that was read is kept. */
function fileOf(folder: string, id: string): string {
  return join(folder, `${id}.json`);
}

/** A personal one that somebody else could have written is not taken: it would be believed without a look at the rules of a lab. */
async function readMeaning(
  file: string,
  wanted: Omit<Entry, 'meaning'>,
  isPersonal = false,
): Promise<Meaning | undefined> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { uid, mode } = await handle.stat();
      if (isPersonal && (uid !== process.getuid?.() || (mode & 0o022) !== 0)) return undefined;
      const { build, text, meaning } = JSON.parse(await handle.readFile('utf8')) as Entry;
      return build === wanted.build && text === wanted.text ? meaning : undefined;
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/** Whether JSON gives back what it is given. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || value === undefined || ['string', 'boolean'].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every((one) => one !== undefined && isPlain(one));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every(isPlain);
}
