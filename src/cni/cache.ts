import * as z from 'zod';
import type { Network } from '../checks/check.ts';
import type { CapabilityArgs } from './capabilities.ts';
import { parseObject } from './parse.ts';

/**
 * The result of the last ADD of every attachment, which CHECK and DEL get as `prevResult` (section 3: the runtime "must store the
 * result returned by the final plugin persistently"). Files and their keys are named as libcni names them: network-container-interface.
 */

/** In /run, so that a node which restarts has forgotten its pods and their results alike. */
export const CACHE_FOLDER = '/run/cni/results';

export type CacheKey = { node: string; network: string; containerId: string; ifname: string; folder?: string };

/** What is kept of an ADD besides its result: a later DEL, by GC perhaps, has the same parameters. */
export type Kept = {
  netns: string;
  args: string | undefined;
  capabilityArgs: CapabilityArgs | undefined;
  result: unknown;
};

const SAVE = 'mkdir -p -- "$1" && cat >"$1/$2.new" && mv -- "$1/$2.new" "$1/$2"';

/** Keeps a result. False when the node has no room or no right for it; the attachment itself is not worse for that. */
export async function saveResult(network: Network, key: CacheKey, kept: Kept): Promise<boolean> {
  const entry = {
    kind: 'cniCacheV1',
    containerId: key.containerId,
    networkName: key.network,
    ifName: key.ifname,
    netns: kept.netns,
    ...(kept.args === undefined ? {} : { cniArgs: kept.args }),
    ...(kept.capabilityArgs ? { capabilityArgs: kept.capabilityArgs } : {}),
    result: kept.result,
  };
  const input = `${JSON.stringify(entry, null, 2)}\n`;
  const ran = await network.run(key.node, ['sh', '-c', SAVE, 'sh', folderOf(key), fileName(key)], { input });
  return ran.exitCode === 0;
}

/** The kept result; undefined when there is none, or when the file is not ours to read. */
export async function readResult(network: Network, key: CacheKey): Promise<unknown> {
  const ran = await network.run(key.node, ['cat', `${folderOf(key)}/${fileName(key)}`]);
  const parsed = parseObject(ran.stdout);
  return ran.exitCode === 0 && parsed.ok ? parsed.value['result'] : undefined;
}

/** Forgets a result; one that is not there is forgotten already. */
export async function dropResult(network: Network, key: CacheKey): Promise<void> {
  await network.run(key.node, ['rm', '-f', '--', `${folderOf(key)}/${fileName(key)}`]);
}

const cachedSchema = z.looseObject({
  kind: z.literal('cniCacheV1'),
  containerId: z.string(),
  networkName: z.string(),
  ifName: z.string(),
  netns: z.string().default(''),
  cniArgs: z.string().optional(),
  capabilityArgs: z.record(z.string(), z.unknown()).optional(),
});

export type Cached = { containerId: string; ifname: string } & Omit<Kept, 'result'>;

const LIST = 'for file in "$1"/*; do if [ -f "$file" ]; then base64 -w 0 -- "$file"; echo; fi; done';

/** Every attachment of a network that is on record on a node. Files that are none of ours are passed over. */
export async function listCached(
  network: Network,
  node: string,
  name: string,
  folder = CACHE_FOLDER,
): Promise<Cached[]> {
  const ran = await network.run(node, ['sh', '-c', LIST, 'sh', folder]);
  return ran.stdout.split('\n').flatMap((line) => {
    const json = parseObject(Buffer.from(line, 'base64').toString('utf8'));
    const entry = json.ok ? cachedSchema.safeParse(json.value).data : undefined;
    if (entry?.networkName !== name) return [];
    const { containerId, ifName: ifname, netns, cniArgs: args, capabilityArgs } = entry;
    return [{ containerId, ifname, netns, args, capabilityArgs }];
  });
}

function folderOf(key: CacheKey): string {
  return key.folder ?? CACHE_FOLDER;
}

function fileName(key: CacheKey): string {
  return `${key.network}-${key.containerId}-${key.ifname}`;
}
