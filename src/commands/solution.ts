import * as Flags from '@oclif/core/flags';
import { labFlag, NetlabCommand, word } from '../base-command.ts';

export default class Solution extends NetlabCommand {
  static override summary = 'show the reference solution of a task, or run it';
  static override description =
    'Asks first while the task is open. With --apply it runs the solution in the lab, after that of any earlier task that is open.';
  static override examples = [
    '<%= config.bin %> solution',
    '<%= config.bin %> solution forwarding',
    '<%= config.bin %> solution --apply',
  ];
  static override enableJsonFlag = true;
  static override args = {
    task: word({ description: 'a task by id or number (the first unfinished one unless told)' }),
  };
  static override flags = {
    lab: labFlag,
    apply: Flags.boolean({ description: 'run it in the lab', default: false }),
    yes: Flags.boolean({ char: 'y', description: 'do not ask', default: false }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Solution);
    const { refuseInExam } = await import('../session/exam/rules.ts');
    const { pickRunning } = await import('../session/running.ts');
    const { openTask } = await import('../session/open-task.ts');
    const { solutionOf } = await import('../session/solution.ts');
    const { solutionText } = await import('../report/solution.ts');
    const { confirm } = await import('../session/ask.ts');
    const session = this.session();
    const record = await pickRunning(session, flags.lab);
    refuseInExam(record, 'no solution is shown');
    const { lab, task, open } = await openTask(session, record, args.task);
    const ask = open && !flags.yes && !this.jsonEnabled();
    const what = flags.apply ? 'Run' : 'See';
    if (ask && !(await confirm(`"${task.title}" is still open. ${what} its solution?`))) return undefined;
    const parts = await solutionOf(session, record, lab, task);
    this.log(solutionText(task, parts));
    if (flags.apply) {
      const { applySolution } = await import('../session/apply-solution.ts');
      await applySolution(session, record, lab, task, (line) => this.logToStderr(line));
    }
    return { lab: lab.id, task: task.id, parts };
  }
}
