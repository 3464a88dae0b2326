import { type Network, NoSuchPlaceError } from '../checks/check.ts';
import { look, lookIfThere } from '../checks/parts/look.ts';
import type { Lab } from '../lab/lab.ts';
import { findPlaces, placeNames } from '../lab/places.ts';
import {
  addresses,
  type InterfaceAddresses,
  type Link,
  links,
  type PeerNamespace,
  peerNamespaces,
  type Route,
  routes,
} from '../system/ip.ts';
import { type IptablesProgram, type Ruleset, savedRules } from '../system/iptables-save.ts';
import { namespaceNames, netns } from '../system/namespace.ts';
import { type NftTable, nftRuleset } from '../system/nft.ts';
import { processes, processNames } from '../system/ps.ts';
import type { Reader } from '../system/reader.ts';
import { type Listener, listeners } from '../system/ss.ts';
import { networkSettings } from '../system/sysctl.ts';

/** Everything that proposals are made of, as the kernel says it now. */
export type LabState = {
  places: readonly PlaceState[];
  /** The settings of a network namespace that nobody has touched. */
  untouched: ReadonlyMap<string, string>;
};

export type PlaceState = {
  place: string;
  /** The node whose network namespace it is, or that knows it by its name. */
  node: string;
  /** Whether the lab started with it; else it is a namespace that somebody made. */
  isOfTheLab: boolean;
  /** The identity of its network namespace, such as net:[4026532249]. */
  netns: string;
  /** The numbers by which it knows other network namespaces. */
  known: readonly PeerNamespace[];
  links: readonly Link[];
  addresses: readonly InterfaceAddresses[];
  routes: Readonly<Record<4 | 6, readonly Route[]>>;
  settings: ReadonlyMap<string, string>;
  rules: Readonly<Record<IptablesProgram, readonly Ruleset[]>>;
  nft: readonly NftTable[];
  listeners: readonly Listener[];
  processes: readonly { name: string; args: string; state: string }[];
};

/** A new namespace takes some of its settings from the machine: those of the lab are no measure for it. */
const newNamespaceSettings: Reader<ReadonlyMap<string, string>> = {
  argv: ['unshare', '--net', ...networkSettings.argv],
  parse: (stdout) => networkSettings.parse(stdout),
};

/** Reads the state of a running lab. Throws ProbeError when a program is missing or says what is not understood. */
export async function readState(lab: Lab, network: Network): Promise<LabState> {
  const nodes = Object.keys(lab.topology.nodes);
  const made = await Promise.all(
    nodes.map(async (node) => {
      const names = await look(network, node, namespaceNames);
      const others = names.filter((name) => findPlaces(lab.topology, `${node}/${name}`).length === 0);
      return others.toSorted().map((name) => ({ node, place: nodes.length === 1 ? name : `${node}/${name}` }));
    }),
  );
  const places = await Promise.all([
    ...placeNames(lab.topology).map((place) => {
      const node = findPlaces(lab.topology, place)[0]?.node ?? place;
      return readPlace(network, { place, node, isOfTheLab: true });
    }),
    ...made.flat().map((one) => readPlace(network, { ...one, isOfTheLab: false })),
  ]);
  const untouched = await look(network, nodes[0] ?? 'host', newNamespaceSettings);
  return { places: places.filter((place) => place !== undefined), untouched };
}

type WhichPlace = Pick<PlaceState, 'place' | 'node' | 'isOfTheLab'>;

/** Undefined when the place does not exist: removed, or a name without a namespace behind it. */
async function readPlace(network: Network, which: WhichPlace): Promise<PlaceState | undefined> {
  const { place } = which;
  try {
    const [all, four, six, iptables, ip6tables, nft, rest] = await Promise.all([
      look(network, place, links),
      look(network, place, routes(4)),
      look(network, place, routes(6)),
      readRules(network, place, 'iptables'),
      readRules(network, place, 'ip6tables'),
      lookIfThere(network, place, nftRuleset),
      readRest(network, place),
    ]);
    // The programs that read all this must not count as running: ask for processes when they have ended.
    const processes = await readProcesses(network, place, rest.netns);
    // The kernel numbers a foreign namespace when a link into it is first listed: ask for the numbers after the links.
    const known = await look(network, place, peerNamespaces);
    const rules = { iptables, ip6tables };
    return { ...which, ...rest, known, links: all, routes: { 4: four, 6: six }, rules, nft: nft ?? [], processes };
  } catch (error) {
    if (error instanceof NoSuchPlaceError) return undefined;
    throw error;
  }
}

async function readRest(network: Network, place: string) {
  const [own, list, settings, sockets] = await Promise.all([
    look(network, place, netns),
    look(network, place, addresses),
    look(network, place, networkSettings),
    look(network, place, listeners),
  ]);
  return { netns: own, addresses: list, settings, listeners: sockets };
}

async function readProcesses(network: Network, place: string, own: string): Promise<PlaceState['processes']> {
  const [rows, names] = await Promise.all([look(network, place, processes), look(network, place, processNames)]);
  return rows
    .filter((row) => own === `net:[${row.netns}]` && !row.state.startsWith('Z'))
    .flatMap(({ pid, args, state }) => {
      const name = names.get(pid);
      // Without a name it ended between the two looks.
      return name === undefined ? [] : [{ name, args, state }];
    });
}

/** The rules as each of the programs that are there shows them; the same rules shown twice are counted once. */
async function readRules(network: Network, place: string, program: IptablesProgram): Promise<Ruleset[]> {
  const variants = ['', '-legacy', '-nft'] as const;
  const all = await Promise.all(variants.map((variant) => lookIfThere(network, place, savedRules(program, variant))));
  return all.filter((one) => one !== undefined);
}
