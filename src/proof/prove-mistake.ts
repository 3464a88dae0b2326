import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { isCostly } from '../checks/looking.ts';
import type { GradableLab, LabCheck } from '../lab/lab.ts';
import type { Mistake } from '../lab/mistake.ts';
import { parseScript } from '../lab/script.ts';
import { listSolutions } from '../lab/solution.ts';
import { judgeMistake } from './judge.ts';
import { broken, type Finding, grade, runBash, runParts, type Stage } from './stage.ts';

/** The check that the header names fails, alone and beside the others, though every command of the script runs. */
export async function proveMistake(stage: Stage, mistake: Mistake): Promise<Finding> {
  const failed = await makeMistake(stage, mistake);
  if (failed) return failed;
  const { caughtBy } = mistake;
  const isChance = caughtBy !== undefined && (await holdsAlone(stage, caughtBy));
  const finding = await judgeBeside(stage, caughtBy);
  if (!isChance || finding.status !== 'held') return finding;
  return broken(`${caughtBy} passes when it is looked at alone: what other checks do at the same moment makes it fail`);
}

/** Whether a check holds at a first look while no other probe runs. Costly checks have hosts of their own, and nobody beside them. */
async function holdsAlone(stage: Stage, id: string): Promise<boolean> {
  const { lab } = stage;
  const isIt = (check: LabCheck) => check.id === id && !isCostly(check, lab.kinds);
  const tasks = lab.tasks.flatMap((task) => {
    const checks = task.checks.filter(isIt).map((check) => ({ ...check, within: 0 }));
    return checks.length === 0 ? [] : [{ ...task, after: [], checks }];
  });
  if (tasks.length === 0) return false;
  const report = await grade(stage, { ...lab, tasks });
  return report.tasks.every(({ checks }) => checks.every(({ status }) => status === 'passed'));
}

/** All others are looked at only where the named check does not fail, to say what fails instead. */
async function judgeBeside(stage: Stage, caughtBy: string | undefined): Promise<Finding> {
  const task = stage.lab.tasks.find(({ checks }) => checks.some(({ id }) => id === caughtBy));
  const near = caughtBy === undefined ? stage.lab : sparedFor(caughtBy, stage.lab);
  const found = task && judgeMistake(await grade(stage, near, task.id), caughtBy);
  return found?.status === 'held' ? found : judgeMistake(await grade(stage, stage.lab), caughtBy);
}

/** The lab without its costly checks but this one: a task before it that only they find open would hide it from a learner, and is not noticed here. */
function sparedFor(id: string, lab: GradableLab): GradableLab {
  const needed = (check: LabCheck) => check.id === id || !isCostly(check, lab.kinds);
  return { ...lab, tasks: lab.tasks.map((task) => ({ ...task, checks: task.checks.filter(needed) })) };
}

/** Runs it. A finding says why it is none: a command of it fails, or it edits a solution and changes nothing. */
async function makeMistake(stage: Stage, mistake: Mistake): Promise<Finding | undefined> {
  const { file, edits } = mistake;
  if (edits === undefined) return runParts(stage, file, mistake.parts);
  const name = relative(stage.lab.folder, edits);
  const solutions = await listSolutions(join(dirname(file), '..'));
  if (!solutions.some((solution) => solution.file === edits)) {
    return broken(`${file} edits ${name}, which is no solution`);
  }
  const right = await readFile(edits, 'utf8');
  const { stdout, complaint } = await runBash(stage, undefined, ['-eu', '-c', mistake.filter], right);
  if (complaint !== undefined) return broken(`${file}: ${complaint}`);
  if (stdout.trim() === right.trim()) return broken(`${file} changes nothing in ${name}`);
  return runParts(stage, `${file}: what it makes of ${name}`, parseScript(stdout));
}
