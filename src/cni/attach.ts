import type { Network } from '../checks/check.ts';
import { LabStateError, UsageError } from '../errors.ts';
import { findNetworkList } from './config.ts';
import { type Attachment, netnsPath } from './runtime.ts';
import type { NetworkList } from './types.ts';

/** From what a learner types (`podnet pod-a`) to what a runtime needs. */

/** The nodes of a running lab (the first is the default one), and the node of every namespace whose name is unique. */
export type Nodes = { nodes: Readonly<Record<string, unknown>>; namespaces: Readonly<Record<string, string>> };

export type AttachRequest = {
  /** The name of the network, as in its configuration list. */
  network: string;
  /** `pod-a` or `node1/pod-a`. */
  namespace: string;
  ifname: string;
  /** The namespace's name unless told. */
  containerId?: string;
  /** ADD and CHECK need the namespace; DEL works without. */
  mustExist: boolean;
};

/** Throws LabStateError when the network or the namespace does not exist, UsageError for a node that the lab does not have. */
export async function attachTo(network: Network, lab: Nodes, request: AttachRequest): Promise<Attachment> {
  const { node, namespace } = placeOf(lab, request.namespace);
  const list = await listOf(network, node, request.network);
  const netns = netnsPath(namespace);
  const there = await network.run(node, ['test', '-e', netns]);
  if (request.mustExist && there.exitCode !== 0) {
    const next = [`ip netns add ${namespace}`, 'ip netns list'];
    throw new LabStateError(
      `there is no namespace "${namespace}" on ${node}: a runtime makes it before any plugin runs`,
      {
        next,
      },
    );
  }
  return { node, list, netns, ifname: request.ifname, containerId: request.containerId ?? namespace };
}

/** The list of a network on a node. Throws LabStateError, which says what is there instead. */
export async function listOf(network: Network, node: string, name: string): Promise<NetworkList> {
  const found = await findNetworkList(network, node, name);
  if (!found.ok) throw new LabStateError(found.problem, { next: ['ls -l /etc/cni/net.d'] });
  return found.list;
}

/** The node that a command without a namespace means: the one named, or the first. */
export function nodeOf(lab: Nodes, named: string | undefined): string {
  const known = Object.keys(lab.nodes);
  const node = named ?? known[0];
  if (node === undefined || !known.includes(node)) {
    throw new UsageError(`there is no node "${node}" in this lab (it has ${known.join(', ')})`);
  }
  return node;
}

function placeOf(lab: Nodes, text: string): { node: string; namespace: string } {
  const [first = '', second] = text.split('/');
  if (second !== undefined) return { node: nodeOf(lab, first), namespace: second };
  return { node: lab.namespaces[first] ?? nodeOf(lab, undefined), namespace: first };
}
