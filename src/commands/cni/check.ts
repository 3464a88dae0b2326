import type { ChainOutcome } from '../../cni/attachment.ts';
import { attachmentArgs, attachmentFlags, CniCommand } from '../../cni-command.ts';

export default class CniCheck extends CniCommand {
  static override summary = 'ask the plugins whether a namespace is still connected (CHECK)';
  static override description =
    'Calls every plugin of the network with the stored result of ADD. Exit code 1: a plugin says that something has gone.';
  static override examples = ['<%= config.bin %> cni check podnet pod-a'];
  static override enableJsonFlag = true;
  static override args = attachmentArgs;
  static override flags = attachmentFlags;

  async run(): Promise<ChainOutcome> {
    const { args, flags } = await this.parse(CniCheck);
    const { checkNetwork } = await import('../../cni/runtime.ts');
    const outcome = await this.drive(args, flags, true, checkNetwork);
    return this.show(outcome, `${args.namespace} is connected to ${args.network} as ADD left it.`, 1);
  }
}
