import * as Flags from '@oclif/core/flags';
import { NetlabCommand, word } from '../base-command.ts';
import { UsageError } from '../errors.ts';
import type { Lab } from '../lab/lab.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { refuseInside, type Session } from '../session/session.ts';

export default class Start extends NetlabCommand {
  static override summary = 'open a lab and step into it';
  static override description =
    'Builds the lab in a sandbox of its own and shows what to do. On a terminal it then opens the lab shell. Without LAB it lets you choose. With --exam it starts all the labs that are named, under a clock: netlab exam shows it, netlab stop ends it.';
  static override examples = [
    '<%= config.bin %> start',
    '<%= config.bin %> start 03-nat',
    '<%= config.bin %> start ./my-lab --no-shell',
    '<%= config.bin %> start bridge --dry-run',
    '<%= config.bin %> start 17-broken-cluster --seed 4',
    '<%= config.bin %> start 03-nat 05-pod-network 17-broken-cluster --exam --minutes 40',
    'sudo <%= config.bin %> start bridge --direct',
  ];
  static override strict = false;
  static override args = {
    lab: word({
      description: 'a lab by id (03-nat), number (03), name (nat), or the path of its folder; several for an exam',
    }),
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
    }),
    exam: Flags.boolean({
      description: 'an exam of one lab or several: a clock, no hints, no grading before the end, then a report',
      default: false,
      exclusive: ['dry-run', 'direct'],
    }),
    minutes: Flags.integer({
      description: 'how long the exam goes (the sum of what its labs say unless told)',
      helpValue: 'N',
      min: 1,
      max: 1440,
    }),
    seed: Flags.integer({
      description: 'which fault a lab with faults begins with: the same number, the same fault (by chance unless told)',
      helpValue: 'N',
      min: 1,
    }),
    shell: Flags.boolean({ description: 'step into the lab shell', default: true, allowNo: true }),
  };

  async run(): Promise<void> {
    const { args, argv, flags } = await this.parse(Start);
    const session = this.session();
    if (argv.length > 1 && !flags.exam) throw oneLabOnly(argv.map(String));
    if (flags.minutes !== undefined && !flags.exam)
      throw onlyWith('--minutes is the time of an exam', argv.map(String), `--exam --minutes ${flags.minutes}`);
    // oclif's dependsOn takes the default of --direct for given.
    if (flags['on-real-machine'] && !flags.direct)
      throw onlyWith('--on-real-machine is about direct mode', argv.map(String), '--direct --on-real-machine');
    const { chooseFolder, chooseLab } = await import('../session/choose.ts');
    if (flags['dry-run']) {
      const { dryRun } = await import('../session/dry-run.ts');
      this.log(await dryRun(await chooseLab(session, args.lab), flags.direct));
      return;
    }
    refuseInside(session, 'start a lab');
    const show = (text: string) => this.log(text);
    if (flags.exam) {
      const { startExam } = await import('../session/exam/start.ts');
      const wish = { minutes: flags.minutes, seed: flags.seed };
      return this.stepIn(session, await startExam(session, argv.map(String), wish, show), flags.shell);
    }
    const { startOrReturn } = await import('../session/start-or-return.ts');
    const folder = await chooseFolder(session, args.lab);
    const read = () => this.read(session, folder, flags.direct, flags['on-real-machine']);
    const how = { direct: flags.direct, seed: flags.seed };
    return this.stepIn(session, await startOrReturn(session, { folder, read }, how, show), flags.shell);
  }

  private async read(session: Session, folder: string, direct: boolean, evenHere: boolean): Promise<Lab> {
    const { readLabOf } = await import('../session/reading/read-lab.ts');
    const lab = await readLabOf(session, folder);
    if (!direct) return lab;
    const { refuseDirect } = await import('../session/direct.ts');
    refuseDirect(session, lab, evenHere);
    return lab;
  }

  private async stepIn(session: Session, record: LabRecord | undefined, wanted: boolean): Promise<void> {
    const { isInteractive } = await import('../session/terminal.ts');
    if (!record || !wanted || !isInteractive()) return;
    const { stayInShell } = await import('../session/shell/stay.ts');
    process.exitCode = await stayInShell(session, record, undefined, (line) => this.logToStderr(line));
  }
}

function onlyWith(about: string, labs: readonly string[], flags: string): UsageError {
  return new UsageError(`${about}: use it with ${flags.split(' ')[0]}`, {
    next: [['netlab start', ...labs, flags].join(' ')],
  });
}

function oneLabOnly(names: readonly string[]): UsageError {
  return new UsageError('one lab is started at a time; several at once are an exam', {
    next: [`netlab start ${names[0]}`, `netlab start ${names.join(' ')} --exam`],
  });
}
