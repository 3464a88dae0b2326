import * as Flags from '@oclif/core/flags';
import { NetlabCommand, word } from '../../base-command.ts';
import type { SuiteReport } from '../../cni/suite/suite-report.ts';
import { refuseInside } from '../../session/session.ts';

export default class CniTest extends NetlabCommand {
  static override summary = 'try a CNI plugin against the specification, case by case';
  static override description =
    'Opens a sandbox of its own; no lab needs to run, and nothing of this machine is touched. Every case says which sentence of the specification it comes from, what was expected and found, and the lines that repeat it by hand. What a plugin does not claim by its VERSION is not applicable. Exit code 0: conformant. 1: something does not hold. 2: netlab could not look.';
  static override examples = [
    '<%= config.bin %> cni test ./mini',
    '<%= config.bin %> cni test bridge --ipam host-local --level full',
    '<%= config.bin %> cni test ./mini --config podnet.conflist --spec 0.4.0 --format junit > cni.xml',
    '<%= config.bin %> cni test ./mini --case many-at-once --verbose',
  ];
  static override enableJsonFlag = true;
  static override args = {
    plugin: word({
      required: true,
      description: 'the plugin: a file, or a name in $CNI_PATH, /opt/cni/bin, /usr/lib/cni, /usr/libexec/cni',
    }),
  };
  static override flags = {
    spec: Flags.string({ description: 'the version to speak (the highest that the plugin lists unless told)' }),
    config: Flags.string({
      description: 'a configuration list that has the plugin (a plain one unless told)',
      helpValue: 'FILE',
    }),
    level: Flags.string({
      description: 'core: the heart of it; full: all cases',
      options: ['core', 'full'],
      default: 'core',
    }),
    ipam: Flags.string({ description: 'the plugin that gives out addresses', helpValue: 'NAME' }),
    case: Flags.string({ description: 'only this case', helpValue: 'ID', multiple: true }),
    verbose: Flags.boolean({ char: 'v', description: 'show the evidence of passed cases too', default: false }),
    format: Flags.string({ description: 'how to print', options: ['text', 'json', 'junit'], default: 'text' }),
  };

  async run(): Promise<SuiteReport> {
    const { args, flags } = await this.parse(CniTest);
    const session = this.session();
    refuseInside(session, 'try a plugin on hosts of its own');
    const [{ testPlugin }, { exitCodeOfSuite }] = await Promise.all([
      import('../../session/cni/test.ts'),
      import('../../cni/suite/suite-report.ts'),
    ]);
    const { config, ipam, spec, case: only } = flags;
    const level = flags.level === 'full' || only ? 'full' : 'core';
    const report = await testPlugin(session, args.plugin, { config, ipam, spec, level, only });
    process.exitCode = exitCodeOfSuite(report);
    if (!this.jsonEnabled()) this.log((await this.shown(report, flags)).trimEnd());
    return report;
  }

  private async shown(report: SuiteReport, flags: { format: string; verbose: boolean }): Promise<string> {
    if (flags.format === 'json') return JSON.stringify(report, null, 2);
    if (flags.format === 'junit') return (await import('../../report/cni-junit.ts')).suiteJunit(report);
    const { terminalWidth } = await import('../../session/terminal.ts');
    return (await import('../../report/cni-suite.ts')).suiteText(report, {
      width: terminalWidth(),
      verbose: flags.verbose,
    });
  }
}
