import * as Flags from '@oclif/core/flags';
import { labFlag, NetlabCommand, word } from '../base-command.ts';
import { refuseInside } from '../session/session.ts';

export default class Reset extends NetlabCommand {
  static override summary = "back to the lab's start, or to just before a task";
  static override description =
    'Builds the lab anew; with TASK it also runs the reference solution of every task before it, so that you can go on from there. Progress and the files you edited stay. A lab with faults has the same fault again, unless --seed names another.';
  static override examples = [
    '<%= config.bin %> reset',
    '<%= config.bin %> reset masquerade',
    '<%= config.bin %> reset 3 --yes',
    '<%= config.bin %> reset --seed 5',
  ];
  static override args = { task: word({ description: 'a task by id or number' }) };
  static override flags = {
    lab: labFlag,
    seed: Flags.integer({
      description: 'another fault, of a lab with faults (the same again unless told)',
      helpValue: 'N',
      min: 1,
    }),
    yes: Flags.boolean({ char: 'y', description: 'do not ask', default: false }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Reset);
    const { pickRunning } = await import('../session/running.ts');
    const { requestReset, resetLab } = await import('../session/reset.ts');
    const { confirm } = await import('../session/ask.ts');
    const { withProgress } = await import('../session/setup-progress.ts');
    const session = this.session();
    const record = await pickRunning(session, flags.lab);
    if (flags.seed !== undefined) refuseInside(session, 'choose a fault');
    if (!flags.yes && !(await confirm(`Reset ${record.lab}? What you built in it is lost.`))) return;
    if (session.inside !== undefined) return requestReset(session, record, args.task);
    const { replayed, kept } = await withProgress(`Resetting ${record.lab}`, (onStage) =>
      resetLab(session, record, args.task, onStage, flags.seed),
    );
    for (const file of kept) this.log(`Your own file is kept as ${file}`);
    const solved = replayed.length === 0 ? '' : ` with ${replayed.join(', ')} solved`;
    this.log(`${record.lab} is back at its start${solved}. Next: netlab check`);
  }
}
