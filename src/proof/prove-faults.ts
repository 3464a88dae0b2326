import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { faultFolder } from '../lab/faults.ts';
import type { LabFault } from '../lab/lab.ts';
import { parseScript } from '../lab/script.ts';
import { judgeFault, judgeTasks } from './judge.ts';
import { type Finding, grade, runParts, type Stage } from './stage.ts';

/** A lab with faults is whole before one is planted: every task holds. */
export async function proveWhole(stage: Stage): Promise<Finding> {
  return judgeTasks(await grade(stage, stage.lab), 'before anything is broken');
}

/** Breaks the network. Says what is wrong with the script of the fault, undefined when it ran to its end. */
export async function plant(stage: Stage, fault: LabFault): Promise<Finding | undefined> {
  const file = join(faultFolder(stage.lab, fault), 'fault.sh');
  return runParts(stage, file, parseScript(await readFile(file, 'utf8')));
}

/** What the fault says that it shows fails, each time. */
export async function proveFault(stage: Stage, fault: LabFault): Promise<Finding> {
  return judgeFault(await grade(stage, stage.lab), fault.shows);
}
