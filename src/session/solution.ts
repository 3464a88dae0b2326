import { SetupError } from '../errors.ts';
import { faultFolder } from '../lab/faults.ts';
import type { Lab, Task } from '../lab/lab.ts';
import type { ScriptPart } from '../lab/script.ts';
import { listSolutions } from '../lab/solution.ts';
import { recordSolutionShown } from '../progress/progress.ts';
import { labNetwork } from '../sandbox/network.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { faultIn } from './fault.ts';
import { grade } from './grade.ts';
import { keepingFiles } from './keep-files.ts';
import type { Session } from './session.ts';

/** Milliseconds that one part of a solution may take. */
const PART_TIMEOUT_MS = 60_000;

export type NodeScript = { node: string; script: string };

/** The reference solution of one task, or of the fault that the lab began with, node by node, and writes down that it was shown. */
export async function solutionOf(session: Session, record: LabRecord, lab: Lab, task: Task): Promise<NodeScript[]> {
  recordSolutionShown(session.state.progress, lab.id, task.id);
  const isOfFault = faultIn(lab, record) !== undefined;
  return (await referenceParts(lab, record))
    .filter((part) => isOfFault || part.task === task.id)
    .map((part) => onNode(lab, { ...part, script: forLearners(part.script) }));
}

/** Runs the reference solution of a task in the lab, after that of every earlier task that does not hold now. */
export async function applySolution(
  session: Session,
  record: LabRecord,
  lab: Lab,
  task: Task,
  say: (line: string) => void,
): Promise<void> {
  const { report } = await grade(session, record, undefined);
  if (report.debrief !== undefined) return say('Nothing is broken any more.');
  const upTo = lab.tasks.slice(0, lab.tasks.indexOf(task) + 1).map(({ id }) => id);
  const open = upTo.filter((id) => id === task.id || report.tasks.find((one) => one.id === id)?.status !== 'passed');
  const inside = session.inside !== undefined;
  const kept = await keepingFiles(record, lab, inside, () =>
    runParts(record, inside, lab, open, (id) => say(`Running the solution of ${id} …`)),
  );
  for (const file of kept) say(`Your own file is kept as ${file}`);
  say(`Done. Next: netlab check ${task.id}`);
}

/** Runs the reference parts of these tasks, in the script's order. Throws SetupError when one fails. */
export async function runParts(
  record: LabRecord,
  inside: boolean,
  lab: Lab,
  tasks: readonly string[],
  onTask: (id: string) => void,
): Promise<void> {
  const network = labNetwork(record, inside);
  for (const part of await referenceParts(lab, record)) {
    if (part.task !== undefined && !tasks.includes(part.task)) continue;
    const { node, script } = onNode(lab, part);
    if (part.task !== undefined) onTask(part.task);
    const ran = await network.run(node, ['bash', '-eu', '-s'], { input: script, timeoutMs: PART_TIMEOUT_MS });
    if (ran.exitCode === 0) continue;
    const where = `${lab.id}/solution.sh, from line ${part.line} on (task ${part.task ?? 'none'}, on ${node})`;
    const said = ran.timedOut
      ? `it was still running after ${PART_TIMEOUT_MS / 1000} s`
      : (ran.stderr || ran.stdout).trim();
    throw new SetupError(`the reference solution failed at ${where}: ${said}`, {
      next: [`netlab reset --lab ${lab.id}   (what you built may stand in its way)`],
    });
  }
}

async function referenceParts(lab: Lab, record: LabRecord): Promise<ScriptPart[]> {
  const fault = faultIn(lab, record);
  const [reference] = await listSolutions(fault ? faultFolder(lab, fault) : lab.folder);
  if (reference?.name === 'solution') return reference.parts;
  throw new SetupError(`${lab.id} has no reference solution (${lab.folder}/solution.sh)`, { next: ['netlab hint'] });
}

/** The first line is for the kernel, and `# optional: reason` for `netlab lab test`. */
function forLearners(script: string): string {
  return script.replace(/^#!.*\n/, '').replaceAll(/[ \t]+# optional(?:\([^)]*\))?:.*$/gm, '');
}

function onNode(lab: Lab, part: ScriptPart): NodeScript {
  return { node: part.node ?? Object.keys(lab.topology.nodes)[0] ?? 'host', script: part.script };
}
