import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { labFlag } from '../../base-command.ts';
import type { ChainOutcome } from '../../cni/runtime.ts';
import { CniCommand } from '../../cni-command.ts';

export default class CniVersion extends CniCommand {
  static override summary = 'ask the plugins of a network which versions they speak (VERSION)';
  static override examples = ['<%= config.bin %> cni version podnet'];
  static override enableJsonFlag = true;
  static override args = {
    network: Args.string({ required: true, description: 'the network: `name` in its configuration list' }),
  };
  static override flags = {
    lab: labFlag,
    node: Flags.string({ description: 'the node whose configuration is used (the first unless told)' }),
  };

  async run(): Promise<ChainOutcome> {
    const { args, flags } = await this.parse(CniVersion);
    const { listOf, nodeOf } = await import('../../cni/attach.ts');
    const { pluginVersions } = await import('../../cni/runtime.ts');
    const { versionLines } = await import('../../cni/words.ts');
    const { record, network } = await this.live(flags.lab);
    const node = nodeOf(record, flags.node);
    const outcome = await pluginVersions(network, { node, list: await listOf(network, node, args.network) });
    return this.show(outcome, versionLines(outcome), 2);
  }
}
