import { labFlag, NetlabCommand, word } from '../base-command.ts';
import type { Answered } from '../session/answer.ts';

export default class Answer extends NetlabCommand {
  static override summary = "answer a lab's question";
  static override description =
    'The answer is judged against the live system. Without VALUE it asks; without TASK it takes the first open question.';
  static override examples = ['<%= config.bin %> answer', '<%= config.bin %> answer wire 02:42:ac:11:00:02'];
  static override enableJsonFlag = true;
  static override args = {
    task: word({ description: 'the task (or the id of the check) that asks' }),
    value: word({ description: 'the answer' }),
  };
  static override flags = { lab: labFlag };

  async run(): Promise<Answered> {
    const { args, flags } = await this.parse(Answer);
    const { pickRunning } = await import('../session/running.ts');
    const { giveAnswer } = await import('../session/answer.ts');
    const { answerText } = await import('../report/answer.ts');
    const { textWidth } = await import('../session/terminal.ts');
    const session = this.session();
    const answered = await giveAnswer(session, await pickRunning(session, flags.lab), args.task, args.value);
    const status = answered.check?.status ?? 'passed';
    process.exitCode = status === 'passed' ? 0 : status === 'unknown' ? 2 : 1;
    this.log(answerText(answered, textWidth()));
    return answered;
  }
}
