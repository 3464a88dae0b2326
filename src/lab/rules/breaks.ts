import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { didYouMean } from '../problems/nearest.ts';
import type { Fault } from '../problems/problem.ts';
import { asList, asRecord } from '../untyped.ts';

/** Faults of a lab have ids of their own and show in checks that there are. */
export function breakFaults(data: unknown): Fault[] {
  const checks = checkIds(data);
  const seen = new Set<unknown>();
  return faultsIn(data).flatMap(({ id, shows, path }) => {
    const again = id !== undefined && seen.has(id);
    seen.add(id);
    const doubled = again
      ? [{ code: 'duplicate-fault', message: `there is another fault "${id}" above`, path: [...path, 'id'] }]
      : [];
    return [...doubled, ...shows.flatMap((check, at) => unknownCheck(check, checks, [...path, 'shows', at]))];
  });
}

/** Each fault has a script that breaks and one that mends. */
export async function scriptFaults(data: unknown, folder: string): Promise<Fault[]> {
  const wanted = faultsIn(data).flatMap(({ id, path }) =>
    id === undefined || !/^[a-z0-9][a-z0-9-]*$/.test(id)
      ? []
      : ['fault.sh', 'solution.sh'].map((name) => ({ script: `faults/${id}/${name}`, path: [...path, 'id'] })),
  );
  const found = await Promise.all(
    wanted.map(async ({ script, path }) => {
      const isThere = await stat(join(folder, script)).then(
        (one) => one.isFile(),
        () => false,
      );
      return isThere
        ? []
        : [{ code: 'missing-file', message: `there is no file "${script}" in the lab's folder`, path }];
    }),
  );
  return found.flat();
}

type Written = { id: string | undefined; shows: readonly string[]; path: readonly PropertyKey[] };

function faultsIn(data: unknown): Written[] {
  return asList(asRecord(data)['faults']).map((fault, index) => {
    const { id, shows } = asRecord(fault);
    return { id: asText(id), shows: asList(shows).flatMap((one) => asText(one) ?? []), path: ['faults', index] };
  });
}

function checkIds(data: unknown): string[] {
  return asList(asRecord(data)['tasks']).flatMap((task) => {
    const { id, checks } = asRecord(task);
    return asList(checks).map((_, index) => `${String(id)}.${index + 1}`);
  });
}

function unknownCheck(check: string, known: readonly string[], path: readonly PropertyKey[]): Fault[] {
  if (known.includes(check)) return [];
  return [
    {
      code: 'unknown-check',
      message: `there is no check "${check}"${didYouMean(check, known, 'the checks are')}`,
      path,
    },
  ];
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
