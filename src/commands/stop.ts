import * as Flags from '@oclif/core/flags';
import { labFlag, NetlabCommand, word } from '../base-command.ts';
import type { ExamReport } from '../progress/exam-score.ts';
import type { Stopped } from '../session/stop.ts';

export default class Stop extends NetlabCommand {
  static override summary = 'end the lab and remove everything it made';
  static override description =
    'Every process, namespace, link and rule of the lab goes at once. Progress and the files you edited stay. Stopping a lab that does not run is fine. In an exam it ends the exam, grades all its labs and shows the report.';
  static override examples = [
    '<%= config.bin %> stop',
    '<%= config.bin %> stop 03-nat',
    '<%= config.bin %> stop --all',
  ];
  static override enableJsonFlag = true;
  static override args = { lab: word({ description: 'the lab to stop (the one started last unless told)' }) };
  static override flags = {
    lab: labFlag,
    yes: Flags.boolean({ char: 'y', description: 'do not ask (ending an exam asks on a terminal)', default: false }),
    all: Flags.boolean({ description: 'stop every running lab', default: false }),
  };

  async run(): Promise<Stopped & { exam?: ExamReport }> {
    const { args, flags } = await this.parse(Stop);
    const { stopLabs } = await import('../session/stop.ts');
    const { stopExam } = await import('../session/exam/stop.ts');
    const session = this.session();
    const which = flags.all ? 'all' : (args.lab ?? flags.lab);
    const ended = await stopExam(session, which, flags.yes || this.jsonEnabled());
    if (ended === 'kept') {
      this.log('The exam goes on.');
      return { stopped: [], left: [] };
    }
    if (ended && !flags.all) return this.showExam(ended.report);
    const { stopped, left } = await stopLabs(session, which);
    this.log(
      stopped.length === 0
        ? 'No lab was running.'
        : `Stopped ${stopped.join(', ')}.${left.length === 0 ? ' Nothing is left of it on this machine.' : ''}`,
    );
    for (const line of left) this.logToStderr(`Not put back: ${line}`);
    if (left.length > 0) process.exitCode = 2;
    return ended ? { ...(await this.showExam(ended.report)), stopped, left } : { stopped, left };
  }

  private async showExam(exam: ExamReport): Promise<Stopped & { exam: ExamReport }> {
    const { examReportText } = await import('../report/exam.ts');
    const { textWidth } = await import('../session/terminal.ts');
    this.log(examReportText(exam, textWidth()));
    return { stopped: exam.labs.map(({ lab }) => lab), left: [], exam };
  }
}
