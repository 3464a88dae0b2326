import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readOwnFile, replaceFile } from '../system/files.ts';

const schema = z.object({
  format: z.literal(1),
  lab: z.string(),
  /** Tasks that held at least once. */
  tasks: z.record(z.string(), z.object({ doneAt: z.string() })),
  /** How many hints of a task were shown. */
  hints: z.record(z.string(), z.number().int().min(0)),
  /** The latest answer by the id of the check that asks. */
  answers: z.record(z.string(), z.string()),
  /** ISO 8601: when all needed checks held at once for the first time. */
  completedAt: z.string().exactOptional(),
  /** Faults that were mended, and when first (ISO 8601). */
  mended: z.record(z.string(), z.string()).default({}),
  /** Tasks whose solution was shown. */
  solutionsShown: z.array(z.string()),
});

export type Progress = z.output<typeof schema>;

/** `foreign`: something is there that this version cannot read. */
export type FileState = 'sound' | 'missing' | 'foreign';

/** Reads one lab's file and never writes; what cannot be read counts as no progress. */
export function readProgressFile(dir: string, labId: string): { progress: Progress; state: FileState } {
  const none: Progress = { format: 1, lab: labId, tasks: {}, hints: {}, answers: {}, mended: {}, solutionsShown: [] };
  let text: string;
  try {
    text = readOwnFile(fileOf(dir, labId));
  } catch (error) {
    return { progress: none, state: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'foreign' };
  }
  const progress = parse(text);
  return progress ? { progress: { ...progress, lab: labId }, state: 'sound' } : { progress: none, state: 'foreign' };
}

/** Replaces one lab's file. A file that this version could not read is kept beside it as `<lab>.json.bak`. */
export function writeProgressFile(dir: string, labId: string, progress: Progress, before: FileState): void {
  const file = fileOf(dir, labId);
  if (before === 'missing') mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (before === 'foreign') renameSync(file, `${file}.bak`);
  replaceFile(file, `${JSON.stringify(progress, null, 2)}\n`);
}

function parse(text: string): Progress | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function fileOf(dir: string, labId: string): string {
  return join(dir, `${labId}.json`);
}
