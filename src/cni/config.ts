import type { Network } from '../checks/check.ts';
import { type CapabilityArgs, runtimeConfigFor } from './capabilities.ts';
import { excerpt, parseObject, parseWith } from './parse.ts';
import { type NetworkList, networkListSchema, type PluginConfig, pluginConfigSchema, SPEC_VERSIONS } from './types.ts';

/** Network configuration lists as they lie in a node's /etc/cni/net.d, and what a plugin gets of them. */

export const CONFIG_FOLDER = '/etc/cni/net.d';

export type ListFile = { path: string; list: NetworkList };
export type BrokenFile = { path: string; problem: string };
export type FoundLists = { files: readonly ListFile[]; broken: readonly BrokenFile[] };
export type FoundList = { ok: true; path: string; list: NetworkList } | { ok: false; problem: string };

/** Files larger than this are no configuration: they are cut, and then refused as broken. */
const LIMIT_BYTES = 262_144;

const READ_ALL = `for file in "$1"/*.conflist "$1"/*.conf "$1"/*.json "$1"/*/*.conf; do
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
  const lines = ran.stdout.split('\n').filter((text) => text.includes('\t'));
  const all = lines.toSorted().map((line) => {
    const [path = '', encoded = ''] = line.split('\t');
    return { path, text: Buffer.from(encoded, 'base64').toString('utf8') };
  });
  const below = all.filter(({ path }) => path.slice(folder.length + 1).includes('/'));
  const files: ListFile[] = [];
  const broken: BrokenFile[] = [];
  for (const { path, text } of all.filter((file) => !below.includes(file))) {
    const parsed = parseNetworkList(text, (name) => below.filter((file) => file.path.startsWith(`${folder}/${name}/`)));
    if (parsed.ok) files.push({ path, list: parsed.list });
    else broken.push({ path, problem: parsed.problem });
  }
  return { files, broken };
}

export type ConfigText = { path: string; text: string };

/**
 * A list from the text of its file. A `.conf` with a single plugin counts as a list of one, as in libcni. Unless the list says
 * `loadOnlyInlinedPlugins`, the plugins that lie in the folder of the network's name are added to it (since CNI 1.1.0); `inFolder` gives
 * their files.
 */
export function parseNetworkList(
  text: string,
  inFolder: (name: string) => readonly ConfigText[] = () => [],
): { ok: true; list: NetworkList } | { ok: false; problem: string } {
  if (text.trim() === '') return { ok: false, problem: 'the file is empty' };
  const json = parseObject(text);
  if (!json.ok) return { ok: false, problem: `${jsonFault(text)}` };
  const { plugins, type, name, cniVersion, loadOnlyInlinedPlugins } = json.value;
  const whole = plugins === undefined && type !== undefined ? { name, cniVersion, plugins: [json.value] } : json.value;
  const more: unknown[] = [];
  for (const file of loadOnlyInlinedPlugins === true ? [] : inFolder(String(name))) {
    const one = parseObject(file.text);
    const parsed = one.ok ? parseWith(pluginConfigSchema, one.value, 'the plugin') : one;
    if (!parsed.ok) return { ok: false, problem: `${file.path}: ${parsed.problem}` };
    more.push(parsed.value);
  }
  const inlined = Array.isArray(whole['plugins']) ? whole['plugins'] : [];
  const all = more.length > 0 ? { ...whole, plugins: [...inlined, ...more] } : whole;
  const parsed = parseWith(networkListSchema, all, 'the list');
  return parsed.ok ? { ok: true, list: parsed.value } : parsed;
}

/** The versions of a list that netlab knows too, the lowest first. */
export function candidateVersions(list: Pick<NetworkList, 'cniVersion' | 'cniVersions'>): string[] {
  const listed = new Set([list.cniVersion, ...(list.cniVersions ?? [])]);
  return SPEC_VERSIONS.filter((version) => listed.has(version));
}

/**
 * The version both sides of one call speak: the highest of `cniVersion` and `cniVersions` that netlab knows (section 1, "Version
 * considerations"); `cniVersion` itself when it knows none, so that the plugin can say what it thinks of it.
 */
export function chosenVersion(list: Pick<NetworkList, 'cniVersion' | 'cniVersions'>): string {
  return candidateVersions(list).at(-1) ?? list.cniVersion;
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

/** What a request carries of its attachment; nothing of it in GC, STATUS and VERSION. */
export type Carried = { prevResult?: unknown; capabilityArgs?: CapabilityArgs | undefined };

/**
 * What one plugin gets on standard input: its own configuration, plus `cniVersion`, `name`, `prevResult` and of the runtime's capability
 * arguments those that it declares, less `capabilities` (section 3, "Deriving request configuration from plugin configuration").
 */
export function requestFor(
  list: NetworkList,
  plugin: PluginConfig,
  { prevResult, capabilityArgs }: Carried = {},
): Record<string, unknown> {
  const { capabilities, ...own } = plugin;
  const runtimeConfig = runtimeConfigFor(capabilities, capabilityArgs);
  return {
    cniVersion: chosenVersion(list),
    name: list.name,
    ...withoutReserved(own),
    ...(runtimeConfig === undefined ? {} : { runtimeConfig }),
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
