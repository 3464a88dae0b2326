import type { ChainOutcome } from '../../cni/attachment.ts';
import { attachmentArgs, attachmentFlags, CniCommand } from '../../cni-command.ts';

export default class CniAdd extends CniCommand {
  static override summary = 'connect a namespace to a network (ADD)';
  static override description =
    'Calls every plugin of the network in order, each with the result of the one before, and prints the final result. When one fails, DEL follows.';
  static override examples = [
    '<%= config.bin %> cni add podnet pod-a',
    '<%= config.bin %> cni add ./podnet.conflist node1/pod-a --ifname net1',
    '<%= config.bin %> cni add podnet pod-a --capability mac=02:00:00:00:00:07',
  ];
  static override enableJsonFlag = true;
  static override args = attachmentArgs;
  static override flags = attachmentFlags;

  async run(): Promise<ChainOutcome> {
    const { args, flags } = await this.parse(CniAdd);
    const { addNetwork } = await import('../../cni/runtime.ts');
    const outcome = await this.drive(args, flags, true, addNetwork);
    return this.show(outcome, JSON.stringify(outcome.printed, null, 2), 2);
  }
}
