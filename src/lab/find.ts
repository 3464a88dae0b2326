import type { Dirent } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { LabNotFoundError } from '../errors.ts';
import { nearest, quoted } from './problems/nearest.ts';

/** Where the labs are, and which of them a person means. Nothing of a lab is read here. */

/** The folder's name is the lab's: it becomes the name of files, and what a learner types. */
export function isLabId(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{0,62}$/.test(name);
}

/** The ids of the labs below a folder, by number and name. */
export async function labIds(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((): Dirent[] => []);
  const folders = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name);
  const isLab = await Promise.all(folders.map((name) => exists(join(root, name, 'lab.yaml'))));
  return folders.filter((_, index) => isLab[index]).sort(byNumberAndName);
}

/**
 * The folder of the lab a person means: `03-nat`, `03`, `3`, `nat`, or the path of a folder (`.`, or with a slash in it).
 * Throws {@link LabNotFoundError} with the nearest name and the list.
 */
export async function findLab(name: string, root: string, cwd: string): Promise<string> {
  if (name === '.' || name === '..' || name.includes('/')) return findFolder(resolve(cwd, name), name);
  const ids = await labIds(root);
  const exact = ids.filter((id) => id === name);
  const matches = exact.length > 0 ? exact : ids.filter((id) => isMeant(id, name));
  const [only, ...others] = matches;
  if (only === undefined) throw notFound(name, ids, root);
  if (others.length === 0) return join(root, only);
  throw new LabNotFoundError(`"${name}" may be ${matches.map((id) => `"${id}"`).join(' or ')}`, {
    next: matches.map((id) => `netlab start ${id}`),
  });
}

/** Names are of ASCII letters, so that nobody waits 10 ms until V8 has loaded the rules of a language. */
function byNumberAndName(a: string, b: string): number {
  return numberOf(a) - numberOf(b) || (a < b ? -1 : 1);
}

function numberOf(id: string): number {
  return Number(/^[0-9]*/.exec(id)?.[0] || Number.POSITIVE_INFINITY);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function isMeant(id: string, name: string): boolean {
  const [number] = /^[0-9]+(?=-)/.exec(id) ?? [];
  if (number === undefined) return false;
  return shortName(id) === name || (/^[0-9]+$/.test(name) && Number(name) === Number(number));
}

async function findFolder(folder: string, name: string): Promise<string> {
  if (await exists(join(folder, 'lab.yaml'))) return folder;
  const isFile = basename(folder) === 'lab.yaml';
  throw new LabNotFoundError(`there is no lab in "${name}": a lab is a folder with a lab.yaml`, {
    next: isFile ? [`name the folder: ${name.slice(0, -'lab.yaml'.length) || '.'}`] : ['netlab list'],
  });
}

function notFound(name: string, ids: readonly string[], root: string): LabNotFoundError {
  if (ids.length === 0) return new LabNotFoundError(`no lab "${name}": there are no labs in ${root}`);
  const near = nearest(name, [...ids, ...ids.map(shortName)]);
  const id = ids.find((candidate) => candidate === near || shortName(candidate) === near);
  const guess = id === undefined ? '' : ` Did you mean "${id}"?`;
  return new LabNotFoundError(`there is no lab "${name}".${guess} The labs are ${quoted(ids)}`, {
    next: [id === undefined ? 'netlab list' : `netlab start ${id}`],
  });
}

/** `nat` of `03-nat`. */
function shortName(id: string): string {
  return id.replace(/^[0-9]+-/, '');
}
