import { availableParallelism } from 'node:os';
import { LabStateError } from '../errors.ts';
import type { GradableLab } from '../lab/lab.ts';
import { readRunning } from '../sandbox/record.ts';
import type { Session } from '../session/session.ts';
import { type PerformOptions, perform } from './perform.ts';
import { labProof, type ProofReport, type RunReport } from './proof-report.ts';
import { planRuns, type Run, type RunPlan } from './runs.ts';
import { clearAbandoned } from './scratch.ts';

export type ProveOptions = RunPlan & {
  /** A mutant that survives breaks the proof. */
  strict: boolean;
  /** The first sandbox of each lab in which something does not hold is left running. */
  keep: boolean;
  /** Sandboxes side by side; four for each processor unless told, since most of them wait for an answer that must not come. */
  jobs: number | undefined;
  signal: AbortSignal;
  /** Called once with all runs, and then for each run that has ended. */
  onPlan?: (runs: readonly Run[]) => void;
  onRun?: (lab: string, run: RunReport) => void;
};

/** Proves that labs can be done and that their checks catch what is wrong. Rejects with CancelledError when `signal` aborts. */
export async function proveLabs(
  session: Session,
  labs: readonly GradableLab[],
  options: ProveOptions,
): Promise<ProofReport> {
  const began = performance.now();
  await clearAbandoned(session.root);
  const runs = (await Promise.all(labs.map((lab) => planRuns(lab, options)))).flat();
  const settings = performOptions(session, labs, options);
  options.onPlan?.(runs);
  const reports = new Map<Run, RunReport>();
  await sideBySide(longestFirst(runs), options.jobs ?? 4 * availableParallelism(), options.signal, async (run) => {
    const report = await perform(run, settings);
    options.onRun?.(run.lab.id, report);
    reports.set(run, report);
  });
  const proofs = labs.map((lab) => {
    const own = runs.filter((run) => run.lab === lab).flatMap((run) => reports.get(run) ?? []);
    return labProof(lab.id, own, options.strict);
  });
  const proved = proofs.every((proof) => proof.proved);
  return { proved, strict: options.strict, labs: proofs, ms: Math.round(performance.now() - began) };
}

function performOptions(
  session: Session,
  labs: readonly GradableLab[],
  { keep, strict, signal }: ProveOptions,
): PerformOptions {
  const name = (lab: GradableLab) => (keep ? `${lab.id}-kept` : lab.id);
  for (const lab of keep ? labs : []) {
    if (readRunning(session.state, name(lab))?.state !== 'running') continue;
    throw new LabStateError(`${name(lab)} is still running`, { next: [`netlab stop ${name(lab)}`] });
  }
  const kept = new Set<GradableLab>();
  return {
    session,
    signal,
    mayKeep: keep,
    nameOf: ({ lab }) => name(lab),
    keep: ({ lab }, status) => {
      if (!keep || kept.has(lab) || (status === 'survived' && !strict)) return false;
      kept.add(lab);
      return true;
    },
  };
}

/** A solution is graded after each of its parts: begun late, one is alone at the end. */
function longestFirst(runs: readonly Run[]): Run[] {
  const rank = ({ kind }: Run) => (kind === 'solution' ? 0 : 1);
  return runs.toSorted((one, other) => rank(one) - rank(other));
}

/** At most `width` at work at a time. After a failure nothing new begins, and what runs is awaited. */
async function sideBySide<In>(
  inputs: readonly In[],
  width: number,
  signal: AbortSignal,
  work: (input: In) => Promise<void>,
): Promise<void> {
  const ahead = inputs.values();
  let failed = false;
  const worker = async () => {
    for (const input of ahead) {
      if (failed || signal.aborted) break;
      try {
        await work(input);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: width }, worker));
  const failure = ended.find((one) => one.status === 'rejected');
  if (failure) throw failure.reason;
}
