import { labFlag, NetlabCommand, word } from '../base-command.ts';

export default class Task extends NetlabCommand {
  static override summary = 'what a task asks: its text';
  static override description = 'The first unfinished task, unless TASK names another.';
  static override examples = [
    '<%= config.bin %> task',
    '<%= config.bin %> task masquerade',
    '<%= config.bin %> task 3',
  ];
  static override enableJsonFlag = true;
  static override args = {
    task: word({ description: 'a task by id or number (the first unfinished one unless told)' }),
  };
  static override flags = { lab: labFlag };

  async run(): Promise<{ lab: string; task: string; number: number; title: string; text: string }> {
    const { args, flags } = await this.parse(Task);
    const { pickRunning } = await import('../session/running.ts');
    const { taskToRead } = await import('../session/task.ts');
    const { taskText } = await import('../report/task.ts');
    const { textWidth } = await import('../session/terminal.ts');
    const session = this.session();
    const { lab, task, number } = await taskToRead(session, await pickRunning(session, flags.lab), args.task);
    this.log(taskText(task, number, textWidth()));
    return { lab: lab.id, task: task.id, number, title: task.title, text: task.text };
  }
}
