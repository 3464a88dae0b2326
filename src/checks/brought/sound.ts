import * as z from 'zod';
import { type AnyCheckKind, ProbeError, type Verdict } from '../check.ts';

/** What keeps the export `kinds` of a module from being a list of check kinds, as the end of a sentence. */
export function unsoundness(kinds: unknown): string | undefined {
  if (!Array.isArray(kinds) || kinds.length === 0) return 'it exports no list `kinds`';
  return kinds.map((kind, index) => unsoundKind(kind, index)).find((fault) => fault !== undefined);
}

/** A kind whose judge is not believed blindly: a verdict that is none makes the outcome unknown, never passed. */
export function guarded(kind: AnyCheckKind): AnyCheckKind {
  return {
    ...kind,
    judge(entry, seen) {
      const said = verdict.safeParse(kind.judge(entry, seen));
      if (said.success) return said.data as Verdict;
      throw new ProbeError(`the judge of "${kind.kind}" gave no verdict: ${firstFault(said.error)}`);
    },
  };
}

const verdict = z.object({
  status: z.enum(['passed', 'failed']),
  expected: z.string(),
  found: z.string(),
  because: z.string().optional(),
  evidence: z.object({ command: z.string(), output: z.string() }),
});

const method = z.custom<unknown>((value) => typeof value === 'function', 'not a function');

const shape = z.object({
  kind: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a key is a word such as qdisc'),
  about: z.string().min(1),
  schema: z.custom<z.ZodType>((value) => value instanceof z.ZodType, 'not a zod schema'),
  title: method,
  places: method,
  probe: method,
  judge: method,
  negative: method.optional(),
  exclusive: z.union([z.boolean(), method]).optional(),
  costly: z.boolean().optional(),
});

function unsoundKind(value: unknown, index: number): string | undefined {
  const parsed = shape.safeParse(value);
  const name = (value as { kind?: unknown } | null)?.kind;
  const which = typeof name === 'string' ? `the kind "${name}"` : `kind number ${index + 1}`;
  if (!parsed.success) return `${which} is not one: ${firstFault(parsed.error)}`;
  const fault = unsoundSchema(parsed.data.schema);
  return fault === undefined ? undefined : `${which} ${fault}`;
}

/** Unknown keys must be problems, and editors have something to say about each key. */
function unsoundSchema(schema: z.ZodType): string | undefined {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  if (described.type !== 'object' || described.additionalProperties !== false) {
    return 'needs a strict object as its schema (z.strictObject)';
  }
  const silent = Object.entries(described.properties ?? {}).find(([, key]) => !isDescribed(key));
  return silent === undefined ? undefined : `says nothing about its key "${silent[0]}": add .describe(…)`;
}

function isDescribed(key: unknown): boolean {
  return typeof key === 'object' && key !== null && 'description' in key;
}

function firstFault(error: z.ZodError): string {
  const [issue] = error.issues;
  const where = issue?.path.join('.') ?? '';
  return where === '' ? (issue?.message ?? '') : `\`${where}\`: ${issue?.message ?? ''}`;
}
