import { basename } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { type LabRecord, readRunning } from '../sandbox/record.ts';
import type { Workspace } from '../sandbox/workspace.ts';
import { choose } from './ask.ts';
import { rejoinExam } from './exam/rejoin.ts';
import type { Session } from './session.ts';
import { withProgress } from './setup-progress.ts';
import { alreadyRunning, type How, type Show, startExclusively, type Wanted } from './start.ts';
import { isInteractive, terminalWidth } from './terminal.ts';

/**
 * Starts a lab and shows its brief. When it runs already, a person may step into it, reset it or leave it (then undefined); without a terminal
 * that is an error.
 */
export async function startOrReturn(
  session: Session,
  wanted: Wanted,
  how: How,
  show: (text: string) => void,
): Promise<LabRecord | undefined> {
  const id = basename(wanted.folder);
  const running = readRunning(session.state, id);
  if (running?.state === 'running') return offer(session, await wanted.read(), running.record, show);
  const began = performance.now();
  const rejoined = await rejoinExam(session, id);
  let text: ReturnType<typeof brief> | undefined;
  const building: Show = (lab, build) =>
    withProgress(`Starting ${id}`, async (onStage) => {
      const started = await build((stage) => {
        onStage(stage);
        // While the sandbox is built we have nothing to do.
        text ??= brief(lab);
      });
      text ??= brief(lab);
      return started;
    });
  const { record, workspaces } = await startExclusively(session, wanted, { ...how, ...rejoined }, building);
  if (text) show((await text)(workspaces));
  process.stderr.write(`Ready in ${((performance.now() - began) / 1000).toFixed(2)} s.\n`);
  return record;
}

async function offer(
  session: Session,
  lab: Lab,
  record: LabRecord,
  show: (text: string) => void,
): Promise<LabRecord | undefined> {
  if (!isInteractive()) throw alreadyRunning(lab.id);
  const wish = await choose(`${lab.id} is running. What now?`, [
    { name: 'step into its shell', value: 'shell' },
    { name: 'reset it: build it anew', value: 'reset' },
    { name: 'leave it as it is', value: 'leave' },
  ]);
  if (wish === 'leave') return undefined;
  if (wish === 'shell') return record;
  const { resetLab } = await import('./reset.ts');
  const reset = await withProgress(`Resetting ${lab.id}`, (onStage) => resetLab(session, record, undefined, onStage));
  show((await brief(lab))(reset.workspaces));
  return reset.record;
}

async function brief(lab: Lab): Promise<(workspaces: readonly Workspace[]) => string> {
  const { briefText } = await import('../report/brief.ts');
  return briefText({
    lab,
    task: lab.tasks[0],
    taskNumber: 1,
    width: terminalWidth(),
    interactive: isInteractive(),
  });
}
