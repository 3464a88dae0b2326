import { NetlabCommand, word } from '../base-command.ts';
import type { ExamAnswer } from '../session/exam/page.ts';

export default class Exam extends NetlabCommand {
  static override summary = 'the exam that runs: its clock and its tasks; or the report of the last one';
  static override description =
    'An exam begins with netlab start LAB... --exam and ends with netlab stop, or when its time is over. Exit code 0: it runs, or was passed. 1: it was not passed. 2: there is none.';
  static override examples = [
    '<%= config.bin %> exam',
    '<%= config.bin %> exam 03-nat',
    '<%= config.bin %> exam --json',
    '<%= config.bin %> start 03-nat 05-pod-network --exam --minutes 40',
  ];
  static override enableJsonFlag = true;
  static override args = { lab: word({ description: 'a lab of the exam: shows all its tasks' }) };

  async run(): Promise<ExamAnswer> {
    const { args } = await this.parse(Exam);
    const { examPage } = await import('../session/exam/page.ts');
    const { answer, text } = await examPage(this.session(), args.lab);
    this.log(text);
    if (answer.report?.passed === false) process.exitCode = 1;
    return answer;
  }
}
