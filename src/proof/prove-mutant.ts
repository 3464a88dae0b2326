import { gradeLab } from '../checks/grade.ts';
import type { Report } from '../checks/report.ts';
import type { GradableLab, LabCheck } from '../lab/lab.ts';
import { labNetwork } from '../sandbox/network.ts';
import { judgeMutant } from './judge.ts';
import type { Mutant } from './mutants.ts';
import { type Finding, runBash, type Stage } from './stage.ts';

/**
 * At least one check fails: of the changed task when its part has run, or of any at the end. Commands that fail because of the change let
 * the rest go on, as a learner would.
 */
export async function proveMutant(stage: Stage, mutant: Mutant): Promise<Finding> {
  const { lab } = stage;
  for (const [index, part] of mutant.parts.entries()) {
    await runBash(stage, part.node, ['-u', '-s'], part.script);
    const following = mutant.parts[index + 1];
    if (part.task !== mutant.task || !following || following.task === part.task) continue;
    const task = lab.tasks.find(({ id }) => id === part.task);
    const found = task && (await gradeUntilFailure(stage, { ...lab, tasks: [{ ...task, after: [] }] }));
    const finding = found && judged(found, undefined);
    if (finding?.status === 'held') return finding;
  }
  return judged(await gradeUntilFailure(stage, lab), mutant.optional);
}

function judged(found: Report | { caughtBy: string }, optional: string | undefined): Finding {
  if (!('caughtBy' in found)) return judgeMutant(found, optional);
  return { status: 'held', problems: [], notes: [`caught by ${found.caughtBy}`], open: [] };
}

/** The report, or the first needed check that is seen to fail and would not be tried again: no need to wait for the others. */
async function gradeUntilFailure(
  { record, hop, signal }: Stage,
  lab: GradableLab,
): Promise<Report | { caughtBy: string }> {
  const stop = new AbortController();
  let caughtBy: string | undefined;
  const onLook = ({ id, optional, within }: LabCheck, status: string) => {
    if (status !== 'failed' || optional || within > 0) return;
    caughtBy ??= id;
    stop.abort();
  };
  try {
    const network = labNetwork(record, false, hop);
    const options = { answers: {}, onLook, sparing: true, signal: AbortSignal.any([signal, stop.signal]) };
    return await gradeLab(lab, lab.kinds, network, options);
  } catch (error) {
    if (caughtBy === undefined || signal.aborted) throw error;
    return { caughtBy };
  }
}
