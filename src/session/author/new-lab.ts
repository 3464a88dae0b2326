import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { listLabs } from '../../lab/catalog.ts';
import { findLab } from '../../lab/find.ts';
import { type NewNames, renewLabFile, renewReadme, titleOf } from '../../lab/renew.ts';
import { askLine, choose } from '../ask.ts';
import { readLabOf } from '../reading/read-lab.ts';
import { refuseInside, type Session } from '../session.ts';
import { isInteractive } from '../terminal.ts';
import { trust } from '../trust.ts';

export type Wanted = { id: string | undefined; title: string | undefined; from: string | undefined; dir: string };

export type NewLab = { id: string; folder: string; files: string[] };

/** The lab that a new one is a copy of unless another is named; linted and tested as those that come with netlab. */
const TEMPLATE = 'libexec/new-lab';

/**
 * Writes the folder of a new lab: a small lab that works, or a copy of another. Asks for what is missing on a terminal. Throws
 * UsageError when there is such a file or folder already; it is not touched then.
 */
export async function newLab(session: Session, wanted: Wanted): Promise<NewLab> {
  refuseInside(session, 'make a lab');
  const { id, title, from } = await complete(session, wanted);
  const source = from === undefined ? join(session.root, TEMPLATE) : await findLab(from, session.labs, process.cwd());
  const original = await readLabOf(session, source);
  const folder = resolve(wanted.dir, id);
  if (!relative(source, folder).startsWith('..')) throw new UsageError(`"${folder}" is inside the lab to copy`);
  await makeFolder(folder);
  await cp(source, folder, { recursive: true, dereference: true });
  await renew(folder, { id, title, schema: schemaFor(session, folder) });
  // Reading the original was allowed, and these are its programs.
  if (original.brings.length > 0) trust(session, folder);
  const files = (await readdir(folder, { withFileTypes: true, recursive: true })).filter((entry) => entry.isFile());
  return { id, folder, files: files.map((file) => relative(folder, join(file.parentPath, file.name))).sort() };
}

async function complete(session: Session, { id, title, from }: Wanted) {
  const asks = isInteractive();
  if (id === undefined && !asks) {
    throw new UsageError('a new lab needs a name when there is no terminal to ask on', {
      next: ['netlab lab new 20-my-lab'],
    });
  }
  const name = checked(id ?? (await askLine('Its name, such as 20-my-lab:')));
  const called = title ?? ((asks && (await askLine(`Its title (${titleOf(name)}):`))) || titleOf(name));
  if (/\p{Cc}/u.test(called)) throw new UsageError('a title is one line of text');
  return { id: name, title: called, from: from ?? (id === undefined ? await chooseSource(session) : undefined) };
}

/** The folder's name is the lab's, so it is what a lab file may be in. */
function checked(id: string): string {
  if (/^[a-z0-9][a-z0-9.-]{0,62}$/.test(id)) return id;
  throw new UsageError(`"${id}" cannot name a lab: use 1 to 63 of a-z 0-9 . -`, { next: ['netlab lab new 20-my-lab'] });
}

async function chooseSource(session: Session): Promise<string | undefined> {
  const labs = (await listLabs(session.labs)).flatMap((lab) => ('broken' in lab ? [] : [lab]));
  const copies = labs.map(({ id, title }) => ({ name: `a copy of ${id}: ${title}`, value: id }));
  const from = await choose('What to begin with?', [{ name: 'a small lab that works', value: '' }, ...copies]);
  return from === '' ? undefined : from;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(resolve(folder, '..'), { recursive: true });
    await mkdir(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') throw new UsageError(`"${folder}" is there already: nothing was written`);
    throw new UsageError(`cannot make the folder "${folder}" (${code ?? String(error)})`);
  }
}

async function renew(folder: string, names: NewNames): Promise<void> {
  const labFile = join(folder, 'lab.yaml');
  await writeFile(labFile, renewLabFile(await readFile(labFile, 'utf8'), names));
  const readme = join(folder, 'README.md');
  const text = await readFile(readme, 'utf8').catch(() => '# \n');
  await writeFile(readme, renewReadme(text, names));
}

/** Beside netlab's own labs a relative path, which holds on every machine; elsewhere where netlab is on this one. */
function schemaFor({ root }: Session, folder: string): string {
  const schema = join(root, 'schema/lab.schema.json');
  return relative(root, folder).startsWith('..') ? schema : relative(folder, schema);
}
