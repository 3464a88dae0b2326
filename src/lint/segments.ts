import { findPlaces, splitPlace } from '../lab/places.ts';
import { networkParts } from '../lab/rules/network-parts.ts';
import type { Topology } from '../lab/topology-schema.ts';

/** Interfaces as `host/red:veth-red`, and switches as `switch lan`, on one LAN. */
export type Segment = ReadonlySet<string>;

/** What wires and switches join at the start. Bridges are left out: their ports are of one node, whose addresses are compared anyway. */
export function segmentsOf(topology: Topology): Segment[] {
  return wiresOf(topology).reduce<Segment[]>((segments, ends) => {
    const touched = segments.filter((segment) => ends.some((end) => segment.has(end)));
    const apart = segments.filter((segment) => !touched.includes(segment));
    return [...apart, new Set([...ends, ...touched.flatMap((segment) => [...segment])])];
  }, []);
}

/** The two ends of every wire. */
function wiresOf(topology: Topology): string[][] {
  const links = topology.links.map((link) => link.map((end) => endOf(topology, end)));
  const plugged = networkParts(topology).flatMap(({ node, place, network }) =>
    Object.entries(network.interfaces).flatMap(([dev, { peer, switch: plug }]) => {
      const own = `${place}:${dev}`;
      if (plug !== undefined) return [[own, `switch ${plug}`]];
      if (peer === undefined) return [];
      const other = peer.includes(':') ? endOf(topology, peer) : `${node}:${peer}`;
      return [[own, other]];
    }),
  );
  return [...links, ...plugged];
}

/** `red:veth-red` → `host/red:veth-red`. */
function endOf(topology: Topology, written: string): string {
  const { place, dev } = splitPlace(written);
  const [found] = findPlaces(topology, place);
  const name = found?.namespace === undefined ? (found?.node ?? place) : `${found.node}/${found.namespace}`;
  return `${name}:${dev}`;
}
