import { SetupError } from '../errors.ts';
import { faultFolder } from '../lab/faults.ts';
import type { Lab, Task } from '../lab/lab.ts';
import type { ScriptPart } from '../lab/script.ts';
import { listSolutions } from '../lab/solution.ts';
import { recordSolutionShown } from '../progress/progress.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { faultIn } from './fault.ts';
import type { Session } from './session.ts';

export type NodeScript = { node: string; script: string };

/** The reference solution of one task, or of the fault that the lab began with, node by node, and writes down that it was shown. */
export async function solutionOf(session: Session, record: LabRecord, lab: Lab, task: Task): Promise<NodeScript[]> {
  recordSolutionShown(session.state.progress, lab.id, task.id);
  const isOfFault = faultIn(lab, record) !== undefined;
  return (await referenceParts(lab, record))
    .filter((part) => isOfFault || part.task === task.id)
    .map((part) => onNode(lab, { ...part, script: forLearners(part.script) }));
}

/** The parts of the reference solution of a lab, or of the fault that it began with. Throws SetupError when there is none. */
export async function referenceParts(lab: Lab, record: LabRecord): Promise<ScriptPart[]> {
  const fault = faultIn(lab, record);
  const [reference] = await listSolutions(fault ? faultFolder(lab, fault) : lab.folder);
  if (reference?.name === 'solution') return reference.parts;
  throw new SetupError(`${lab.id} has no reference solution (${lab.folder}/solution.sh)`, { next: ['netlab hint'] });
}

/** The first line is for the kernel, and `# optional: reason` for `netlab lab test`. */
function forLearners(script: string): string {
  return script.replace(/^#!.*\n/, '').replaceAll(/[ \t]+# optional(?:\([^)]*\))?:.*$/gm, '');
}

/** Where a part runs. */
export function onNode(lab: Lab, part: ScriptPart): NodeScript {
  return { node: part.node ?? Object.keys(lab.topology.nodes)[0] ?? 'host', script: part.script };
}
