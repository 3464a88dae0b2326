import { type Link, links, type PeerNamespace, peerNamespaces } from '../../system/ip.ts';
import { netns } from '../../system/namespace.ts';
import { type Network, NoSuchPlaceError } from '../check.ts';
import type { Facet } from '../parts/facets.ts';
import { look } from '../parts/look.ts';
import { lacksInterface } from '../parts/whereabouts.ts';

/**
 * Both ends of a supposed veth pair. Interface numbers are given out per namespace, so that two ends may seem to name each
 * other by accident (2 ↔ 3 in every pair of young namespaces): the namespaces must name each other too.
 */
export type PeerSeen = {
  here: Side;
  there: Side | undefined;
  dev: string;
  /** Set when the other place has the interface. */
  link: Link | undefined;
  /** Interfaces of the other place. */
  present: readonly string[];
};

/** One end's surroundings: what tells whose the other end is. */
export type Side = {
  place: string;
  /** The identity of the network namespace, such as net:[4026532249]. */
  netns: string;
  /** The numbers by which this place knows other namespaces. */
  known: readonly PeerNamespace[];
};

/** Reads what is needed to tell whether an interface in `place` is wired to `peerPlace:peerDev`. */
export async function seePeer(network: Network, place: string, peerPlace: string, peerDev: string): Promise<PeerSeen> {
  const here = await side(network, place);
  try {
    const [there, all] = await Promise.all([side(network, peerPlace), look(network, peerPlace, links)]);
    const link = all.find(({ ifname }) => ifname === peerDev);
    return { here, there, dev: peerDev, link, present: all.map(({ ifname }) => ifname) };
  } catch (error) {
    if (!(error instanceof NoSuchPlaceError) || error.place !== peerPlace) throw error;
    return { here, there: undefined, dev: peerDev, link: undefined, present: [] };
  }
}

/** Judges the wire: the other end exists, and each end names the other. */
export function peerFacet(peerAt: string, link: Link, seen: PeerSeen): Facet {
  const expected = `${link.ifname} wired to ${peerAt}`;
  const say = (found: string, because?: string): Facet => ({ holds: false, expected, found, because });
  if (seen.there === undefined) return say(`no namespace ${peerAt.slice(0, peerAt.indexOf(':'))}`);
  if (seen.link === undefined) {
    return say(lacksInterface(seen.there.place, seen.dev, seen.present), here(link, seen));
  }
  if (areWired(link, seen.here, seen.link, seen.there)) return { holds: true, expected, found: expected };
  return say(
    `${link.ifname} wired to ${otherEnd(link, seen.here)}`,
    'The two interfaces exist, but they are ends of different pairs.',
  );
}

/** Whether two interfaces are the ends of one pair. */
export function areWired(a: Link, here: Side, b: Link, there: Side): boolean {
  if (here.netns === there.netns) return a.link === b.ifname && b.link === a.ifname;
  if (a.link_index !== b.ifindex || b.link_index !== a.ifindex) return false;
  return mayBe(here, a.link_netnsid, there.place) && mayBe(there, b.link_netnsid, here.place);
}

/** Whether the namespace that `from` knows by this number may be `place`: its name, where it has one, must be the place's. */
function mayBe(from: Side, nsid: number | undefined, place: string): boolean {
  const known = from.known.find((entry) => entry.nsid === nsid);
  if (nsid === undefined || known === undefined) return false;
  return known.name === undefined || known.name === namespaceOf(place);
}

function otherEnd(link: Link, here: Side): string {
  if (link.link != null) return `${link.link} in the same place`;
  const known = here.known.find((entry) => entry.nsid === link.link_netnsid);
  if (link.link_index === undefined) return 'nothing';
  return `interface number ${link.link_index} of ${known === undefined ? 'another namespace' : (known.name ?? 'the node')}`;
}

function here(link: Link, seen: PeerSeen): string | undefined {
  if (link.link !== seen.dev) return undefined;
  return `${seen.dev} is in ${seen.here.place} too: move it with \`ip link set ${seen.dev} netns …\`.`;
}

async function side(network: Network, place: string): Promise<Side> {
  // The kernel numbers a foreign namespace when a link into it is first listed: ask for the numbers after the links.
  const [id] = await Promise.all([look(network, place, netns), look(network, place, links)]);
  return { place, netns: id, known: await look(network, place, peerNamespaces) };
}

function namespaceOf(place: string): string {
  return place.slice(place.indexOf('/') + 1);
}
