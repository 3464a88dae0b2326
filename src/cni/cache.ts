import type { Network } from '../checks/check.ts';
import { parseObject } from './parse.ts';

/**
 * The result of the last ADD of every attachment, which CHECK and DEL get as `prevResult` (section 3: the runtime "must store the
 * result returned by the final plugin persistently"). Files are named as libcni names them: network-container-interface.
 */

/** In /run, so that a node which restarts has forgotten its pods and their results alike. */
export const CACHE_FOLDER = '/run/cni/results';

export type CacheKey = { node: string; network: string; containerId: string; ifname: string; folder?: string };

const SAVE = 'mkdir -p -- "$1" && cat >"$1/$2.new" && mv -- "$1/$2.new" "$1/$2"';

/** Keeps a result. False when the node has no room or no right for it; the attachment itself is not worse for that. */
export async function saveResult(network: Network, key: CacheKey, result: unknown): Promise<boolean> {
  const entry = {
    kind: 'cniCacheV1',
    containerId: key.containerId,
    networkName: key.network,
    ifName: key.ifname,
    result,
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

function folderOf(key: CacheKey): string {
  return key.folder ?? CACHE_FOLDER;
}

function fileName(key: CacheKey): string {
  return `${key.network}-${key.containerId}-${key.ifname}`;
}
