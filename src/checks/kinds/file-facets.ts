import { isDeepStrictEqual } from 'node:util';
import type { FileStatus } from '../../system/stat.ts';
import type { Facet } from '../parts/facets.ts';
import { asList } from '../parts/terms.ts';
import type { FileEntry } from './file.ts';

/** What a `file` entry asks of a file that is there, each as one facet. */
export function fileFacets(entry: FileEntry, status: FileStatus, content: string): Facet[] {
  const { path } = entry;
  const facets: Facet[] = [];
  if (entry.mode !== undefined) {
    const wanted = Number.parseInt(entry.mode, 8);
    facets.push({
      holds: status.mode === wanted,
      expected: `mode ${octal(wanted)}`,
      found: `mode ${octal(status.mode)}`,
    });
  }
  if (entry.executable !== undefined) facets.push(executableFacet(path, entry.executable, status));
  for (const text of asList(entry.contains)) {
    const holds = content.includes(text);
    facets.push({
      holds,
      expected: `"${text}" in ${path}`,
      found: holds ? `"${text}" in ${path}` : whatInstead(content),
    });
  }
  for (const text of asList(entry.lacks)) {
    const holds = !content.includes(text);
    facets.push({
      holds,
      expected: `no "${text}" in ${path}`,
      found: holds ? `no "${text}" in ${path}` : `"${text}" in ${path}`,
    });
  }
  return entry.json === undefined ? facets : [...facets, ...jsonFacets(path, entry.json, content)];
}

function executableFacet(path: string, wanted: boolean, status: FileStatus): Facet {
  const is = (status.mode & 0o111) !== 0;
  return {
    holds: is === wanted,
    expected: wanted ? 'executable' : 'not executable',
    found: is ? 'executable' : `mode ${octal(status.mode)}, which nobody may execute`,
    because: wanted ? `\`chmod +x ${path}\` makes it a program.` : undefined,
  };
}

function jsonFacets(path: string, wanted: Readonly<Record<string, unknown>>, content: string): Facet[] {
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    return [{ holds: false, expected: `JSON in ${path}`, found: 'text that is not JSON', because }];
  }
  return Object.entries(wanted).map(([key, value]) => {
    const found = valueAt(data, key);
    return {
      holds: isDeepStrictEqual(found, value),
      expected: `${key}: ${JSON.stringify(value)}`,
      found: found === undefined ? `no ${key}` : `${key}: ${JSON.stringify(found)}`,
    };
  });
}

/** `plugins.0.type`: names and positions. A whole key with dots in it, as in `net.ipv4.ip_forward`, is found first. */
function valueAt(data: unknown, key: string): unknown {
  if (typeof data !== 'object' || data === null) return undefined;
  if (Object.hasOwn(data, key)) return (data as Record<string, unknown>)[key];
  const dot = key.indexOf('.');
  const first = key.slice(0, dot);
  if (dot < 0 || !Object.hasOwn(data, first)) return undefined;
  return valueAt((data as Record<string, unknown>)[first], key.slice(dot + 1));
}

function whatInstead(content: string): string {
  return content.trim() === '' ? 'an empty file' : 'other text';
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
