import * as Flags from '@oclif/core/flags';
import { NetlabCommand, word } from '../../base-command.ts';

export default class LabTrust extends NetlabCommand {
  static override summary = 'let the programs that a lab brings run on this machine';
  static override description =
    'A lab may bring kinds of checks (its key `kinds`). Their code runs as you, outside the sandbox, whenever netlab reads the lab: read it first. The trust is in the folder, also after its files have changed. Labs that come with netlab need none.';
  static override examples = [
    '<%= config.bin %> lab trust ./50-slow-lane',
    '<%= config.bin %> lab trust ./50-slow-lane --revoke',
  ];
  static override enableJsonFlag = true;
  static override args = { lab: word({ description: 'the lab, by name or folder', required: true }) };
  static override flags = { revoke: Flags.boolean({ description: 'take it back', default: false }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(LabTrust);
    const { setTrust } = await import('../../session/author/trust-lab.ts');
    const { trustText } = await import('../../report/trust.ts');
    const trusted = await setTrust(this.session(), args.lab, !flags.revoke);
    this.log(trustText(trusted));
    return trusted;
  }
}
