import * as Flags from '@oclif/core/flags';
import { NetlabCommand, word } from '../../base-command.ts';
import type { LintReport } from '../../lint/finding.ts';

export default class LabLint extends NetlabCommand {
  static override summary = 'say what is wrong with labs, and what may mislead, with file, line and column';
  static override description =
    'Exit code 0: clean; 1: problems or warnings; 2: clean but for what could not be looked at. A line "# lint: allow CODE" of lab.yaml silences a warning.';
  static override examples = ['<%= config.bin %> lab lint', '<%= config.bin %> lab lint ./20-my-lab --format github'];
  static override enableJsonFlag = true;
  static override strict = false;
  static override args = {
    lab: word({ description: 'labs, by name or folder (all that come with netlab unless told)' }),
  };
  static override flags = {
    format: Flags.string({ description: 'how to print', options: ['text', 'github'], default: 'text' }),
  };

  async run(): Promise<LintReport> {
    const { argv, flags } = await this.parse(LabLint);
    const { lintLabs } = await import('../../session/author/lint.ts');
    const { lintAnnotations, lintText } = await import('../../report/lint.ts');
    const report = await lintLabs(this.session(), argv.map(String));
    process.exitCode = exitCodeOf(report);
    this.log(flags.format === 'github' ? lintAnnotations(report) : lintText(report));
    return report;
  }
}

function exitCodeOf({ clean, notLooked }: LintReport): number {
  if (!clean) return 1;
  return notLooked.length > 0 ? 2 : 0;
}
