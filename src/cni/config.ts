import type { Network } from '../checks/check.ts';
import { excerpt, parseObject, parseWith } from './parse.ts';
import { type NetworkList, networkListSchema, type PluginConfig } from './types.ts';

/** Network configuration lists as they lie in a node's /etc/cni/net.d, and what a plugin gets of them. */

export const CONFIG_FOLDER = '/etc/cni/net.d';

export type ListFile = { path: string; list: NetworkList };
export type BrokenFile = { path: string; problem: string };
export type FoundLists = { files: readonly ListFile[]; broken: readonly BrokenFile[] };
export type FoundList = { ok: true; path: string; list: NetworkList } | { ok: false; problem: string };

/** Files larger than this are no configuration: they are cut, and then refused as broken. */
const LIMIT_BYTES = 262_144;

const READ_ALL = `for file in "$1"/*.conflist "$1"/*.conf "$1"/*.json; do
  if [ -f "$file" ]; then printf '%s\\t' "$file"; head -c "$2" -- "$file" | base64 -w 0; echo; fi
done`;

/** The list of a network by its name; the sentence says what there is instead, so that a learner sees the typing error. */
export async function findNetworkList(
  network: Network,
  node: string,
  name: string,
  folder = CONFIG_FOLDER,
): Promise<FoundList> {
  const { files, broken } = await readNetworkLists(network, node, folder);
  const found = files.find((file) => file.list.name === name);
  if (found) return { ok: true, path: found.path, list: found.list };
  const others = files.map((file) => `"${file.list.name}" (${file.path})`);
  const said = [
    `there is no network "${name}" in ${folder} of ${node}`,
    ...(others.length > 0 ? [`it has ${others.join(', ')}`] : []),
    ...broken.map((file) => `${file.path} is broken: ${file.problem}`),
    ...(others.length + broken.length === 0 ? ['it has no *.conflist file'] : []),
  ];
  return { ok: false, problem: said.join('; ') };
}

/** Every list in the folder, in the order libcni reads them: by file name. A file that is broken stops none of the others. */
export async function readNetworkLists(network: Network, node: string, folder = CONFIG_FOLDER): Promise<FoundLists> {
  const ran = await network.read(node, ['sh', '-c', READ_ALL, 'sh', folder, String(LIMIT_BYTES)]);
  const files: ListFile[] = [];
  const broken: BrokenFile[] = [];
  for (const line of ran.stdout
    .split('\n')
    .filter((text) => text.includes('\t'))
    .toSorted()) {
    const [path = '', encoded = ''] = line.split('\t');
    const parsed = parseNetworkList(Buffer.from(encoded, 'base64').toString('utf8'));
    if (parsed.ok) files.push({ path, list: parsed.list });
    else broken.push({ path, problem: parsed.problem });
  }
  return { files, broken };
}

/** A list from the text of its file. A `.conf` with a single plugin counts as a list of one, as in libcni. */
export function parseNetworkList(text: string): { ok: true; list: NetworkList } | { ok: false; problem: string } {
  if (text.trim() === '') return { ok: false, problem: 'the file is empty' };
  const json = parseObject(text);
  if (!json.ok) return { ok: false, problem: `${jsonFault(text)}` };
  const { plugins, type, name, cniVersion } = json.value;
  const whole = plugins === undefined && type !== undefined ? { name, cniVersion, plugins: [json.value] } : json.value;
  const parsed = parseWith(networkListSchema, whole, 'the list');
  return parsed.ok ? { ok: true, list: parsed.value } : parsed;
}

/** The version both sides of one call speak: the highest of `cniVersion` and `cniVersions` (section 1, "Version considerations"). */
export function chosenVersion(list: NetworkList): string {
  return [list.cniVersion, ...(list.cniVersions ?? [])].toSorted(byVersion).at(-1) ?? list.cniVersion;
}

/** Orders versions such as 0.4.0 and 1.0.0, the lower first. */
export function byVersion(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * What one plugin gets on standard input: its own configuration, plus `cniVersion`, `name` and `prevResult`, less `capabilities`
 * (section 3, "Deriving request configuration from plugin configuration").
 */
export function requestFor(list: NetworkList, plugin: PluginConfig, prevResult?: unknown): Record<string, unknown> {
  const { capabilities: _declared, ...own } = plugin;
  return {
    cniVersion: chosenVersion(list),
    name: list.name,
    ...withoutReserved(own),
    ...(prevResult === undefined ? {} : { prevResult }),
  };
}

/** `cniVersion` and `name` of the list win over a plugin's own; these keys and `cni.dev/…` are the runtime's to set. */
function withoutReserved(own: Record<string, unknown>): Record<string, unknown> {
  const reserved = new Set(['cniVersion', 'name', 'prevResult', 'runtimeConfig']);
  return Object.fromEntries(Object.entries(own).filter(([key]) => !reserved.has(key) && !key.startsWith('cni.dev/')));
}

/** JSON.parse says where it stopped; that is what someone who forgot a comma needs. */
function jsonFault(text: string): string {
  try {
    JSON.parse(text);
    return `a JSON object was due, and this is ${excerpt(text, 60)}`;
  } catch (error) {
    return `it is not JSON: ${error instanceof Error ? excerpt(error.message, 160) : 'unreadable'}`;
  }
}
