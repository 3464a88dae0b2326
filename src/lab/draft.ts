import * as z from 'zod';
import { type CheckKinds, checkSchema } from './schema.ts';
import { type Topology, topologySchema } from './topology-schema.ts';
import { asList, asRecord } from './untyped.ts';

/**
 * What could be understood of a lab file, faulty or not, so that rules across the file are checked even where one key of it
 * is wrong. Parts that do not parse are left out.
 */
export type Draft = { topology: Topology | undefined; tasks: DraftTask[] };

export type DraftTask = {
  path: readonly PropertyKey[];
  id: string | undefined;
  after: readonly string[];
  checks: DraftCheck[];
};

export type DraftCheck = {
  path: readonly PropertyKey[];
  kind: string;
  entry: unknown;
  control: { kind: string; entry: unknown } | undefined;
};

export function draftLab(data: unknown, kinds: CheckKinds): Draft {
  const file = asRecord(data);
  const topology = topologySchema.safeParse(file['topology'] === undefined ? {} : file['topology']);
  const entry = checkSchema(kinds);
  return {
    topology: topology.success ? topology.data : undefined,
    tasks: asList(file['tasks']).map((task, index) => draftTask(task, ['tasks', index], kinds, entry)),
  };
}

/** The one kind an entry or a control uses, or undefined when it uses none or several. */
export function kindOf(entry: Readonly<Record<string, unknown>>, kinds: CheckKinds): string | undefined {
  const used = Object.keys(entry).filter((key) => kinds.has(key) && entry[key] !== undefined);
  return used.length === 1 ? used[0] : undefined;
}

function draftTask(
  data: unknown,
  path: readonly PropertyKey[],
  kinds: CheckKinds,
  schema: ReturnType<typeof checkSchema>,
): DraftTask {
  const task = asRecord(data);
  const id = z.string().safeParse(task['id']).data;
  const after = z.array(z.string()).safeParse(task['after']).data ?? [];
  const checks = asList(task['checks']).flatMap((check, index) => {
    const parsed = schema.safeParse(check);
    return parsed.success ? draftCheck(parsed.data, [...path, 'checks', index], kinds) : [];
  });
  return { path, id, after, checks };
}

function draftCheck(check: Record<string, unknown>, path: readonly PropertyKey[], kinds: CheckKinds): DraftCheck[] {
  const kind = kindOf(check, kinds);
  if (kind === undefined) return [];
  const control = asRecord(check['control']);
  const controlKind = kindOf(control, kinds);
  return [
    {
      path,
      kind,
      entry: check[kind],
      control: controlKind === undefined ? undefined : { kind: controlKind, entry: control[controlKind] },
    },
  ];
}
