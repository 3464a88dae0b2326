import * as Flags from '@oclif/core/flags';
import type { ChainOutcome } from '../../cni/attachment.ts';
import { CniCommand, networkArgs, networkFlags } from '../../cni-command.ts';

export default class CniGc extends CniCommand {
  static override summary = 'let the plugins of a network clean up after pods that are gone (GC)';
  static override description =
    'Attachments on record whose namespace has gone are deleted (DEL); then every plugin of a network of CNI 1.1.0 gets the list of those that are still valid, and frees what belongs to no one. --valid gives that list instead. No ADD or DEL runs meanwhile.';
  static override examples = [
    '<%= config.bin %> cni gc podnet',
    '<%= config.bin %> cni gc podnet --valid pod-a --valid pod-b:net1',
  ];
  static override enableJsonFlag = true;
  static override args = networkArgs;
  static override flags = {
    ...networkFlags,
    valid: Flags.string({ description: 'an attachment that stays', helpValue: 'ID[:IFNAME]', multiple: true }),
  };

  async run(): Promise<ChainOutcome> {
    const { args, flags } = await this.parse(CniGc);
    const { gcNetwork, validAttachments } = await import('../../cni/runtime.ts');
    const { gcLine } = await import('../../cni/words.ts');
    let kept = 0;
    const outcome = await this.driveList(
      args.network,
      flags,
      async (network, target) => {
        const valid = await validAttachments(network, target, flags.valid);
        kept = valid.length;
        return gcNetwork(network, target, valid);
      },
      'alone',
    );
    return this.show(outcome, gcLine(outcome, kept), 2);
  }
}
