import { readFileSync } from 'node:fs';
import type { Network } from '../checks/check.ts';
import { LabStateError, UsageError } from '../errors.ts';
import { type Attachment, type ListTarget, netnsPath } from './attachment.ts';
import { type CapabilityArgs, parseCapabilities } from './capabilities.ts';
import { findNetworkList, parseNetworkList } from './config.ts';
import { PLUGIN_PATH } from './plugin.ts';
import { settleVersion } from './runtime.ts';
import type { NetworkList } from './types.ts';

/** From what a learner types (`podnet pod-a`) to what a runtime needs. */

/** The nodes of a running lab (the first is the default one), and the node of every namespace whose name is unique. */
export type Nodes = { nodes: Readonly<Record<string, unknown>>; namespaces: Readonly<Record<string, string>> };

export type AttachRequest = {
  /** The name of the network, as in its configuration list, or the path of a list. */
  network: string;
  /** `pod-a` or `node1/pod-a`. */
  namespace: string;
  ifname: string;
  /** The namespace's name unless told. */
  containerId?: string | undefined;
  /** CNI_ARGS. */
  args?: string | undefined;
  /** Capability arguments as typed, `mac=02:00:00:00:00:07`. */
  capabilities?: readonly string[] | undefined;
  /** Plugin search path. */
  path?: string | undefined;
  /** ADD and CHECK need the namespace; DEL works without. */
  mustExist: boolean;
};

/** Throws LabStateError when the network or the namespace does not exist, UsageError for a node that the lab does not have. */
export async function attachTo(network: Network, lab: Nodes, request: AttachRequest): Promise<Attachment> {
  const { node, namespace } = placeOf(lab, request.namespace);
  const capabilityArgs: CapabilityArgs = parseCapabilities(request.capabilities ?? []);
  const target = await targetOf(network, node, request.network, request.path);
  const netns = netnsPath(namespace);
  const there = await network.run(node, ['test', '-e', netns]);
  if (request.mustExist && there.exitCode !== 0) {
    const next = [`ip netns add ${namespace}`, 'ip netns list'];
    throw new LabStateError(
      `there is no namespace "${namespace}" on ${node}: a runtime makes it before any plugin runs`,
      { next },
    );
  }
  return {
    ...target,
    netns,
    ifname: request.ifname,
    containerId: request.containerId ?? namespace,
    capabilityArgs,
    ...(request.args === undefined ? {} : { args: request.args }),
  };
}

/** A network on a node, its version settled. Throws LabStateError, which says what is there instead. */
export async function targetOf(network: Network, node: string, name: string, path?: string): Promise<ListTarget> {
  const list = name.includes('/') ? listInFile(name) : await listOf(network, node, name);
  const target = { node, list, path: path ?? PLUGIN_PATH };
  return { ...target, list: await settleVersion(network, target) };
}

/** Where plugins are looked for: the folders of $CNI_PATH, then those of every runtime. */
export function searchPath(env: NodeJS.ProcessEnv): string {
  return [env['CNI_PATH'], PLUGIN_PATH].filter(Boolean).join(':');
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

async function listOf(network: Network, node: string, name: string): Promise<NetworkList> {
  const found = await findNetworkList(network, node, name);
  if (!found.ok) throw new LabStateError(found.problem, { next: ['ls -l /etc/cni/net.d'] });
  return found.list;
}

/** A list from a file of the machine that netlab runs on. Throws UsageError that names the file and its fault. */
export function listInFile(file: string): NetworkList {
  const parsed = parseNetworkList(textOf(file));
  if (!parsed.ok) throw new UsageError(`${file}: ${parsed.problem}`);
  return parsed.list;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read the configuration ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function placeOf(lab: Nodes, text: string): { node: string; namespace: string } {
  const [first = '', second] = text.split('/');
  if (second !== undefined) return { node: nodeOf(lab, first), namespace: second };
  return { node: lab.namespaces[first] ?? nodeOf(lab, undefined), namespace: first };
}
