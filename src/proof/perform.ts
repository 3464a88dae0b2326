import { CancelledError } from '../errors.ts';
import { closeSandbox } from '../sandbox/close.ts';
import { openHop } from '../sandbox/hop.ts';
import type { Session } from '../session/session.ts';
import type { Mutant } from './mutants.ts';
import type { RunReport } from './proof-report.ts';
import { plant, proveFault, proveWhole } from './prove-faults.ts';
import { proveMistake } from './prove-mistake.ts';
import { proveMutant } from './prove-mutant.ts';
import { proveSolution, proveStart } from './prove-solution.ts';
import type { Run } from './runs.ts';
import { keepScratch, type Scratch, startScratch, stopScratch } from './scratch.ts';
import type { Finding, Stage } from './stage.ts';

export type PerformOptions = {
  /** The author's own session. */
  session: Session;
  signal: AbortSignal;
  /** Whether any sandbox may be kept. */
  mayKeep: boolean;
  /** Asked once a run has failed: true keeps its sandbox. */
  keep(run: Run, status: RunReport['status']): boolean;
  /** The name under which a lab is started: its own, or the one that a kept sandbox will have. */
  nameOf(run: Run): string;
};

/** Starts a sandbox, proves one thing in it, and stops it twice. Rejects only with CancelledError and bugs. */
export async function perform(run: Run, options: PerformOptions): Promise<RunReport> {
  const began = performance.now();
  const finding = await inSandbox(run, options);
  return {
    kind: run.kind,
    name: run.name,
    round: run.round,
    ...finding,
    mutant: run.kind === 'mutation' ? reported(run.mutant) : null,
    ms: Math.round(performance.now() - began),
  };
}

function reported({ file, line, change, was, now }: Mutant): RunReport['mutant'] {
  return { file, line, change, was, now };
}

type Outcome = Finding & { kept: RunReport['kept'] };

async function inSandbox(run: Run, options: PerformOptions): Promise<Outcome> {
  const lab = { ...run.lab, id: options.nameOf(run) };
  let scratch: Scratch;
  try {
    scratch = await startScratch(lab, options.session.root, options.mayKeep, options.signal);
  } catch (error) {
    return { ...couldNot(error), kept: null };
  }
  const end = () => void closeSandbox(scratch.record.init);
  options.signal.addEventListener('abort', end, { once: true });
  const { record } = scratch;
  const stage = { lab, record, hop: openHop(record, false), signal: options.signal };
  const finding = await brokenFirst(run, stage).catch(couldNotUnlessCancelled);
  options.signal.removeEventListener('abort', end);
  if (!options.signal.aborted && finding && finding.status !== 'held' && options.keep(run, finding.status)) {
    return { ...finding, kept: keepScratch(scratch, options.session) };
  }
  const left = await stopScratch(scratch);
  if (options.signal.aborted || !finding) throw new CancelledError('interrupted: every sandbox is closed again');
  if (left.length === 0) return { ...finding, kept: null };
  return { ...finding, status: 'broken', problems: [...finding.problems, ...left], kept: null };
}

/** Plants the fault, if the run is about one, and proves the rest. */
async function brokenFirst(run: Run, stage: Stage): Promise<Finding> {
  return (run.fault && (await plant(stage, run.fault))) ?? prove(run, stage);
}

function prove(run: Run, stage: Stage): Promise<Finding> {
  if (run.kind === 'start') return stage.lab.faults.length > 0 ? proveWhole(stage) : proveStart(stage);
  if (run.kind === 'fault') return proveFault(stage, run.fault);
  if (run.kind === 'solution') return proveSolution(stage, run.solution);
  return run.kind === 'mistake' ? proveMistake(stage, run.mistake) : proveMutant(stage, run.mutant);
}

function couldNotUnlessCancelled(error: unknown): Finding | undefined {
  return error instanceof CancelledError ? undefined : couldNot(error);
}

/** A sandbox that does not open or does not answer says nothing about the lab. */
function couldNot(error: unknown): Finding {
  if (error instanceof CancelledError || !(error instanceof Error)) throw error;
  return { status: 'unknown', problems: [error.message], notes: [], open: [] };
}
