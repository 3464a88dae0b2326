import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { labFlag, NetlabCommand } from './base-command.ts';
import type { Network } from './checks/check.ts';
import type { AttachRequest } from './cni/attach.ts';
import type { Attachment, ChainOutcome } from './cni/runtime.ts';
import type { LabRecord } from './sandbox/record.ts';

/** What the commands about one attachment take: `netlab cni add podnet pod-a`. */
export const attachmentArgs = {
  network: Args.string({ required: true, description: 'the network: `name` in its configuration list' }),
  namespace: Args.string({ required: true, description: "the pod's namespace, such as pod-a or node1/pod-a" }),
};

export const attachmentFlags = {
  lab: labFlag,
  ifname: Flags.string({ description: 'the interface in the namespace', default: 'eth0' }),
  'container-id': Flags.string({ description: "the container's id (the namespace's name unless told)" }),
};

type Wanted = { network: string; namespace: string; ifname: string; lab: string | undefined; id: string | undefined };

/** What `netlab cni …` commands share: the live network they drive plugins on, and how an outcome is shown. */
export abstract class CniCommand extends NetlabCommand {
  /** The running lab and its live network. */
  protected async live(lab: string | undefined): Promise<{ record: LabRecord; network: Network }> {
    const { pickRunning } = await import('./session/running.ts');
    const { labNetwork } = await import('./sandbox/network.ts');
    const session = this.session();
    const record = await pickRunning(session, lab);
    return { record, network: labNetwork(record, session.inside !== undefined) };
  }

  /** Finds the attachment a learner means and lets `act` drive its chain of plugins. */
  protected async drive(
    { network: name, namespace, ifname, lab, id }: Wanted,
    mustExist: boolean,
    act: (network: Network, attachment: Attachment) => Promise<ChainOutcome>,
  ): Promise<ChainOutcome> {
    const { attachTo } = await import('./cni/attach.ts');
    const { record, network } = await this.live(lab);
    const request: AttachRequest = {
      network: name,
      namespace,
      ifname,
      mustExist,
      ...(id === undefined ? {} : { containerId: id }),
    };
    return act(network, await attachTo(network, record, request));
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
}
