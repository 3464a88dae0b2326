import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Area } from './area.ts';

const ROOT = '/proc/sys/net';

/** Setting → value: every writable one of the machine's network, sysctl(8), by its path below /proc/sys/net. */
export type Settings = Record<string, string>;

/** Settings of the network are put back where they differ; those of an interface that is not there any more are gone with it. */
export const settings: Area<Settings> = {
  async read() {
    return Object.fromEntries(walk(''));
  },
  repair(before, now) {
    const changed = Object.entries(before).filter(([path, value]) => path in now && now[path] !== value);
    if (changed.length === 0) return [];
    // What is written for all interfaces is written to each of them: those come after.
    const sorted = changed.toSorted(([a], [b]) => Number(isOfOne(a)) - Number(isOfOne(b)));
    const script = 'while IFS= read -r path && IFS= read -r value; do printf "%s\\n" "$value" >"$path"; done';
    return [
      { argv: ['sh', '-c', script], input: sorted.map(([path, value]) => `${ROOT}/${path}\n${value}\n`).join('') },
    ];
  },
};

function isOfOne(path: string): boolean {
  return /\/(conf|neigh)\/(?!all\/|default\/)/.test(path);
}

function* walk(folder: string): Generator<[string, string]> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (isKept(path)) {
      const value = read(path);
      if (value !== undefined) yield [path, value];
    }
  }
}

/** Writable, and more than a button to press. */
function isKept(path: string): boolean {
  return (statSync(join(ROOT, path)).mode & 0o200) !== 0 && !path.endsWith('/flush');
}

/** Undefined for one that cannot be read, as long as it was never written (stable_secret), and for one of several lines. */
function read(path: string): string | undefined {
  try {
    const value = readFileSync(join(ROOT, path), 'utf8').trimEnd();
    return value.includes('\n') ? undefined : value;
  } catch {
    return undefined;
  }
}
