import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { sha256 } from './sha256.ts';

/** What a lab was made of when it was read: a hash of its file, and one of all that its start state is built from. */
export type Edition = { file: string; topology: string };

/** The edition that the files of a lab's folder are now. */
export function editionOf(lab: Lab): Edition {
  const sources = sourcesOf(lab).flatMap((path) => filesBelow(lab.folder, path));
  const topology = sha256().update(JSON.stringify(lab.topology));
  for (const path of sources) topology.update(`\0${path}\0`).update(contentOf(join(lab.folder, path)));
  const file = sha256().update(contentOf(join(lab.folder, 'lab.yaml')));
  return { file: file.digest('hex'), topology: topology.digest('hex') };
}

/** Files and folders that are put in place, and the script; workspaces are the learner's own from the first start on. */
function sourcesOf({ topology }: Lab): string[] {
  const files = Object.values(topology.nodes).flatMap((node) => Object.values(node.files));
  return [...files.map(({ from }) => from), topology.setup].filter((path) => path !== undefined);
}

function filesBelow(folder: string, path: string): string[] {
  if (!statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(join(folder, path), { recursive: true })
    .map((name) => join(path, String(name)))
    .sort();
}

/** A file that cannot be read is an edition too: its faults are told elsewhere. */
function contentOf(path: string): Buffer | string {
  try {
    return readFileSync(path);
  } catch {
    return '';
  }
}
