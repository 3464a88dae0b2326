import { NetlabCommand } from '../base-command.ts';
import type { StatusReport } from '../session/status.ts';

export default class Status extends NetlabCommand {
  static override summary = 'show what runs';
  static override description =
    'The running labs, the one started last first: since when, their places, and what of them is done.';
  static override examples = ['<%= config.bin %> status', '<%= config.bin %> status --json'];
  static override enableJsonFlag = true;

  async run(): Promise<StatusReport> {
    await this.parse(Status);
    const { statusOf } = await import('../session/status.ts');
    const { statusText } = await import('../report/status.ts');
    const { textWidth } = await import('../session/terminal.ts');
    const { endOverdueExam } = await import('../session/exam-overdue.ts');
    const session = this.session();
    await endOverdueExam(session);
    const status = statusOf(session);
    this.log(statusText(status, textWidth()));
    return status;
  }
}
