import type { Network } from '../checks/check.ts';
import type { Attachment, ChainOutcome, ListTarget, ValidAttachment } from './attachment.ts';
import { type CacheKey, dropResult, listCached, readResult, saveResult } from './cache.ts';
import { addChain, callList, checkChain, delChain } from './chain.ts';
import { byVersion, candidateVersions, chosenVersion, requestFor } from './config.ts';
import type { NetworkList } from './types.ts';

/** A container runtime's part: it drives the plugins of a network and stores what they say, as libcni does (section 3). */

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
  const { args, capabilityArgs } = attachment;
  const saved = await saveResult(network, cacheKey(attachment), { netns, args, capabilityArgs, result: added.printed });
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

/**
 * GC: attachments on record that are not valid any more are deleted, then every plugin is told which are valid; all problems are
 * reported. As libcni, nothing is done for a list with `disableGC`, and plugins below CNI 1.1.0 are not called.
 */
export async function gcNetwork(
  network: Network,
  wanted: ListTarget,
  valid: readonly ValidAttachment[],
): Promise<ChainOutcome> {
  const outcome = { command: 'GC', network: wanted.list.name } as const;
  if (wanted.list.disableGC) return { ...outcome, ok: true, calls: [] };
  const cached = await listCached(network, wanted.node, wanted.list.name, wanted.cache);
  const stale = cached.filter(
    (one) => !valid.some(({ containerID, ifname }) => containerID === one.containerId && ifname === one.ifname),
  );
  const done: ChainOutcome[] = [];
  for (const { containerId, ifname, netns, args, capabilityArgs } of stale) {
    const kept = { ...(args === undefined ? {} : { args }), ...(capabilityArgs ? { capabilityArgs } : {}) };
    done.push(await delNetwork(network, { ...wanted, containerId, ifname, netns, ...kept }));
  }
  if (byVersion(chosenVersion(wanted.list), '1.1.0') >= 0) done.push(await gcList(network, wanted, valid));
  const problems = done.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  const calls = done.flatMap((one) => one.calls);
  return problems.length > 0
    ? { ...outcome, ok: false, problem: problems.join('; '), calls }
    : { ...outcome, ok: true, calls };
}

/**
 * The attachments that GC is to keep: those typed (`pod-a`, `pod-b:net1`), or else those on record whose namespace is still there.
 */
export async function validAttachments(
  network: Network,
  wanted: ListTarget,
  typed: readonly string[] | undefined,
): Promise<ValidAttachment[]> {
  if (typed) {
    return typed.map((text) => {
      const [containerID = '', ifname = 'eth0'] = text.split(':');
      return { containerID, ifname };
    });
  }
  const cached = await listCached(network, wanted.node, wanted.list.name, wanted.cache);
  const there = await Promise.all(cached.map(({ netns }) => network.run(wanted.node, ['test', '-e', netns])));
  const valid = cached.filter((_, index) => there[index]?.exitCode === 0);
  return valid.map(({ containerId, ifname }) => ({ containerID: containerId, ifname }));
}

/** GC for every plugin of the list, whatever the others say. The older name of the key goes along, as in libcni (cni#1101). */
export function gcList(network: Network, wanted: ListTarget, valid: readonly ValidAttachment[]): Promise<ChainOutcome> {
  const attachments = { 'cni.dev/valid-attachments': valid, 'cni.dev/attachments': valid };
  return callList(network, wanted, 'GC', (plugin) => ({ ...requestFor(wanted.list, plugin), ...attachments }));
}

/** STATUS of every plugin up to the first that is not ready. Plugins below CNI 1.1.0 are not asked and count as ready. */
export async function networkStatus(network: Network, wanted: ListTarget): Promise<ChainOutcome> {
  if (byVersion(chosenVersion(wanted.list), '1.1.0') < 0) {
    return { command: 'STATUS', network: wanted.list.name, ok: true, calls: [] };
  }
  return callList(network, wanted, 'STATUS', (plugin) => requestFor(wanted.list, plugin), 'first');
}

/** VERSION of every plugin of a list; `versions` of each call says what it supports. */
export function pluginVersions(network: Network, wanted: ListTarget): Promise<ChainOutcome> {
  return callList(network, wanted, 'VERSION', () => ({ cniVersion: chosenVersion(wanted.list) }));
}

/**
 * The list with the version that is to be spoken. One version needs no talk; of several (`cniVersions`) it is the highest that netlab
 * and every plugin support (section 1, "Version considerations": a runtime may ask the plugins by VERSION).
 */
export async function settleVersion(network: Network, wanted: ListTarget): Promise<NetworkList> {
  const { list } = wanted;
  const candidates = candidateVersions(list);
  if (candidates.length < 2) return list;
  const asked = await pluginVersions(network, wanted);
  const known = asked.calls.map((call) => call.versions?.supportedVersions);
  const common = candidates.filter((version) => known.every((versions) => versions?.includes(version) ?? true));
  const cniVersion = common.at(-1);
  return cniVersion === undefined ? list : { ...list, cniVersion, cniVersions: [] };
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
