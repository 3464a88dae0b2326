import * as Flags from '@oclif/core/flags';
import { labFlag, NetlabCommand, word } from '../base-command.ts';
import type { Report } from '../checks/report.ts';
import type { LabRecord } from '../sandbox/record.ts';

export default class Check extends NetlabCommand {
  static override summary = 'look at the live network and say what holds, what does not and why';
  static override description =
    'Exit code 0: all passed. 1: something does not hold yet. 2: netlab could not look. With --watch it looks again whenever the kernel says that something changed.';
  static override examples = [
    '<%= config.bin %> check',
    '<%= config.bin %> check masquerade --verbose',
    '<%= config.bin %> check --watch',
    '<%= config.bin %> check --format junit > report.xml',
  ];
  static override enableJsonFlag = true;
  static override args = { task: word({ description: 'one task, by id or number (all unless told)' }) };
  static override flags = {
    lab: labFlag,
    watch: Flags.boolean({ char: 'w', description: 'check again whenever something changes', default: false }),
    verbose: Flags.boolean({ char: 'v', description: 'show the evidence of passed checks too', default: false }),
    format: Flags.string({ description: 'how to print', options: ['text', 'json', 'junit', 'tap'], default: 'text' }),
  };

  async run(): Promise<Report> {
    const { args, flags } = await this.parse(Check);
    const { pickRunning } = await import('../session/running.ts');
    const { exitCodeOf, grade } = await import('../session/grade.ts');
    const { refuseInExam } = await import('../session/exam/rules.ts');
    const session = this.session();
    refuseInExam(await pickRunning(session, flags.lab), 'nothing is graded before its end');
    const load = () => import('../session/show-report.ts');
    const beside = () => void load().catch(() => {});
    const look = (record: LabRecord, signal?: AbortSignal) =>
      grade(session, record, args.task, { beside, ...(signal && { signal }) });
    const show = async (report: Report) => {
      const { showReport } = await load();
      return showReport(session, report, flags, args.task === undefined);
    };
    if (flags.watch && !this.jsonEnabled()) {
      const { watchReport } = await import('../session/shell/watch.ts');
      return watchReport(session, flags.lab, look, show);
    }
    const { report, note } = await look(await pickRunning(session, flags.lab));
    process.exitCode = exitCodeOf(report);
    if (note !== undefined) process.stderr.write(`${note}\n`);
    this.log((await show(report)).trimEnd());
    return report;
  }
}
