import { join } from 'node:path';
import type { AnyCheckKind } from '../checks/check.ts';
import { quoted } from './problems/nearest.ts';
import type { Fault } from './problems/problem.ts';
import { parseYaml } from './problems/yaml.ts';
import { type CheckKinds, commonCheckKeys } from './schema.ts';
import { readSource } from './source.ts';
import { asList, asRecord } from './untyped.ts';

/** How a lab's own kinds of checks are loaded. Handed in, since `lab` runs nothing: it may refuse, and says why. */
export type BringKinds = (written: string, folder: string) => Promise<Brought>;

export type Brought = { kinds: readonly AnyCheckKind[] } | { code: string; message: string };

/** For readers that only want to know what a lab is, and must not run a program of it. */
export const bringNone: BringKinds = async (written) => ({
  code: 'kind-not-loaded',
  message: `the kinds of "${written}" are not loaded here`,
});

/** netlab's own kinds and those that the key `kinds` of a lab file names, or what is wrong with that key. */
export async function withBrought(
  data: unknown,
  folder: string,
  own: CheckKinds,
  bring: BringKinds,
): Promise<{ kinds: CheckKinds; faults: Fault[] }> {
  const kinds = new Map(own);
  const faults: Fault[] = [];
  for (const [index, written] of asList(asRecord(data)['kinds']).entries()) {
    if (typeof written !== 'string') continue;
    const path = ['kinds', index];
    const brought = await bring(written, folder);
    if ('code' in brought) {
      faults.push({ ...brought, path });
      continue;
    }
    const taken = brought.kinds.map(({ kind }) => kind).filter((kind) => kinds.has(kind) || isCommon(kind));
    if (taken.length > 0) faults.push({ code: 'kind-taken', message: takenMessage(written, taken), path });
    for (const kind of brought.kinds) kinds.set(kind.kind, kind);
  }
  return { kinds, faults };
}

/** What the key `kinds` of the lab file in a folder names. Empty when the file cannot be read. */
export async function kindsNamedIn(folder: string): Promise<readonly string[]> {
  const source = await readSource(join(folder, 'lab.yaml'));
  const data = 'text' in source ? parseYaml(source.text).data : undefined;
  return asList(asRecord(data)['kinds']).filter((written) => typeof written === 'string');
}

function isCommon(kind: string): boolean {
  return commonCheckKeys.includes(kind);
}

function takenMessage(written: string, taken: readonly string[]): string {
  return `"${written}" brings ${quoted(taken)}, which a check entry has already: choose another name`;
}
