import { SetupError } from '../errors.ts';
import type { Lab } from '../lab/lab.ts';
import type { ScriptFailure } from '../sandbox/open.ts';
import { stagesOf } from './compile.ts';
import { printStage } from './print.ts';
import type { Plan } from './step.ts';

/** Which stage of a set-up failed, at which command where ip(8) says its line, and what it said. */
export function explainScript(lab: Lab, plan: Plan, failure: ScriptFailure): SetupError {
  const stage = failure.stage === undefined ? undefined : stagesOf(plan)[failure.stage];
  const line = /^Command failed -:(\d+)$/m.exec(failure.message);
  const commands = stage?.steps.filter((step) => step.kind === 'ip') ?? [];
  const command = line && stage ? commands[Number(line[1]) - 1] : undefined;
  const what = command && stage ? ` at "${printStage({ ...stage, steps: [command] }, lab.folder).at(-1)}"` : '';
  const said = failure.message.replace(/^Command failed -:\d+$\n?/m, '').trim();
  return new SetupError(
    `setting up ${lab.id} failed in ${stage?.title ?? 'its first step'}${what}: ${said || 'without a word'}`,
    {
      next: [`netlab start ${lab.id} --dry-run   (every command of the set-up)`, 'netlab doctor'],
    },
  );
}
