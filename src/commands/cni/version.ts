import type { ChainOutcome } from '../../cni/attachment.ts';
import { CniCommand, networkArgs, networkFlags } from '../../cni-command.ts';

export default class CniVersion extends CniCommand {
  static override summary = 'ask the plugins of a network which versions they speak (VERSION)';
  static override examples = ['<%= config.bin %> cni version podnet'];
  static override enableJsonFlag = true;
  static override args = networkArgs;
  static override flags = networkFlags;

  async run(): Promise<ChainOutcome> {
    const { args, flags } = await this.parse(CniVersion);
    const { pluginVersions } = await import('../../cni/runtime.ts');
    const { versionLines } = await import('../../cni/words.ts');
    const outcome = await this.driveList(args.network, flags, pluginVersions);
    return this.show(outcome, versionLines(outcome), 2);
  }
}
