import * as Flags from '@oclif/core/flags';
import { labFlag, NetlabCommand, word } from './base-command.ts';
import type { Network } from './checks/check.ts';
import type { Attachment, ChainOutcome, ListTarget } from './cni/attachment.ts';
import type { LabRecord } from './sandbox/record.ts';

const networkArg = word({
  required: true,
  description: 'the network: `name` in its configuration list, or the path of a list',
});

/** What the commands about one attachment take: `netlab cni add podnet pod-a`. */
export const attachmentArgs = {
  network: networkArg,
  namespace: word({ required: true, description: "the pod's namespace, such as pod-a or node1/pod-a" }),
};

export const attachmentFlags = {
  lab: labFlag,
  ifname: Flags.string({ description: 'the interface in the namespace', default: 'eth0' }),
  'container-id': Flags.string({ description: "the container's id (the namespace's name unless told)" }),
  args: Flags.string({ description: 'CNI_ARGS, for every plugin', helpValue: 'KEY=VALUE;…' }),
  capability: Flags.string({
    description: 'for plugins that declare it: portMappings, ips, mac, bandwidth, or another name',
    helpValue: 'NAME=JSON',
    multiple: true,
  }),
  path: Flags.string({
    description: 'where plugins are looked for ($CNI_PATH, /opt/cni/bin, /usr/lib/cni, /usr/libexec/cni unless told)',
  }),
};

/** What the commands about a whole network take: `netlab cni status podnet`. */
export const networkArgs = { network: networkArg };

export const networkFlags = {
  lab: labFlag,
  node: Flags.string({ description: 'the node whose configuration is used (the first unless told)' }),
  path: attachmentFlags.path,
};

type AttachmentFlags = {
  lab?: string | undefined;
  ifname: string;
  'container-id'?: string | undefined;
  args?: string | undefined;
  capability?: string[] | undefined;
  path?: string | undefined;
};

type NetworkFlags = { lab?: string | undefined; node?: string | undefined; path?: string | undefined };

/** What `netlab cni …` commands share: the live network they drive plugins on, and how an outcome is shown. */
export abstract class CniCommand extends NetlabCommand {
  /** Finds the attachment a learner means and lets `act` drive its chain of plugins. GC waits for it to end, and it for GC. */
  protected async drive(
    args: { network: string; namespace: string },
    flags: AttachmentFlags,
    mustExist: boolean,
    act: (network: Network, attachment: Attachment) => Promise<ChainOutcome>,
  ): Promise<ChainOutcome> {
    const { attachTo, searchPath } = await import('./cni/attach.ts');
    const { besides } = await import('./session/cni/turns.ts');
    const { record, network } = await this.live(flags.lab);
    const attachment = await attachTo(network, record, {
      ...args,
      ifname: flags.ifname,
      containerId: flags['container-id'],
      args: flags.args,
      capabilities: flags.capability,
      path: flags.path ?? searchPath(process.env),
      mustExist,
    });
    return besides(this.session(), record, () => act(network, attachment));
  }

  /** Finds the network a learner means and lets `act` drive its plugins. */
  protected async driveList(
    name: string,
    flags: NetworkFlags,
    act: (network: Network, target: ListTarget) => Promise<ChainOutcome>,
    turn: 'besides' | 'alone' = 'besides',
  ): Promise<ChainOutcome> {
    const { nodeOf, searchPath, targetOf } = await import('./cni/attach.ts');
    const { record, network } = await this.live(flags.lab);
    const path = flags.path ?? searchPath(process.env);
    const target = await targetOf(network, nodeOf(record, flags.node), name, path);
    const turns = await import('./session/cni/turns.ts');
    return turns[turn](this.session(), record, () => act(network, target));
  }

  /** `line` goes to standard output when all is well; notes go to standard error. A failure exits with `failed`. */
  protected async show(outcome: ChainOutcome, line: string, failed: 1 | 2): Promise<ChainOutcome> {
    const { outcomeNotes } = await import('./cni/words.ts');
    const notes = outcomeNotes(outcome);
    if (notes !== '') this.logToStderr(notes);
    if (outcome.ok) this.log(line);
    else process.exitCode = failed;
    return outcome;
  }

  /** The running lab and its live network. */
  private async live(lab: string | undefined): Promise<{ record: LabRecord; network: Network }> {
    const { pickRunning } = await import('./session/running.ts');
    const { labNetwork } = await import('./sandbox/network.ts');
    const session = this.session();
    const record = await pickRunning(session, lab);
    return { record, network: labNetwork(record, session.inside !== undefined) };
  }
}
