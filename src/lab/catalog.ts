import { join } from 'node:path';
import * as z from 'zod';
import { labIds } from './find.ts';
import type { Lab } from './lab.ts';
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
