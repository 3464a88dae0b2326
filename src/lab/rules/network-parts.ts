import type { Topology, TopologyNamespace, TopologyNode } from '../topology-schema.ts';

/** A node or a namespace: what both have, and where it stands in the file. */
export type NetworkPart = {
  node: string;
  /** `host` or `host/red`. */
  place: string;
  network: TopologyNamespace | TopologyNode;
  bridges: TopologyNode['bridges'];
  hosts: TopologyNode['hosts'];
  path: readonly PropertyKey[];
};

/** The nodes of a topology, each followed by its namespaces. */
export function networkParts(topology: Topology): NetworkPart[] {
  return Object.entries(topology.nodes).flatMap(([node, network]) => {
    const path = ['topology', 'nodes', node];
    const namespaces = Object.entries(network.namespaces).map(([name, inner]) => ({
      node,
      place: `${node}/${name}`,
      network: inner,
      bridges: {},
      hosts: {},
      path: [...path, 'namespaces', name],
    }));
    return [{ node, place: node, network, bridges: network.bridges, hosts: network.hosts, path }, ...namespaces];
  });
}
