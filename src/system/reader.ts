import type * as z from 'zod';

/**
 * One way to read one kind of kernel state: the command, and how to understand what it prints. There is one reader per
 * state, so that many checks share one run. `parse` throws a {@link SyntaxError} for output it does not understand.
 */
export type Reader<T> = {
  argv: readonly string[];
  parse(stdout: string): T;
};

/**
 * Understands the JSON lists of iproute2 (`ip -j`, `bridge -j`). An empty text is an empty list, and the `{}` that some
 * versions print for filtered-out entries are left out.
 */
export function parseJsonList<T>(item: z.ZodType<T>, stdout: string): T[] {
  const text = stdout.trim();
  if (text === '') return [];
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new SyntaxError('a JSON list was due');
  return list.filter((entry) => !isEmptyObject(entry)).map((entry) => parseItem(item, entry));
}

function isEmptyObject(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && Object.keys(entry).length === 0;
}

function parseItem<T>(item: z.ZodType<T>, entry: unknown): T {
  const parsed = item.safeParse(entry);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new SyntaxError(`"${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'not understood'}`);
}
