import type { Ran } from '../checks/check.ts';
import { CancelledError, SetupError } from '../errors.ts';
import type { Lab, Task } from '../lab/lab.ts';
import { openHop } from '../sandbox/hop.ts';
import { labNetwork } from '../sandbox/network.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { grade } from './grade.ts';
import { interruptible } from './interruptible.ts';
import { keepingFiles } from './keep-files.ts';
import type { Session } from './session.ts';
import { type NodeScript, onNode, referenceParts } from './solution.ts';

/** Milliseconds that one part of a solution may take. */
const PART_TIMEOUT_MS = 60_000;

/** Runs the reference solution of a task in the lab, after that of every earlier task that does not hold now. Throws as {@link runSolutions} does. */
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
  await runSolutions({ record, lab, inside: session.inside !== undefined }, open, {
    onTask: (id) => say(`Running the solution of ${id} …`),
    onKept: (file) => say(`Your own file is kept as ${file}`),
  });
  say(`Done. Next: netlab check ${task.id}`);
}

type Running = { record: LabRecord; lab: Lab; inside: boolean };

/** What is told while solutions run: which task is next, and where a file of the learner's that one changed is kept, also when one fails. */
export type Telling = { onTask: (id: string) => void; onKept: (file: string) => void };

/**
 * Runs the reference parts of these tasks, in the script's order. Throws SetupError when one fails, and CancelledError when Ctrl-C, SIGTERM or a closed
 * terminal ends it: the part that was running is ended with all it began, and what earlier parts did stays.
 */
export function runSolutions(running: Running, tasks: readonly string[], { onTask, onKept }: Telling): Promise<void> {
  const { record, lab, inside } = running;
  const work = (signal: AbortSignal) => async () => {
    for (const part of await referenceParts(lab, record)) {
      if (part.task !== undefined && !tasks.includes(part.task)) continue;
      if (part.task !== undefined) onTask(part.task);
      const there = onNode(lab, part);
      const ran = await runPart(running, there, signal);
      if (ran.exitCode !== 0)
        throw failed(lab, ran, `from line ${part.line} on (task ${part.task ?? 'none'}, on ${there.node})`);
    }
  };
  return interruptible((signal) => keepingFiles(record, lab, inside, onKept, work(signal)));
}

/** Runs a script through a shell of its own in the sandbox, which ends it when netlab ends; what goes on in the background afterwards stays. */
async function runPart(
  { record, lab, inside }: Running,
  { node, script }: NodeScript,
  signal: AbortSignal,
): Promise<Ran> {
  const interrupted = () =>
    new CancelledError('interrupted: the solution has been run in part', { next: [`netlab reset --lab ${lab.id}`] });
  if (signal.aborted) throw interrupted();
  const hop = openHop(record, inside);
  hop.open();
  signal.addEventListener('abort', hop.abandon, { once: true });
  try {
    const bounds = { input: script, timeoutMs: PART_TIMEOUT_MS };
    const ran = await labNetwork(record, inside, hop).run(node, ['bash', '-eu', '-s'], bounds);
    if (!signal.aborted) return ran;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', hop.abandon);
    hop.close();
  }
  throw interrupted();
}

function failed(lab: Lab, ran: Ran, where: string): SetupError {
  const said = ran.timedOut
    ? `it was still running after ${PART_TIMEOUT_MS / 1000} s`
    : (ran.stderr || ran.stdout).trim();
  return new SetupError(`the reference solution failed at ${lab.id}/solution.sh, ${where}: ${said}`, {
    next: [`netlab reset --lab ${lab.id}   (what you built may stand in its way)`],
  });
}
