import type { Network, Ran } from '../../checks/check.ts';
import { shellLine } from '../../system/shell-quote.ts';
import { type Attachment, type ChainOutcome, netnsPath, type ValidAttachment } from '../attachment.ts';
import type { CapabilityArgs } from '../capabilities.ts';
import { addChain, callList, checkChain, delChain } from '../chain.ts';
import { requestFor } from '../config.ts';
import { type NetworkState, readState } from '../kernel.ts';
import { type Command, callPlugin, type Executable, type Found, PLUGIN_PATH, type PluginOutcome } from '../plugin.ts';
import { gcList } from '../runtime.ts';
import type { NetworkList } from '../types.ts';
import type { Role } from './case.ts';
import type { Said, Wanted } from './wanted.ts';

export type { Said, Wanted } from './wanted.ts';

/** A throw-away host with a network's list, and what a scene does on it. */
export type Stage = {
  network: Network;
  node: string;
  list: NetworkList;
  wanted: Wanted;
  /** What the check itself says of the network, less what is only read from the list. */
  said: Said;
  /** The plugins of the list, as found on the node. */
  plugins: Found;
  /** Which plugin of the list is tried, and what it is there. */
  subject: number;
  role: Role;
  /** What the interface in a pod is called. */
  ifname: string;
  capabilityArgs?: CapabilityArgs;
  /** Plugin search path. */
  path?: string;
  /** Pods that are added at the same moment. */
  crowd: number;
  /** Results of ADD by pod and interface, as a runtime stores them. */
  results: Map<string, unknown>;
  /** What has been done so far, as lines to repeat by hand. */
  history: string[];
  timeoutMs: number;
};

/** A chain that was called, and the lines that lead up to it by hand. */
export type Done = ChainOutcome & { before: readonly string[] };

/** What is different from an ordinary call for a pod. */
export type Change = {
  list?: NetworkList;
  ifname?: string;
  args?: string;
  netns?: string;
  id?: string;
  /** In place of the stored result; null for none. */
  prevResult?: unknown;
};

/** ADD for one of the host's pods. A failed ADD is not undone: what it leaves behind is to be seen. */
export async function addPod(stage: Stage, pod: string, change: Change = {}): Promise<Done> {
  recordPod(stage, pod);
  const done = await recorded(stage, () => addChain(stage.network, attachment(stage, pod, change)));
  if (done.ok) stage.results.set(keyOf(stage, pod, change), done.printed);
  return done;
}

export function delPod(stage: Stage, pod: string, change: Change = {}): Promise<Done> {
  recordPod(stage, pod);
  return recorded(stage, () =>
    delChain(stage.network, attachment(stage, pod, change), storedResult(stage, pod, change)),
  );
}

export function checkPod(stage: Stage, pod: string, change: Change = {}): Promise<Done> {
  return recorded(stage, () =>
    checkChain(stage.network, attachment(stage, pod, change), storedResult(stage, pod, change)),
  );
}

export function gcAll(stage: Stage, valid: readonly ValidAttachment[], list = stage.list): Promise<Done> {
  return recorded(stage, () => gcList(stage.network, { ...target(stage), list }, valid));
}

export function statusAll(stage: Stage, list = stage.list): Promise<Done> {
  return recorded(stage, () =>
    callList(stage.network, { ...target(stage), list }, 'STATUS', (plugin) => requestFor(list, plugin), 'first'),
  );
}

/** What one direct call of the plugin gets; an environment variable of undefined is left out. */
export type Direct = {
  command: string | undefined;
  environment: Readonly<Record<string, string | undefined>>;
  request?: Readonly<Record<string, unknown>>;
  input?: string;
};

/** Calls the plugin under test alone, with any environment and input, as no sane runtime would. */
export async function callDirect(stage: Stage, { command, environment, request, input }: Direct): Promise<Done> {
  const { network, node, list, subject, plugins } = stage;
  const failed = { command: 'VERSION', network: list.name, ok: false, calls: [], before: [] } as const;
  if (!plugins.ok) return { ...failed, problem: plugins.problem };
  const before = [...stage.history];
  const call = await callPlugin(network, {
    node,
    plugin: plugins.plugins[subject] as Executable,
    command: command as Command,
    environment: given({ CNI_PATH: stage.path ?? PLUGIN_PATH, ...environment }),
    request: request ?? requestOf(stage),
    ...(input === undefined ? {} : { input }),
    timeoutMs: stage.timeoutMs,
  });
  const { problem } = call;
  const outcome = { command: command as Command, network: list.name, calls: [call], before };
  return problem === undefined ? { ...outcome, ok: true } : { ...outcome, ok: false, problem };
}

/** What the plugin under test gets on standard input, were it the first of its chain. */
export function requestOf(stage: Stage, list = stage.list): Record<string, unknown> {
  return requestFor(list, list.plugins[stage.subject] as NetworkList['plugins'][number]);
}

/** Runs a command of our own in a place, and remembers it for whoever repeats the scene by hand. */
export function act(stage: Stage, place: string, argv: readonly string[], input?: string): Promise<Ran> {
  if (place !== stage.node) recordPod(stage, place);
  stage.history.push(stage.network.byHand(place, argv) + (input === undefined ? '' : ` <<'END'\n${input}\nEND`));
  return stage.network.run(place, argv, input === undefined ? {} : { input });
}

/** State of the throw-away host and of one pod, at one moment. */
export async function lookAt(stage: Stage, pod: string): Promise<{ host: NetworkState; pod: NetworkState }> {
  const [host, inside] = await Promise.all([readState(stage.network, stage.node), readState(stage.network, pod)]);
  return { host, pod: inside };
}

export function attachment(stage: Stage, pod: string, change: Change = {}): Attachment {
  const { node, plugins, timeoutMs, path, capabilityArgs } = stage;
  return {
    ...{ node, plugins, timeoutMs, list: change.list ?? stage.list },
    netns: change.netns ?? netnsPath(pod),
    containerId: change.id ?? pod,
    ifname: change.ifname ?? stage.ifname,
    ...(change.args === undefined ? {} : { args: change.args }),
    ...(path === undefined ? {} : { path }),
    ...(capabilityArgs ? { capabilityArgs } : {}),
  };
}

/** The call of a chain that tells most: the one that failed, or else the last. */
export function tellingCall(done: ChainOutcome): PluginOutcome | undefined {
  return done.calls.find((made) => made.problem !== undefined) ?? done.calls.at(-1);
}

async function recorded(stage: Stage, work: () => Promise<ChainOutcome>): Promise<Done> {
  const before = [...stage.history];
  const outcome = await work();
  stage.history.push(...outcome.calls.map((call) => call.byHand));
  return { ...outcome, before };
}

/** Remembers that a pod's namespace is made first. */
export function recordPod(stage: Stage, pod: string): void {
  const line = shellLine(['ip', 'netns', 'add', pod]);
  if (!stage.history.includes(line)) stage.history.push(line);
}

function storedResult(stage: Stage, pod: string, change: Change): unknown {
  if (change.prevResult === null) return undefined;
  return change.prevResult ?? stage.results.get(keyOf(stage, pod, change));
}

function keyOf(stage: Stage, pod: string, change: Change): string {
  return `${change.id ?? pod}/${change.ifname ?? stage.ifname}`;
}

function target({ node, plugins, timeoutMs, path, list }: Stage) {
  return { node, plugins, timeoutMs, list, ...(path === undefined ? {} : { path }) };
}

function given(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
