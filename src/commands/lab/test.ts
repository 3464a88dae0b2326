import * as Flags from '@oclif/core/flags';
import { NetlabCommand, word } from '../../base-command.ts';
import type { ProofReport, RunKind } from '../../proof/proof-report.ts';
import { refuseInside } from '../../session/session.ts';

const MUTATE = ['reference', 'all'] as const;
const KINDS: readonly RunKind[] = ['start', 'fault', 'solution', 'mistake', 'mutation'];

export default class LabTest extends NetlabCommand {
  static override summary = 'prove that a lab can be done and that its checks catch what is wrong';
  static override description =
    'Opens sandboxes of its own, side by side: a fresh start is open; every solution completes task after task; every mistake is caught by the check that its header names; and when one command of the reference solution is left out or changed, some check fails. Your progress, your files and your running labs are not touched. Exit code 0: proved. 1: something does not hold. 2: netlab could not look.';
  static override examples = [
    '<%= config.bin %> lab test 03-nat',
    '<%= config.bin %> lab test ./20-my-lab --only mistake --keep',
    '<%= config.bin %> lab test --strict --repeat 10 --format junit > proof.xml',
  ];
  static override strict = false;
  static override enableJsonFlag = true;
  static override args = {
    lab: word({ description: 'labs by name, or folders (all that come with netlab unless told)' }),
  };
  static override flags = {
    only: Flags.string({ description: 'prove only this', options: [...KINDS] }),
    repeat: Flags.integer({ description: 'everything so many times over', helpValue: 'N', default: 1, min: 1 }),
    mutate: Flags.string({
      description: 'whose mutants to try: of solution.sh, or of every solution',
      options: [...MUTATE],
      default: 'reference',
    }),
    strict: Flags.boolean({ description: 'a mutant that survives is an error', default: false }),
    keep: Flags.boolean({ description: 'leave the first failed sandbox of each lab running', default: false }),
    jobs: Flags.integer({
      description: 'sandboxes side by side (four for each processor unless told)',
      helpValue: 'N',
      min: 1,
    }),
    format: Flags.string({ description: 'how to print', options: ['text', 'junit'], default: 'text' }),
  };

  async run(): Promise<ProofReport> {
    const { argv, flags } = await this.parse(LabTest);
    const session = this.session();
    refuseInside(session, 'prove labs');
    const [{ proveWithProgress }, { exitCodeOfProof }] = await Promise.all([
      import('../../session/author/prove.ts'),
      import('../../proof/proof-report.ts'),
    ]);
    const only = KINDS.find((kind) => kind === flags.only);
    const mutate = MUTATE.find((one) => one === flags.mutate) ?? 'reference';
    const report = await proveWithProgress(session, argv.map(String), { ...flags, only, mutate, jobs: flags.jobs });
    process.exitCode = exitCodeOfProof(report);
    if (!this.jsonEnabled()) this.log((await this.shown(report, flags.format)).trimEnd());
    return report;
  }

  private async shown(report: ProofReport, format: string): Promise<string> {
    if (format === 'junit') return (await import('../../report/proof-junit.ts')).proofJunit(report);
    const { terminalWidth } = await import('../../session/terminal.ts');
    return (await import('../../report/proof.ts')).proofText(report, terminalWidth());
  }
}
