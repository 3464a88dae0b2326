import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The lines of a script that one node runs for one task, as one `bash -eu` script. */
export type ScriptPart = {
  /** The task it completes; undefined for lines that stand before any `# task:` line. */
  task: string | undefined;
  /** The node it runs on; undefined for the first node. */
  node: string | undefined;
  script: string;
  /** Line of the file where `script` begins, from 1. */
  line: number;
};

/**
 * The parts of a solution or mistake script. A line `# task: ID` begins the part that completes a task, on the first node;
 * `# on: NODE` says where the lines after it run. Parts without a command are left out, unless a task has no other: then
 * there is nothing to do for it, and its one part says so.
 */
export function parseScript(text: string): ScriptPart[] {
  const parts = sections(text).map(({ lines, ...part }) => ({ ...part, script: `${lines.join('\n').trimEnd()}\n` }));
  const busy = new Set(parts.filter(hasCommand).map(({ task }) => task));
  const idle = new Set<string | undefined>([undefined, ...busy]);
  return parts.filter((part) => {
    if (hasCommand(part)) return true;
    const isOnly = !idle.has(part.task);
    idle.add(part.task);
    return isOnly;
  });
}

/** What a line `# task: ID` or `# on: NODE` of a script says; undefined for any other line. */
export function markerOf(line: string): { key: 'task' | 'on'; value: string } | undefined {
  const [, key, value] = /^#\s*(task|on):\s*(\S+)\s*$/.exec(line) ?? [];
  return key === undefined || value === undefined ? undefined : { key: key === 'task' ? 'task' : 'on', value };
}

type Section = Omit<ScriptPart, 'script'> & { lines: string[] };

function sections(text: string): Section[] {
  let current: Section = { task: undefined, node: undefined, line: 1, lines: [] };
  const found = [current];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const marker = markerOf(line);
    if (marker === undefined) {
      current.lines.push(line);
      continue;
    }
    const { key, value } = marker;
    const where = key === 'task' ? { task: value, node: undefined } : { task: current.task, node: value };
    current = { ...where, line: index + 2, lines: [] };
    found.push(current);
  }
  return found;
}

function hasCommand({ script }: ScriptPart): boolean {
  return script.split('\n').some((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
}

/** What a line in the head of a mistake may tell. */
export type HeaderKey = 'caught by' | 'about' | 'edits';

/** The value of a line in the head of a script, such as `# about: one sentence`. */
export function header(text: string, key: HeaderKey): string | undefined {
  const line = text.split(/\r?\n/).find((candidate) => candidate.startsWith(`# ${key}:`));
  return line?.slice(key.length + 3).trim() || undefined;
}

/** The scripts of a folder, by name; none where there is no such folder. */
export async function scriptsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith('.sh'))
    .sort()
    .map((name) => join(folder, name));
}
