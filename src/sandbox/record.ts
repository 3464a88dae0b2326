import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../system/files.ts';
import type { ProcessIdentity } from '../system/processes.ts';
import { findInit } from './find-init.ts';
import { isOpen } from './is-open.ts';
import type { StateDir } from './state-dir.ts';

/**
 * What is written down about a running lab. It holds all that `stop`, `exec` and `status` need, so that they work when the lab's own file
 * has vanished or changed.
 */
export type LabRecord = {
  format: 1;
  lab: string;
  title: string;
  folder: string;
  /** ISO 8601. */
  startedAt: string;
  /** `starting` until the start state stands: a lab found so was interrupted. */
  phase: 'starting' | 'running';
  /** PID 1 of the sandbox, as the machine counts. Its end is the end of the sandbox. */
  init: ProcessIdentity;
  /** Whether only root exists inside (no subordinate ids). */
  singleId: boolean;
  /** On the machine itself: nothing but a PID namespace is between. */
  direct?: true;
  /** Node → number of its sleeping process, as the sandbox counts. The first node is the default one. */
  nodes: Record<string, number>;
  /** Namespace → node, for the namespaces that the lab started with and whose name is unique. */
  namespaces: Record<string, string>;
  workspaces: { path: string; folder: string }[];
  /** For a lab with faults: what chose the one that was planted. */
  seed?: number;
  /** For a lab of an exam, which ends then (ISO 8601). */
  exam?: { endsAt: string; minutes: number };
  /** Hashes of the lab's files when it was started; a record of an earlier netlab has none. */
  edition?: { file: string; topology: string };
};

export type RunningLab = {
  record: LabRecord;
  /** `gone`: the sandbox ended without us (a reboot, a kill); only the record is left. */
  state: 'running' | 'starting' | 'gone';
};

/** The folder of a running lab in the state directory, made if need be. */
export function recordDir(state: StateDir, labId: string): string {
  const dir = join(state.running, labId);
  mkdirSync(join(dir, 'inbox'), { recursive: true, mode: 0o700 });
  return dir;
}

export function writeRecord(state: StateDir, record: LabRecord): void {
  replaceFile(join(recordDir(state, record.lab), 'record.json'), `${JSON.stringify(record, null, 2)}\n`);
}

export function removeRecord(state: StateDir, labId: string): void {
  rmSync(join(state.running, labId), { force: true, recursive: true });
}

/** The record of one lab and whether it still holds. Undefined when there is none; one that cannot be read counts as that of an interrupted start
 * while its sandbox lives, and as none otherwise. */
export function readRunning(state: StateDir, labId: string, inside = false): RunningLab | undefined {
  const record =
    parseRecord(join(state.running, labId, 'record.json')) ?? (inside ? undefined : lostRecord(state, labId));
  if (!record) return undefined;
  // Inside the sandbox its own PID 1 cannot be told from outside numbers; that we run says that it lives.
  if (!inside && !isOpen(record.init)) return { record, state: 'gone' };
  return { record, state: record.phase };
}

/** Every lab on record, the one started last first. */
export function listRunning(state: StateDir, inside = false): RunningLab[] {
  return readdirSync(state.running)
    .map((labId) => readRunning(state, labId, inside))
    .filter((lab) => lab !== undefined)
    .sort((a, b) => (a.record.startedAt < b.record.startedAt ? 1 : -1));
}

/** Folders of labs that neither run nor are recorded: a start was killed before it could write. */
export function listLeftovers(state: StateDir): string[] {
  return readdirSync(state.running).filter((labId) => readRunning(state, labId) === undefined);
}

/** A sandbox whose record cannot be read runs all the same: enough is known to end it. */
function lostRecord(state: StateDir, labId: string): LabRecord | undefined {
  const init = findInit(join(state.running, labId), labId);
  return (
    init && {
      ...{
        format: 1,
        lab: labId,
        title: 'its record cannot be read',
        folder: '',
        startedAt: new Date(0).toISOString(),
      },
      ...{ phase: 'starting', init, singleId: false, nodes: {}, namespaces: {}, workspaces: [] },
    }
  );
}

function parseRecord(path: string): LabRecord | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Enough to act on safely; a file cut short or from a later version is no record. */
function isRecord(value: unknown): value is LabRecord {
  const record = value as Partial<LabRecord> | null;
  return (
    typeof record === 'object' &&
    record?.format === 1 &&
    typeof record.lab === 'string' &&
    typeof record.init?.pid === 'number' &&
    typeof record.nodes === 'object' &&
    typeof record.startedAt === 'string'
  );
}
