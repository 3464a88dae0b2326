import type { Network } from '../checks/check.ts';
import { type CacheKey, dropResult, readResult, saveResult } from './cache.ts';
import { byVersion, chosenVersion, requestFor } from './config.ts';
import {
  type Command,
  callPlugin,
  type Executable,
  type Found,
  findPlugins,
  PLUGIN_PATH,
  type PluginOutcome,
} from './plugin.ts';
import { type CniResult, IDENTIFIER, type NetworkList, type PluginConfig } from './types.ts';

/** A container runtime's part: it drives the chain of plugins of a network as libcni does (section 3). */

/** One interface of one container on one network, on one node. */
export type Attachment = {
  node: string;
  list: NetworkList;
  /** Path of the network namespace, `/run/netns/pod-a`; empty when it has gone (DEL only). */
  netns: string;
  /** `eth0` unless told. */
  ifname?: string;
  containerId: string;
  /** Plugin search path, {@link PLUGIN_PATH} unless told. */
  path?: string;
  /** The plugins of the list, when they have been looked up already. */
  plugins?: Found;
  /** Folder of the cached results on the node. */
  cache?: string;
  /** Bound of every single plugin call. */
  timeoutMs?: number;
};

/** A network on a node, for commands that are about no single attachment. */
export type ListTarget = Pick<Attachment, 'node' | 'list' | 'path' | 'plugins' | 'timeoutMs'>;

export type ChainOutcome = {
  command: Command;
  network: string;
  ok: boolean;
  /** The first thing that went wrong, as a sentence; absent when all is well. */
  problem?: string;
  /** The final result of ADD. */
  result?: CniResult;
  /** Every call, in the order they were made. */
  calls: readonly PluginOutcome[];
  /** The DEL that followed a failed ADD. */
  undone?: ChainOutcome;
};

/** Namespaces by name lie where `ip netns` keeps them. */
export function netnsPath(namespace: string): string {
  return `/run/netns/${namespace}`;
}

/**
 * ADD, and the result is stored. After a failure DEL is called for the whole chain, as the specification asks ("a delete must still be
 * executed even if the add fails"), unless the pod had the interface before: then DEL would disconnect a pod that works.
 */
export async function addNetwork(network: Network, attachment: Attachment): Promise<ChainOutcome> {
  const { node, netns, ifname = 'eth0' } = attachment;
  const before = await network.run(node, ['nsenter', `--net=${netns}`, 'ip', 'link', 'show', 'dev', ifname]);
  const added = await addChain(network, attachment);
  if (!added.ok) {
    if (added.calls.length === 0 || before.exitCode === 0) return added;
    return { ...added, undone: await delNetwork(network, attachment) };
  }
  const saved = await saveResult(network, cacheKey(attachment), added.result);
  return saved ? added : { ...added, problem: `the result of ADD could not be stored on ${node}` };
}

/** DEL with the stored result of ADD, when there is one; it is forgotten afterwards. */
export async function delNetwork(network: Network, attachment: Attachment): Promise<ChainOutcome> {
  const deleted = await delChain(network, attachment, await readResult(network, cacheKey(attachment)));
  if (deleted.ok) await dropResult(network, cacheKey(attachment));
  return deleted;
}

/** CHECK with the stored result of ADD. */
export async function checkNetwork(network: Network, attachment: Attachment): Promise<ChainOutcome> {
  return checkChain(network, attachment, await readResult(network, cacheKey(attachment)));
}

/** ADD for every plugin in order, each with the result of the one before. */
export function addChain(network: Network, attachment: Attachment): Promise<ChainOutcome> {
  return runChain(network, attachment, 'ADD', (result) => result);
}

/** DEL for every plugin in reverse order, each with the final result of ADD when it is still known. */
export function delChain(network: Network, attachment: Attachment, prevResult: unknown): Promise<ChainOutcome> {
  return runChain(network, attachment, 'DEL', () => (knowsPrevResult(attachment.list) ? prevResult : undefined));
}

/** CHECK for every plugin in order, with the final result of ADD. A list with `disableCheck` always passes, uncalled. */
export async function checkChain(network: Network, attachment: Attachment, prevResult: unknown): Promise<ChainOutcome> {
  const { list, containerId, node } = attachment;
  const outcome = { command: 'CHECK', network: list.name, calls: [] } as const;
  if (list.disableCheck) return { ...outcome, ok: true };
  if (byVersion(chosenVersion(list), '0.4.0') < 0) {
    const problem = `CHECK exists since CNI 0.4.0, and ${list.name} is ${chosenVersion(list)}`;
    return { ...outcome, ok: false, problem };
  }
  if (prevResult === undefined) {
    const problem = `there is no stored result of ADD for ${containerId} on ${list.name}: ${node} has not added it, or has deleted it`;
    return { ...outcome, ok: false, problem };
  }
  return runChain(network, attachment, 'CHECK', () => prevResult);
}

/** VERSION of every plugin of a list; `versions` of each call says what it supports. */
export async function pluginVersions(network: Network, wanted: ListTarget): Promise<ChainOutcome> {
  return callList(network, wanted, 'VERSION', {}, () => ({ cniVersion: chosenVersion(wanted.list) }));
}

/** Calls a command that is about no attachment (VERSION, STATUS, GC) for every plugin of the list. */
export async function callList(
  network: Network,
  wanted: ListTarget,
  command: Command,
  environment: Readonly<Record<string, string>>,
  request: (plugin: PluginConfig) => Record<string, unknown>,
): Promise<ChainOutcome> {
  const { list, node } = wanted;
  const found = wanted.plugins ?? (await findPlugins(network, node, typesOf(list), wanted.path));
  if (!found.ok) return { command, network: list.name, ok: false, problem: found.problem, calls: [] };
  const calls = await Promise.all(
    list.plugins.map((plugin, index) =>
      callPlugin(network, {
        node,
        plugin: found.plugins[index] as Executable,
        command,
        environment: { ...environment, CNI_PATH: wanted.path ?? PLUGIN_PATH },
        request: request(plugin),
        ...(wanted.timeoutMs === undefined ? {} : { timeoutMs: wanted.timeoutMs }),
      }),
    ),
  );
  return ended(command, list.name, calls);
}

/** Runs the chain until the first problem. `previous` gives a plugin its prevResult from the result so far. */
async function runChain(
  network: Network,
  attachment: Attachment,
  command: 'ADD' | 'DEL' | 'CHECK',
  previous: (result: CniResult | undefined) => unknown,
): Promise<ChainOutcome> {
  const { list, node } = attachment;
  const invalid = invalidName(attachment);
  if (invalid) return { command, network: list.name, ok: false, problem: invalid, calls: [] };
  const found = attachment.plugins ?? (await findPlugins(network, node, typesOf(list), attachment.path));
  if (!found.ok) return { command, network: list.name, ok: false, problem: found.problem, calls: [] };
  const steps = list.plugins.map((config, index) => ({ config, plugin: found.plugins[index] as Executable }));
  const calls: PluginOutcome[] = [];
  let result: CniResult | undefined;
  for (const { config, plugin } of command === 'DEL' ? steps.toReversed() : steps) {
    const call = await callPlugin(network, {
      node,
      plugin,
      command,
      environment: environmentOf(attachment),
      request: requestFor(list, config, previous(result)),
      ...(attachment.timeoutMs === undefined ? {} : { timeoutMs: attachment.timeoutMs }),
    });
    calls.push(call);
    if (call.problem !== undefined) break;
    result = call.result;
  }
  return ended(command, list.name, calls);
}

function ended(command: Command, network: string, calls: readonly PluginOutcome[]): ChainOutcome {
  const problem = calls.find((call) => call.problem !== undefined)?.problem;
  if (problem !== undefined) return { command, network, ok: false, problem, calls };
  const result = calls.at(-1)?.result;
  return { command, network, ok: true, calls, ...(result ? { result } : {}) };
}

function typesOf(list: NetworkList): string[] {
  return list.plugins.map((plugin) => plugin.type);
}

function environmentOf(attachment: Attachment): Record<string, string> {
  return {
    CNI_CONTAINERID: attachment.containerId,
    CNI_NETNS: attachment.netns,
    CNI_IFNAME: attachment.ifname ?? 'eth0',
    CNI_PATH: attachment.path ?? PLUGIN_PATH,
  };
}

function cacheKey(attachment: Attachment): CacheKey {
  return {
    node: attachment.node,
    network: attachment.list.name,
    containerId: attachment.containerId,
    ifname: attachment.ifname ?? 'eth0',
    ...(attachment.cache === undefined ? {} : { folder: attachment.cache }),
  };
}

/** Versions before 0.4.0 give DEL no prevResult. */
function knowsPrevResult(list: NetworkList): boolean {
  return byVersion(chosenVersion(list), '0.4.0') >= 0;
}

/** The rules for names (section 2, "Parameters"; interface names: libcni's ValidateInterfaceName, after the kernel's). */
function invalidName({ containerId, ifname = 'eth0' }: Attachment): string | undefined {
  if (!IDENTIFIER.test(containerId)) {
    return `"${containerId}" is no container id: it starts with a letter or digit, then letters, digits, "_", "." and "-"`;
  }
  if (!/^[^\s/:]{1,15}$/.test(ifname) || ifname === '.' || ifname === '..') {
    return `"${ifname}" is no interface name: 1 to 15 characters without "/", ":" and white space`;
  }
  return undefined;
}
