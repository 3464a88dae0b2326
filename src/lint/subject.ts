import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import type { CheckKinds } from '../lab/schema.ts';

/** What rules look at: a lab without problems, its file as data, and all other files of its folder. */
export type Subject = {
  lab: Lab;
  /** lab.yaml as it was written, before defaults. */
  data: unknown;
  files: LabFiles;
  kinds: CheckKinds;
  known: Known;
};

/** The files of a lab's folder, as paths relative to it. */
export type LabFiles = { all: readonly string[]; scripts: readonly Script[] };

/** A shell script that completes the lab, gets it wrong, or breaks it. `fault` is the one that it belongs to. */
export type Script = { path: string; role: 'solution' | 'mistake' | 'fault'; fault: string | undefined; text: string };

/** What a lab may name that is not in its folder. */
export type Known = {
  /** Ids of labs that `after` may name. */
  labs: readonly string[];
  /** Words that `requires` may name: kernel features and programs. */
  requirements: readonly string[];
};

/** Reads what a lab's folder holds. A folder that is not there holds nothing. */
export async function labFiles(folder: string): Promise<LabFiles> {
  const top = await readdir(folder, { withFileTypes: true });
  const below = await Promise.all(['files', 'solutions', 'mistakes', 'faults'].map((name) => filesBelow(folder, name)));
  const all = [...top.filter((entry) => !entry.isDirectory()).map(({ name }) => name), ...below.flat()].sort();
  const scripts = await Promise.all(all.flatMap((path) => readScript(folder, path)));
  return { all, scripts };
}

async function filesBelow(folder: string, name: string): Promise<string[]> {
  const entries = await readdir(join(folder, name), { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function readScript(folder: string, path: string): Promise<Script>[] {
  const [, fault, own = path] = /^faults\/([^/]+)\/(.*)$/.exec(path) ?? [];
  const role = roleOf(own, fault !== undefined);
  if (role === undefined) return [];
  // A script that cannot be read has no parts, and the rules say so.
  const text = readFile(join(folder, path), 'utf8').catch(() => '');
  return [text.then((read): Script => ({ path, role, fault, text: read }))];
}

function roleOf(path: string, ofFault: boolean): Script['role'] | undefined {
  if (path === 'solution.sh' || /^solutions\/[^/]+\.sh$/.test(path)) return 'solution';
  if (ofFault && path === 'fault.sh') return 'fault';
  return /^mistakes\/[^/]+\.sh$/.test(path) ? 'mistake' : undefined;
}
