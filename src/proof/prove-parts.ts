import { gradeLab } from '../checks/grade.ts';
import { isCostly } from '../checks/looking.ts';
import type { Report } from '../checks/report.ts';
import type { GradableLab, LabCheck } from '../lab/lab.ts';
import type { Mistake, ScriptPart, Solution } from '../lab/solution.ts';
import type { Hop } from '../sandbox/hop.ts';
import { labNetwork } from '../sandbox/network.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { judgeMistake, judgeMutant, judgeStart, judgeTasks } from './judge.ts';
import type { Mutant } from './mutants.ts';
import type { RunReport } from './proof-report.ts';

/** A fresh start of a lab, in which one thing is proved. */
export type Stage = { lab: GradableLab; record: LabRecord; hop: Hop; signal: AbortSignal };

export type Finding = Pick<RunReport, 'status' | 'problems' | 'notes' | 'open'>;

/** Milliseconds that one part of a script may take. */
const PART_TIMEOUT_MS = 60_000;

/** At a fresh start every task is open by its own checks, whatever comes before it, and guards hold. */
export async function proveStart(stage: Stage): Promise<Finding> {
  const alone = { ...stage.lab, tasks: stage.lab.tasks.map((task) => ({ ...task, after: [] })) };
  return judgeStart(await grade(stage, impatient(alone)));
}

/** After its part for task N, tasks 1 to N hold, those before N as far as costly checks need not say it; at the end all do. */
export async function proveSolution(stage: Stage, solution: Solution): Promise<Finding> {
  const { lab } = stage;
  const ids = lab.tasks.map(({ id }) => id);
  for (const [index, part] of solution.parts.entries()) {
    const complaint = await runPart(stage, part, '-eu');
    if (complaint !== undefined) return broken([`${whereOf(solution, part)}: ${complaint}`]);
    if (part.task !== undefined && !ids.includes(part.task)) {
      return broken([`${whereOf(solution, part)}: the lab has no task "${part.task}"`]);
    }
    const following = solution.parts[index + 1];
    if (part.task === undefined || following?.task === part.task) continue;
    const report = await grade(stage, following ? upTo(lab, ids.indexOf(part.task)) : lab);
    const finding = judgeTasks(report, following ? `after its part for ${part.task}` : 'at its end');
    if (finding.status !== 'held' || !following) return finding;
  }
  return judgeTasks(await grade(stage, lab), 'at its end');
}

function upTo(lab: GradableLab, index: number): GradableLab {
  const earlier = lab.tasks.slice(0, index).map((task) => {
    return { ...task, checks: task.checks.filter((check) => !isCostly(check, lab.kinds)) };
  });
  return { ...lab, tasks: [...earlier, ...lab.tasks.slice(index, index + 1)] };
}

/** The check that the header names fails, though every command of the script runs. */
export async function proveMistake(stage: Stage, mistake: Mistake): Promise<Finding> {
  for (const part of mistake.parts) {
    const complaint = await runPart(stage, part, '-eu');
    if (complaint !== undefined) return broken([`${whereOf(mistake, part)}: ${complaint}`]);
  }
  const task = stage.lab.tasks.find(({ checks }) => checks.some(({ id }) => id === mistake.caughtBy));
  const near = mistake.caughtBy === undefined ? stage.lab : sparedFor(mistake.caughtBy, stage.lab);
  const found = task && judgeMistake(await grade(stage, near, task.id), mistake.caughtBy);
  // All others are looked at only to say what fails instead.
  return found?.status === 'held' ? found : judgeMistake(await grade(stage, stage.lab), mistake.caughtBy);
}

/** The lab without its costly checks but this one: a task before it that only they find open would hide it from a learner, and is not noticed here. */
function sparedFor(id: string, lab: GradableLab): GradableLab {
  const needed = (check: LabCheck) => check.id === id || !isCostly(check, lab.kinds);
  return { ...lab, tasks: lab.tasks.map((task) => ({ ...task, checks: task.checks.filter(needed) })) };
}

/**
 * At least one check fails: of the changed task when its part has run, or of any at the end. Commands that fail because of the change let
 * the rest go on, as a learner would.
 */
export async function proveMutant(stage: Stage, mutant: Mutant): Promise<Finding> {
  const { lab } = stage;
  for (const [index, part] of mutant.parts.entries()) {
    await runPart(stage, part, '-u');
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

/** Undefined when it ran to its end with exit code 0. */
export async function runPart(
  { lab, record, hop }: Stage,
  part: ScriptPart,
  mode: '-eu' | '-u',
): Promise<string | undefined> {
  const node = part.node ?? Object.keys(lab.topology.nodes)[0] ?? 'host';
  const ran = await labNetwork(record, false, hop).run(node, ['bash', mode, '-s'], {
    input: part.script,
    timeoutMs: PART_TIMEOUT_MS,
  });
  if (ran.timedOut) return `still running after ${PART_TIMEOUT_MS / 1000} s`;
  if (ran.exitCode === 0) return undefined;
  return `exit code ${ran.exitCode}: ${(ran.stderr || ran.stdout).trim() || 'without a word'}`;
}

export function grade({ record, hop, signal }: Stage, lab: GradableLab, task?: string): Promise<Report> {
  const options = { answers: {}, signal, ...(task !== undefined && { task }) };
  return gradeLab(lab, lab.kinds, labNetwork(record, false, hop), options);
}

/** The lab without second looks. */
function impatient(lab: GradableLab): GradableLab {
  const tasks = lab.tasks.map((task) => ({ ...task, checks: task.checks.map((check) => ({ ...check, within: 0 })) }));
  return { ...lab, tasks };
}

function whereOf(script: Solution, part: ScriptPart): string {
  return `${script.file}, from line ${part.line} on`;
}

function broken(problems: string[]): Finding {
  return { status: 'broken', problems, notes: [], open: [] };
}
