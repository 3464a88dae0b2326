import type { ChainOutcome } from '../../cni/attachment.ts';
import { attachmentArgs, attachmentFlags, CniCommand } from '../../cni-command.ts';

export default class CniDel extends CniCommand {
  static override summary = 'disconnect a namespace from a network (DEL)';
  static override description =
    'Calls every plugin of the network in reverse order. It may be repeated, and the namespace may have gone.';
  static override examples = ['<%= config.bin %> cni del podnet pod-a'];
  static override enableJsonFlag = true;
  static override args = attachmentArgs;
  static override flags = attachmentFlags;

  async run(): Promise<ChainOutcome> {
    const { args, flags } = await this.parse(CniDel);
    const { delNetwork } = await import('../../cni/runtime.ts');
    const outcome = await this.drive(args, flags, false, delNetwork);
    return this.show(outcome, `${args.namespace} is disconnected from ${args.network}.`, 2);
  }
}
