import { labFlag, NetlabCommand, word } from '../base-command.ts';

export default class Hint extends NetlabCommand {
  static override summary = 'the next hint for the first unfinished task';
  static override description =
    'Hints are a ladder, from a nudge to almost the command: each call goes one step further.';
  static override examples = ['<%= config.bin %> hint', '<%= config.bin %> hint masquerade'];
  static override enableJsonFlag = true;
  static override args = {
    task: word({ description: 'a task by id or number (the first unfinished one unless told)' }),
  };
  static override flags = { lab: labFlag };

  async run(): Promise<{ task: string; hint: string; number: number; of: number }> {
    const { args, flags } = await this.parse(Hint);
    const { pickRunning } = await import('../session/running.ts');
    const { nextHint } = await import('../session/hint.ts');
    const { hintText } = await import('../report/hint.ts');
    const { textWidth } = await import('../session/terminal.ts');
    const session = this.session();
    const hint = await nextHint(session, await pickRunning(session, flags.lab), args.task);
    this.log(hintText(hint, textWidth()));
    return hint;
  }
}
