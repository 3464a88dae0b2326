import type { Topology, TopologyNamespace } from '../../lab/topology-schema.ts';
import { plain } from '../plain.ts';

/** The wires that end on no bridge and no switch, one line each: `red:veth-red ─── blue:veth-blue`. */
export function wiresBetweenPlaces({ nodes, links }: Topology): string[] {
  const inPlaces = Object.entries(nodes).flatMap(([name, node]) => [
    ...peersOf(name, node),
    ...Object.entries(node.namespaces).flatMap(([namespace, each]) =>
      peersOf(Object.keys(nodes).length > 1 ? `${name}/${namespace}` : namespace, each, name),
    ),
  ]);
  return [...links, ...inPlaces].map(([one, other]) => plain(`${one} ─── ${other}`));
}

/** A peer without a place is in the node itself. */
function peersOf(place: string, { interfaces }: Pick<TopologyNamespace, 'interfaces'>, node = place): string[][] {
  return Object.entries(interfaces).flatMap(([device, { peer, bridge }]) =>
    peer === undefined || bridge !== undefined
      ? []
      : [[`${place}:${device}`, peer.includes(':') ? peer : `${node}:${peer}`]],
  );
}
