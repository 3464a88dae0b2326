import type { CapabilityArgs } from './capabilities.ts';
import type { Command, Found, PluginOutcome } from './plugin.ts';
import { type CniResult, IDENTIFIER, type NetworkList } from './types.ts';

/** What a runtime's operations are about, and what comes of them. */

/** One interface of one container on one network, on one node. */
export type Attachment = {
  node: string;
  list: NetworkList;
  /** Path of the network namespace, `/run/netns/pod-a`; empty when it has gone (DEL only). */
  netns: string;
  /** `eth0` unless told. */
  ifname?: string;
  containerId: string;
  /** CNI_ARGS, `FOO=BAR;ABC=123`. */
  args?: string;
  /** Given to those plugins that declare the capability (section 3, "Deriving runtimeConfig"). */
  capabilityArgs?: CapabilityArgs;
  /** Plugin search path, PLUGIN_PATH of plugin.ts unless told. */
  path?: string;
  /** The plugins of the list, when they have been looked up already. */
  plugins?: Found;
  /** Folder of the cached results on the node. */
  cache?: string;
  /** Bound of every single plugin call, in milliseconds. */
  timeoutMs?: number;
};

/** A network on a node, for operations that are about no single attachment. */
export type ListTarget = Pick<Attachment, 'node' | 'list' | 'path' | 'plugins' | 'cache' | 'timeoutMs'>;

/** What names an attachment to GC (section 2, "GC"). */
export type ValidAttachment = { containerID: string; ifname: string };

export type ChainOutcome = {
  command: Command;
  network: string;
  ok: boolean;
  /** The first thing that went wrong, as a sentence; absent when all is well. */
  problem?: string;
  /** The final result of ADD. */
  result?: CniResult;
  /** The same as the last plugin printed it; it is stored. */
  printed?: Readonly<Record<string, unknown>>;
  /** Every call, in the order they were made. */
  calls: readonly PluginOutcome[];
  /** The DEL that followed a failed ADD. */
  undone?: ChainOutcome;
};

/** Namespaces by name lie where `ip netns` keeps them. */
export function netnsPath(namespace: string): string {
  return `/run/netns/${namespace}`;
}

/** The rules for names (section 2, "Parameters"; interface names: libcni's ValidateInterfaceName, after the kernel's). */
export function invalidName({ containerId, ifname = 'eth0' }: Attachment): string | undefined {
  if (!IDENTIFIER.test(containerId)) {
    return `"${containerId}" is no container id: it starts with a letter or digit, then letters, digits, "_", "." and "-"`;
  }
  if (!/^[^\s/:]{1,15}$/.test(ifname) || ifname === '.' || ifname === '..') {
    return `"${ifname}" is no interface name: 1 to 15 characters without "/", ":" and white space`;
  }
  return undefined;
}
