import type { Dirent } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { LabNotFoundError } from '../errors.ts';
import type { Lab } from './lab.ts';
import { nearest, quoted } from './problems/nearest.ts';
import { parseYaml } from './problems/yaml.ts';
import { headerKeys, taskKeys } from './schema.ts';
import { readSource } from './source.ts';

/** A lab as a list shows it. Its checks have not been read, so it may be broken all the same. */
export type LabListing = {
  id: string;
  /** Absolute path. */
  folder: string;
  title: string;
  summary: string;
  level: Lab['level'];
  minutes: number;
  after: readonly string[];
  tasks: readonly { id: string; title: string }[];
};

/** A folder whose lab.yaml cannot be listed, and why, in a few words. */
export type BrokenListing = { id: string; folder: string; broken: string };

/** The labs below a folder, by number and name. One broken lab does not hide the others. */
export async function listLabs(root: string): Promise<(LabListing | BrokenListing)[]> {
  const ids = await labIds(root);
  return Promise.all(ids.map((id) => listLab(id, root)));
}

/** The ids of the labs below a folder, by number and name; nothing of them is read. */
export async function labIds(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((): Dirent[] => []);
  const folders = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name);
  const isLab = await Promise.all(folders.map((name) => exists(join(root, name, 'lab.yaml'))));
  return folders.filter((_, index) => isLab[index]).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
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

/** One lab below a folder, as a list shows it. It is read whole, which takes some milliseconds. */
export async function listLab(id: string, root: string): Promise<LabListing | BrokenListing> {
  const folder = join(root, id);
  const source = await readSource(join(folder, 'lab.yaml'));
  if (!('text' in source)) return { id, folder, broken: source.message };
  const { data, faults } = parseYaml(source.text);
  if (faults[0] !== undefined) return { id, folder, broken: faults[0].message };
  const parsed = listingSchema().safeParse(data);
  if (parsed.success) return { id, folder, ...parsed.data };
  const [issue] = parsed.error.issues;
  return { id, folder, broken: `${issue?.path.join('.') || 'lab.yaml'} is missing or wrong` };
}

function listingSchema() {
  const { title, summary, level, minutes, after } = headerKeys;
  const task = z.object({ id: taskKeys.id, title: taskKeys.title });
  return z.object({ title, summary, level, minutes, after, tasks: z.array(task) });
}
