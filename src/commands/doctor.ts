import { join } from 'node:path';
import * as Flags from '@oclif/core/flags';
import { NetlabCommand } from '../base-command.ts';
import { UsageError } from '../errors.ts';
import type { DoctorReport } from '../machine/examine.ts';
import { insideLab } from '../sandbox/state-dir.ts';
import { refuseInside } from '../session/session.ts';

export default class Doctor extends NetlabCommand {
  static override summary = 'is this machine ready, and what mends it';
  static override description =
    'Looks at what labs need of this machine: a sandbox that opens, programs, kernel features. Says what is missing, which labs that blocks, and the command that mends it here. Exit code 0: ready. 2: not ready, or a mend failed.';
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --fix'];
  static override enableJsonFlag = true;
  static override flags = {
    fix: Flags.boolean({ description: 'run the commands that mend (asks first)', default: false }),
    yes: Flags.boolean({ char: 'y', description: 'with --fix: do not ask', default: false, dependsOn: ['fix'] }),
    quiet: Flags.boolean({ char: 'q', description: 'say only what is not right', default: false }),
  };

  async run(): Promise<DoctorReport> {
    const { flags } = await this.parse(Doctor);
    if (flags.fix && this.jsonEnabled()) throw new UsageError('--fix talks to a person: leave out --json');
    if (insideLab()) refuseInside(this.session(), 'examine the machine');
    const { examine, reportOf } = await import('../machine/examine.ts');
    const { doctorText } = await import('../report/doctor.ts');
    const { root } = this.config;
    const look = () => examine(root, process.env['NETLAB_LABS'] || join(root, 'labs'), process.env);
    const show = (report: DoctorReport) => {
      const text = doctorText(report, { onlyProblems: flags.quiet });
      if (text !== '') this.log(text);
      return report;
    };
    let examination = await look();
    let report = show(reportOf(examination));
    let failed = 0;
    if (flags.fix) {
      const { fix } = await import('../machine/fix.ts');
      const { confirm } = await import('../session/ask.ts');
      const agree = async (question: string) => flags.yes || (await confirm(question, false));
      const ran = await fix(examination, { say: (line) => this.log(line), agree });
      failed = ran.failed;
      if (ran.run > 0) {
        examination = await look();
        report = show(reportOf(examination));
      }
    }
    process.exitCode = report.ready && failed === 0 ? 0 : 2;
    return report;
  }
}
