import { Address4 } from 'ip-address';
import type { Evidence, Network } from '../../checks/check.ts';
import { type Attachment, type ChainOutcome, netnsPath } from '../attachment.ts';
import { addChain, checkChain, delChain } from '../chain.ts';
import { type NetworkState, readState } from '../kernel.ts';
import { excerpt } from '../parse.ts';
import type { Found, PluginOutcome } from '../plugin.ts';
import type { NetworkList } from '../types.ts';

/** A throw-away host with a network's list, and what a case does on it. */
export type Stage = {
  network: Network;
  node: string;
  list: NetworkList;
  wanted: Wanted;
  /** What the check itself says of the network, less what is only read from the list. */
  said: Said;
  /** The plugins of the list, as found on the node. */
  plugins: Found;
  /** Results of ADD by pod, as a runtime stores them. */
  results: Map<string, unknown>;
  timeoutMs: number;
};

/** What the network is to look like: said by the check, or else read from the list. */
export type Wanted = { bridge?: string; subnet?: string; gateway?: string };

export type Said = Wanted & { plugin?: string };

/** Fills in from the list what a check leaves unsaid: keys as the reference bridge and host-local plugins name them. */
export function wantedOf(list: NetworkList, said: Wanted = {}): Wanted {
  const [first = {}] = list.plugins as readonly Record<string, unknown>[];
  const ipam = record(first['ipam']);
  const [ranges]: unknown[] = Array.isArray(ipam['ranges']) ? ipam['ranges'] : [];
  const range = record(Array.isArray(ranges) ? ranges[0] : undefined);
  const bridge = said.bridge ?? text(first['bridge']);
  const subnet = said.subnet ?? text(first['subnet']) ?? text(ipam['subnet']) ?? text(range['subnet']);
  const gateway =
    said.gateway ?? text(first['gateway']) ?? text(ipam['gateway']) ?? text(range['gateway']) ?? firstAddress(subnet);
  return { ...(bridge ? { bridge } : {}), ...(subnet ? { subnet } : {}), ...(gateway ? { gateway } : {}) };
}

/** A subnet as something to calculate with; undefined for what is no IPv4 prefix. */
export function subnetOf(cidr: string | undefined): Address4 | undefined {
  return cidr?.includes('/') && Address4.isValid(cidr) ? new Address4(cidr) : undefined;
}

/** ADD for one of the host's pods. A failed ADD is not undone: what it leaves behind is to be seen. */
export async function addPod(stage: Stage, pod: string, list = stage.list): Promise<ChainOutcome> {
  const added = await addChain(stage.network, attachment(stage, pod, list));
  if (added.ok) stage.results.set(pod, added.result);
  return added;
}

export function delPod(stage: Stage, pod: string, list = stage.list, netns = netnsPath(pod)): Promise<ChainOutcome> {
  return delChain(stage.network, { ...attachment(stage, pod, list), netns }, stage.results.get(pod));
}

export function checkPod(stage: Stage, pod: string): Promise<ChainOutcome> {
  return checkChain(stage.network, attachment(stage, pod, stage.list), stage.results.get(pod));
}

/** State of the throw-away host and of one pod, at one moment. */
export async function lookAt(stage: Stage, pod: string): Promise<{ host: NetworkState; pod: NetworkState }> {
  const [host, inside] = await Promise.all([readState(stage.network, stage.node), readState(stage.network, pod)]);
  return { host, pod: inside };
}

/**
 * The call of a chain that tells most, as a line to repeat by hand on the node after the commands in `before`, and what it printed.
 * It carries its whole environment and standard input, so it needs nothing else.
 */
export function evidenceOf(outcome: ChainOutcome, before: readonly string[] = []): Evidence {
  const call = outcome.calls.find((made) => made.problem !== undefined) ?? outcome.calls.at(-1);
  if (!call) return { command: 'ls -l /etc/cni/net.d /opt/cni/bin', output: outcome.problem ?? '' };
  return { command: [...before, call.byHand].join('\n'), output: printed(call) };
}

/** The calls of a chain as lines to repeat by hand, for `before` of {@link evidenceOf}. */
export function linesOf(outcome: ChainOutcome): string[] {
  return outcome.calls.map((call) => call.byHand);
}

/** The line that makes a pod's namespace by hand. */
export function podLine(name: string): string {
  return `ip netns add ${name}`;
}

export function attachment(stage: Stage, pod: string, list: NetworkList): Attachment {
  const { node, plugins, timeoutMs } = stage;
  return { node, list, plugins, netns: netnsPath(pod), containerId: pod, timeoutMs };
}

/** The list with other values in place of some, wherever they stand: `10.244.0.0/24` becomes `10.244.0.0/30`. */
export function withValues(list: NetworkList, values: ReadonlyMap<string, string>): NetworkList {
  const swap = (value: unknown): unknown => {
    if (typeof value === 'string') return values.get(value) ?? value;
    if (Array.isArray(value)) return value.map(swap);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, swap(inner)]));
  };
  return { ...list, plugins: swap(list.plugins) as NetworkList['plugins'] };
}

function printed(call: PluginOutcome): string {
  const ended = call.timedOut ? 'stopped at its time limit' : `exit code ${call.exitCode ?? 'none (a signal)'}`;
  const lines = [call.stdout.trim().slice(0, 2000), call.stderr.trim().slice(0, 1000), `(${excerpt(ended)})`];
  return lines.filter((line) => line !== '').join('\n');
}

function firstAddress(cidr: string | undefined): string | undefined {
  return subnetOf(cidr)?.startAddressExclusive().correctForm();
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
