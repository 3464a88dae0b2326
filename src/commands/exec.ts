import { labFlag, NetlabCommand, word } from '../base-command.ts';
import { UsageError } from '../errors.ts';

export default class Exec extends NetlabCommand {
  static override summary = 'run one command in a place of the lab';
  static override description =
    'Standard input, output and error are passed through, and so is the exit code, so a script can be run in a lab: netlab exec host -- bash -s < my.sh';
  static override examples = [
    '<%= config.bin %> exec red -- ping -c 1 192.168.15.2',
    '<%= config.bin %> exec node1/blue -- ip route',
    '<%= config.bin %> exec host -- bash -s < my.sh',
  ];
  static override args = {
    place: word({ required: true, description: 'a node, a namespace, or node/namespace' }),
  };
  static override flags = { lab: labFlag };
  static override strict = false;

  async run(): Promise<void> {
    const dashes = this.argv.indexOf('--');
    const { args, flags, argv } = await this.parse(Exec);
    const command = dashes < 0 ? argv.slice(1).map(String) : this.argv.slice(dashes + 1);
    if (command.length === 0) {
      throw new UsageError('exec needs a command after the place', {
        next: [`netlab exec ${args.place} -- ip address`],
      });
    }
    const { pickRunning } = await import('../session/running.ts');
    const { execInPlace } = await import('../session/shell/shell.ts');
    const session = this.session();
    process.exitCode = await execInPlace(session, await pickRunning(session, flags.lab), args.place, command);
  }
}
