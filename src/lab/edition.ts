import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from './lab.ts';

/**
 * What a lab was made of when it was started: a checksum of its file, and one of all that its start state is built from. They tell whether somebody has edited it,
 * and need be no more than that.
 */
export type Edition = { file: string; topology: string };

/** The edition that the files of a lab's folder are now. */
export function editionOf(lab: Lab): Edition {
  const sources = sourcesOf(lab).flatMap((path) => filesBelow(lab.folder, path));
  const parts = sources.flatMap((path) => [`\0${path}\0`, contentOf(join(lab.folder, path))]);
  return {
    file: checksum([contentOf(join(lab.folder, 'lab.yaml'))]),
    topology: checksum([JSON.stringify(lab.topology), ...parts]),
  };
}

/** The CRC-32 of all parts together, in hex, and their length, as cksum(1) has it. node:zlib takes a millisecond to load, node:crypto five. */
function checksum(parts: readonly (string | Buffer)[]): string {
  const { crc32 } = process.getBuiltinModule('node:zlib');
  const length = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  return `${parts.reduce((crc, part) => crc32(part, crc), 0).toString(16)}.${length}`;
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
