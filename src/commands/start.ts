import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { NetlabCommand } from '../base-command.ts';
import { refuseInside } from '../session/session.ts';

export default class Start extends NetlabCommand {
  static override summary = 'open a lab and step into it';
  static override description =
    'Builds the lab in a sandbox of its own and shows what to do. On a terminal it then opens the lab shell. Without LAB it lets you choose.';
  static override examples = [
    '<%= config.bin %> start',
    '<%= config.bin %> start 03-nat',
    '<%= config.bin %> start ./my-lab --no-shell',
    '<%= config.bin %> start bridge --dry-run',
    '<%= config.bin %> start 17-broken-cluster --seed 4',
    'sudo <%= config.bin %> start bridge --direct',
  ];
  static override args = {
    lab: Args.string({ description: 'a lab by id (03-nat), number (03), name (nat), or the path of its folder' }),
  };
  static override flags = {
    'dry-run': Flags.boolean({ description: 'only print every command the set-up would run', default: false }),
    direct: Flags.boolean({
      description: "no sandbox: in this machine's own network, for a throw-away VM; netlab stop puts it back",
      default: false,
    }),
    'on-real-machine': Flags.boolean({
      description: 'direct mode even where netlab sees neither a VM nor a container',
      default: false,
      dependsOn: ['direct'],
    }),
    seed: Flags.integer({
      description: 'which fault a lab with faults begins with: the same number, the same fault (by chance unless told)',
      helpValue: 'N',
      min: 1,
    }),
    shell: Flags.boolean({ description: 'step into the lab shell', default: true, allowNo: true }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Start);
    const session = this.session();
    const { chooseLab } = await import('../session/choose.ts');
    if (flags['dry-run']) {
      const { dryRun } = await import('../session/dry-run.ts');
      this.log(await dryRun(await chooseLab(session, args.lab), flags.direct));
      return;
    }
    refuseInside(session, 'start a lab');
    const { startOrReturn } = await import('../session/start-or-return.ts');
    const lab = await chooseLab(session, args.lab);
    if (flags.direct) {
      const { refuseDirect } = await import('../session/direct.ts');
      refuseDirect(session, lab, flags['on-real-machine']);
    }
    const record = await startOrReturn(session, lab, flags, (text) => this.log(text));
    const { isInteractive } = await import('../session/terminal.ts');
    if (!record || !flags.shell || !isInteractive()) return;
    const { stayInShell } = await import('../session/stay.ts');
    process.exitCode = await stayInShell(session, record, undefined, (line) => this.logToStderr(line));
  }
}
