import type { ChainOutcome } from '../../cni/attachment.ts';
import { CniCommand, networkArgs, networkFlags } from '../../cni-command.ts';

export default class CniStatus extends CniCommand {
  static override summary = 'ask the plugins of a network whether they are ready for the next pod (STATUS)';
  static override description =
    'STATUS exists since CNI 1.1.0; plugins of an older network are not asked. Exit code 1: a plugin says that it is not ready.';
  static override examples = ['<%= config.bin %> cni status podnet'];
  static override enableJsonFlag = true;
  static override args = networkArgs;
  static override flags = networkFlags;

  async run(): Promise<ChainOutcome> {
    const { args, flags } = await this.parse(CniStatus);
    const { networkStatus } = await import('../../cni/runtime.ts');
    const { statusLine } = await import('../../cni/words.ts');
    const outcome = await this.driveList(args.network, flags, networkStatus);
    return this.show(outcome, statusLine(outcome), 1);
  }
}
