import { NetlabCommand } from '../base-command.ts';

export default class List extends NetlabCommand {
  static override summary = 'the labs, what each teaches, and how far you are';
  static override examples = ['<%= config.bin %> list', '<%= config.bin %> list --json'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    await this.parse(List);
    const { listWithProgress } = await import('../session/list.ts');
    const { listText } = await import('../report/list.ts');
    const { textWidth } = await import('../session/terminal.ts');
    const labs = await listWithProgress(this.session());
    this.log(listText(labs, textWidth()));
    return labs;
  }
}
