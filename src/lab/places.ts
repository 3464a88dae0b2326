import type { Topology } from './topology-schema.ts';

/** A place or interface as a lab writes it: `host`, `red`, `node1/red`, each perhaps with `:dev`. */
export type WrittenPlace = { place: string; dev: string | undefined };

/** `red:veth-red` → the place `red` and its interface. */
export function splitPlace(written: string): WrittenPlace {
  const colon = written.indexOf(':');
  if (colon < 0) return { place: written, dev: undefined };
  return { place: written.slice(0, colon), dev: written.slice(colon + 1) };
}

/** A namespace of a node, or the node itself when `namespace` is undefined. */
export type Place = { node: string; namespace: string | undefined };

/** The places a name may mean in a topology: none, one, or several when nodes share a namespace's name. */
export function findPlaces(topology: Topology, name: string): Place[] {
  const slash = name.indexOf('/');
  if (slash >= 0) {
    const [node, namespace] = [name.slice(0, slash), name.slice(slash + 1)];
    const found = ownEntry(topology.nodes, node);
    return found && ownEntry(found.namespaces, namespace) ? [{ node, namespace }] : [];
  }
  if (ownEntry(topology.nodes, name)) return [{ node: name, namespace: undefined }];
  const holders = Object.entries(topology.nodes).filter(([, node]) => ownEntry(node.namespaces, name));
  return holders.map(([node]) => ({ node, namespace: name }));
}

/** Every place of a topology by the shortest name that means only it: nodes, then their namespaces. */
export function placeNames(topology: Topology): string[] {
  return Object.entries(topology.nodes).flatMap(([node, { namespaces }]) => [
    node,
    ...Object.keys(namespaces).map((name) => (findPlaces(topology, name).length === 1 ? name : `${node}/${name}`)),
  ]);
}

/** A property of the object itself: lab files may name things `constructor`. */
export function ownEntry<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
