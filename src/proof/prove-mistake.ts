import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { isCostly } from '../checks/looking.ts';
import type { GradableLab, LabCheck } from '../lab/lab.ts';
import type { Mistake } from '../lab/mistake.ts';
import { parseScript } from '../lab/script.ts';
import { judgeMistake } from './judge.ts';
import { broken, type Finding, grade, runBash, runParts, type Stage } from './stage.ts';

/** The check that the header names fails, though every command of the script runs. */
export async function proveMistake(stage: Stage, mistake: Mistake): Promise<Finding> {
  const failed = await makeMistake(stage, mistake);
  if (failed) return failed;
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

/** Runs it. A finding says why it is none: a command of it fails, or it edits a solution and changes nothing. */
async function makeMistake(stage: Stage, mistake: Mistake): Promise<Finding | undefined> {
  const { file, edits } = mistake;
  if (edits === undefined) return runParts(stage, file, mistake.parts);
  const name = relative(stage.lab.folder, edits);
  const right = await readFile(edits, 'utf8').catch(() => undefined);
  if (right === undefined) return broken(`${file} edits ${name}, which is not there`);
  const { stdout, complaint } = await runBash(stage, undefined, ['-eu', '-c', mistake.filter], right);
  if (complaint !== undefined) return broken(`${file}: ${complaint}`);
  if (stdout.trim() === right.trim()) return broken(`${file} changes nothing in ${name}`);
  return runParts(stage, `${file}: what it makes of ${name}`, parseScript(stdout));
}
