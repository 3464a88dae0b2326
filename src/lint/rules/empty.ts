import type { Fault } from '../../lab/problems/problem.ts';
import { asList, asRecord, isRecord } from '../../lab/untyped.ts';
import type { Subject } from '../subject.ts';

/** Keys whose empty list says something: `route: {exact: []}` wants an empty table. */
const MEANT = ['exact', 'run'];

/** A list, map or text in a check that is empty asserts nothing, and a matrix needs two places to have a pair. */
export function emptyFaults({ data, kinds }: Pick<Subject, 'data' | 'kinds'>): Fault[] {
  return asList(asRecord(data)['tasks']).flatMap((task, index) =>
    asList(asRecord(task)['checks']).flatMap((check, position) => {
      const path = ['tasks', index, 'checks', position];
      const keys = Object.keys(asRecord(check)).filter((key) => kinds.has(key) || key === 'control');
      return keys.flatMap((key) => emptyBelow(asRecord(check)[key], [...path, key]));
    }),
  );
}

function emptyBelow(value: unknown, path: readonly PropertyKey[]): Fault[] {
  const key = String(path.at(-1));
  if (MEANT.includes(key)) return [];
  const size = sizeOf(value);
  const fault = (message: string) => [{ code: 'asserts-nothing', message, path, atKey: true }];
  if (size === 0) return fault(`an empty \`${key}\` asserts nothing: fill it, or take the key out`);
  if (key === 'matrix' && size === 1) return fault('a matrix of one place has no pair to try: name two or more');
  if (Array.isArray(value)) return value.flatMap((item, index) => emptyBelow(item, [...path, index]));
  return Object.entries(asRecord(value)).flatMap(([name, item]) => emptyBelow(item, [...path, name]));
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isRecord(value) ? Object.keys(value).length : undefined;
}
