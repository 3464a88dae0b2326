import { gradeLab } from '../checks/grade.ts';
import type { Report } from '../checks/report.ts';
import type { GradableLab } from '../lab/lab.ts';
import type { ScriptPart } from '../lab/script.ts';
import type { Hop } from '../sandbox/hop.ts';
import { labNetwork } from '../sandbox/network.ts';
import type { LabRecord } from '../sandbox/record.ts';
import type { RunReport } from './proof-report.ts';

/** A fresh start of a lab, in which one thing is proved. */
export type Stage = { lab: GradableLab; record: LabRecord; hop: Hop; signal: AbortSignal };

export type Finding = Pick<RunReport, 'status' | 'problems' | 'notes' | 'open'>;

/** Milliseconds that one part of a script may take. */
const PART_TIMEOUT_MS = 60_000;

/** What bash(1) with these arguments prints on a node, the first one unless told; `complaint` is undefined when it ran to its end with exit code 0. */
export async function runBash(
  { lab, record, hop }: Stage,
  node: string | undefined,
  args: readonly string[],
  input: string,
): Promise<{ stdout: string; complaint: string | undefined }> {
  const place = node ?? Object.keys(lab.topology.nodes)[0] ?? 'host';
  const bounds = { input, timeoutMs: PART_TIMEOUT_MS };
  const { stdout, stderr, exitCode, timedOut } = await labNetwork(record, false, hop).run(
    place,
    ['bash', ...args],
    bounds,
  );
  if (timedOut) return { stdout, complaint: `still running after ${PART_TIMEOUT_MS / 1000} s` };
  if (exitCode === 0) return { stdout, complaint: undefined };
  return { stdout, complaint: `exit code ${exitCode}: ${(stderr || stdout).trim() || 'without a word'}` };
}

/** Runs parts of a script up to one that fails, which is what it returns. `file` says whose lines they are. */
export async function runParts(stage: Stage, file: string, parts: readonly ScriptPart[]): Promise<Finding | undefined> {
  for (const { node, script, line } of parts) {
    const { complaint } = await runBash(stage, node, ['-eu', '-s'], script);
    if (complaint !== undefined) return broken(`${file}, from line ${line} on: ${complaint}`);
  }
  return undefined;
}

/** What the checks of a lab, or of one task of it, say now. */
export function grade({ record, hop, signal }: Stage, lab: GradableLab, task?: string): Promise<Report> {
  const options = { answers: {}, signal, ...(task !== undefined && { task }) };
  return gradeLab(lab, lab.kinds, labNetwork(record, false, hop), options);
}

/** What is proved does not hold. */
export function broken(problem: string): Finding {
  return { status: 'broken', problems: [problem], notes: [], open: [] };
}
