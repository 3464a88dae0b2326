import type { Network } from '../checks/check.ts';
import { type Attachment, type ChainOutcome, invalidName, type ListTarget } from './attachment.ts';
import { byVersion, chosenVersion, requestFor } from './config.ts';
import {
  type Command,
  callPlugin,
  type Executable,
  findPlugins,
  PLUGIN_PATH,
  type PluginCall,
  type PluginOutcome,
} from './plugin.ts';
import type { NetworkList, PluginConfig } from './types.ts';

/** The chain of plugins of a network, called one after the other (section 3). Nothing is stored here. */

/** ADD for every plugin in order, each with the result of the one before. */
export function addChain(network: Network, attachment: Attachment): Promise<ChainOutcome> {
  return runChain(network, attachment, 'ADD', (printed) => printed);
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

/** How a command that is about no attachment goes through the list: `first` ends at the first problem, `all` never does. */
export type Until = 'first' | 'all';

/** Calls VERSION, STATUS or GC for every plugin of the list, one after the other. */
export async function callList(
  network: Network,
  wanted: ListTarget,
  command: Command,
  request: (plugin: PluginConfig) => Record<string, unknown>,
  until: Until = 'all',
): Promise<ChainOutcome> {
  const { list, node } = wanted;
  const found = wanted.plugins ?? (await findPlugins(network, node, typesOf(list), wanted.path));
  if (!found.ok) return { command, network: list.name, ok: false, problem: found.problem, calls: [] };
  const calls: PluginOutcome[] = [];
  for (const [index, plugin] of list.plugins.entries()) {
    const environment = { CNI_PATH: wanted.path ?? PLUGIN_PATH };
    const executable = found.plugins[index] as Executable;
    const call = await callPlugin(network, {
      ...{ node, plugin: executable, command, environment, request: request(plugin) },
      ...bound(wanted),
    });
    calls.push(call);
    if (call.problem !== undefined && until === 'first') break;
  }
  return ended(command, list.name, calls);
}

/** Runs the chain until the first problem. `previous` gives a plugin its prevResult from the result so far. */
async function runChain(
  network: Network,
  attachment: Attachment,
  command: 'ADD' | 'DEL' | 'CHECK',
  previous: (printed: unknown) => unknown,
): Promise<ChainOutcome> {
  const { list, node, capabilityArgs } = attachment;
  const invalid = invalidName(attachment);
  if (invalid) return { command, network: list.name, ok: false, problem: invalid, calls: [] };
  const found = attachment.plugins ?? (await findPlugins(network, node, typesOf(list), attachment.path));
  if (!found.ok) return { command, network: list.name, ok: false, problem: found.problem, calls: [] };
  const steps = list.plugins.map((config, index) => ({ config, plugin: found.plugins[index] as Executable }));
  const calls: PluginOutcome[] = [];
  let printed: unknown;
  for (const { config, plugin } of command === 'DEL' ? steps.toReversed() : steps) {
    const request = requestFor(list, config, { prevResult: previous(printed), capabilityArgs });
    const environment = environmentOf(attachment);
    const call = await callPlugin(network, { node, plugin, command, environment, request, ...bound(attachment) });
    calls.push(call);
    if (call.problem !== undefined) break;
    printed = call.printed;
  }
  return ended(command, list.name, calls);
}

function ended(command: Command, network: string, calls: readonly PluginOutcome[]): ChainOutcome {
  const problems = calls.map((call) => call.problem).filter((problem) => problem !== undefined);
  if (problems.length > 0) return { command, network, ok: false, problem: problems.join('; '), calls };
  const { result, printed } = calls.at(-1) ?? {};
  return { command, network, ok: true, calls, ...(result && printed ? { result, printed } : {}) };
}

export function typesOf(list: NetworkList): string[] {
  return list.plugins.map((plugin) => plugin.type);
}

/** The `CNI_…` variables of an attachment, CNI_COMMAND aside. */
export function environmentOf(attachment: Attachment): Record<string, string> {
  return {
    CNI_CONTAINERID: attachment.containerId,
    CNI_NETNS: attachment.netns,
    CNI_IFNAME: attachment.ifname ?? 'eth0',
    ...(attachment.args === undefined ? {} : { CNI_ARGS: attachment.args }),
    CNI_PATH: attachment.path ?? PLUGIN_PATH,
  };
}

function bound({ timeoutMs }: Pick<Attachment, 'timeoutMs'>): Pick<PluginCall, 'timeoutMs'> {
  return timeoutMs === undefined ? {} : { timeoutMs };
}

/** Versions before 0.4.0 give DEL no prevResult. */
function knowsPrevResult(list: NetworkList): boolean {
  return byVersion(chosenVersion(list), '0.4.0') >= 0;
}
