import { NetlabCommand, word } from '../../base-command.ts';
import { refuseInside } from '../../session/session.ts';

/** What `--json` prints: entries as they stand in `checks`. */
type ProposedChecks = {
  lab: string;
  checks: { about: string; check: Record<string, unknown>; remark: string | null }[];
  unsaid: string[];
};

export default class LabChecks extends NetlabCommand {
  static override summary = 'propose checks from what somebody has done in a running lab, as YAML to paste';
  static override description =
    'Start the lab, solve it by hand, and ask. It is compared with the same lab started afresh; what differs becomes checks, each of which passes now and fails at a fresh start. What a check of the lab asks already is left out. Nothing is changed.';
  static override examples = [
    '<%= config.bin %> lab checks',
    '<%= config.bin %> lab checks 20-my-lab > checks.yaml',
    '<%= config.bin %> lab checks --json',
  ];
  static override enableJsonFlag = true;
  static override args = {
    lab: word({ description: 'the running lab (the one started last unless told)' }),
  };

  async run(): Promise<ProposedChecks> {
    const { args } = await this.parse(LabChecks);
    const session = this.session();
    refuseInside(session, 'propose checks');
    const { pickRunning } = await import('../../session/running.ts');
    const { proposeFor } = await import('../../session/author/propose.ts');
    const { asEntry, proposalsYaml, unsaidText } = await import('../../report/proposals.ts');
    const { lab, proposals, unsaid } = await proposeFor(session, await pickRunning(session, args.lab));
    const nothing = `nothing differs from the start of ${lab} that its checks do not ask for: solve it first`;
    const notes = [...(proposals.length === 0 ? [nothing] : []), unsaidText(unsaid)].filter((note) => note !== '');
    if (notes.length > 0) process.stderr.write(`${notes.join('\n')}\n`);
    if (proposals.length > 0) this.log(proposalsYaml(proposals));
    const checks = proposals.map((one) => ({ about: one.about, check: asEntry(one), remark: one.remark ?? null }));
    return { lab, checks, unsaid };
  }
}
