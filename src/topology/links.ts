import type { Topology, TopologyInterface } from '../lab/topology-schema.ts';
import { ip, type Step, shortHash, switchDevice } from './step.ts';

/** From links as an author writes them to veth pairs as the kernel makes them. */

/** One end of a veth pair. */
type End = { node: string; namespace: string | undefined; device: string };

type Link = { a: End; b: End; bridge: string | undefined };
type Plug = { end: End; switch: string };

/** Every veth pair of a topology: between places, and into switches; and the ends that the topology says nothing more about, by place. */
export type Wiring = { links: Link[]; plugs: Plug[]; bare: ReadonlyMap<string, readonly End[]> };

export function wire(topology: Topology): Wiring {
  const links: Link[] = [];
  const plugs: Plug[] = [];
  const done = new Set<string>();
  const join = (a: End, b: End, bridge?: string) => {
    if (!done.has(endKey(a)) && !done.has(endKey(b))) links.push({ a, b, bridge });
    done.add(endKey(a)).add(endKey(b));
  };
  for (const [end, content] of interfaces(topology)) {
    if (content.switch) plugs.push({ end, switch: content.switch });
    else if (content.peer) join(end, parseEnd(topology, content.peer, end.node), content.bridge);
  }
  for (const [a, b] of topology.links) join(parseEnd(topology, a), parseEnd(topology, b));
  return { links, plugs, bare: bareByPlace(topology, links) };
}

/** `red:eth0`, `node1/red:eth0`, `node2:eth1`, or a bare `veth-red-br` of `home`. */
export function parseEnd(topology: Topology, text: string, home?: string): End {
  const colon = text.lastIndexOf(':');
  const nodes = Object.keys(topology.nodes);
  if (colon < 0) return { node: home ?? nodes[0] ?? '', namespace: undefined, device: text };
  const [place, device] = [text.slice(0, colon), text.slice(colon + 1)];
  const [first = '', second] = place.split('/');
  if (second !== undefined) return { node: first, namespace: second, device };
  if (topology.nodes[first]) return { node: first, namespace: undefined, device };
  const node = nodes.find((name) => topology.nodes[name]?.namespaces[first]) ?? home ?? nodes[0] ?? '';
  return { node, namespace: first, device };
}

/** Steps in the room of the switches: plugs, and links that join two nodes. An end for a namespace waits under a number. */
export function crossLinks({ links, plugs }: Wiring): Step[] {
  const plugged = plugs.flatMap(({ end, switch: name }, index): Step[] => [
    ip('link', 'add', 'name', `p${index}`, 'type', 'veth', 'peer', 'name', waitingName(end), 'netns', end.node),
    ip('link', 'set', 'dev', `p${index}`, 'master', switchDevice(name), 'up'),
  ]);
  const crossing = links.filter(({ a, b }) => a.node !== b.node);
  return [
    ...plugged,
    ...crossing.map(({ a, b }) =>
      ip(
        ...['link', 'add', 'name', waitingName(a), 'netns', a.node, 'type', 'veth'],
        ...['peer', 'name', waitingName(b), 'netns', b.node],
      ),
    ),
  ];
}

/** Steps in a node: its own veth pairs, ports of its bridges, and ends that move on into its namespaces. */
export function innerLinks({ links, plugs }: Wiring, node: string): Step[] {
  const own = links.filter(({ a, b }) => a.node === node && b.node === node);
  const arrived = [
    ...plugs.map(({ end }) => end),
    ...links.filter(({ a, b }) => a.node !== b.node).flatMap(({ a, b }) => [a, b]),
  ];
  const moved = arrived.filter((end) => end.node === node && end.namespace !== undefined);
  return [
    ...moved.map((end) => ip('link', 'set', 'dev', waitingName(end), 'netns', end.namespace ?? '', 'name', end.device)),
    ...own.flatMap(({ a, b }) => pair(a, b)),
    ...own.flatMap(({ b, bridge }) =>
      b.namespace === undefined
        ? [ip('link', 'set', 'dev', b.device, ...(bridge ? ['master', bridge] : []), 'up')]
        : [],
    ),
  ];
}

/** The steps for a place's ends of links that the topology says nothing more about: they are simply up. */
export function bareEnds({ bare }: Wiring, node: string, namespace: string | undefined): Step[] {
  return (bare.get(placeKey({ node, namespace })) ?? []).map(({ device }) => ip('link', 'set', 'dev', device, 'up'));
}

/** By place, for a lab may have a thousand of them. */
function bareByPlace(topology: Topology, links: readonly Link[]): Map<string, End[]> {
  const declared = new Set([...interfaces(topology)].map(([end]) => endKey(end)));
  const ends = links.flatMap(({ a, b }) => [a, b]).filter((end) => !declared.has(endKey(end)));
  return Map.groupBy(ends, placeKey);
}

function* interfaces(topology: Topology): Generator<[End, TopologyInterface]> {
  for (const [node, content] of Object.entries(topology.nodes)) {
    for (const [device, entry] of Object.entries(content.interfaces))
      yield [{ node, namespace: undefined, device }, entry];
    for (const [namespace, inner] of Object.entries(content.namespaces)) {
      for (const [device, entry] of Object.entries(inner.interfaces)) yield [{ node, namespace, device }, entry];
    }
  }
}

/** Two namespaces of a node may both have an eth0: on the way they carry a name that is unique in the node. */
function waitingName(end: End): string {
  if (end.namespace === undefined) return end.device;
  return `w${shortHash(`${end.namespace}:${end.device}`)}`;
}

/**
 * A veth pair within a node. Before Linux 6.14 the first name must be free in the node also when that end is made elsewhere (rtnetlink looked for it there): an
 * eth0 of a namespace is the second, beside the node's own eth0.
 */
function pair(a: End, b: End): Step[] {
  if (a.namespace === undefined) return [veth(a.device, b)];
  if (b.namespace === undefined) return [veth(b.device, a)];
  const waiting = waitingName(a);
  return [veth(waiting, b), ip('link', 'set', 'dev', waiting, 'netns', a.namespace, 'name', a.device)];
}

function veth(name: string, { device, namespace }: End): Step {
  const inside = namespace === undefined ? [] : ['netns', namespace];
  return ip('link', 'add', 'name', name, 'type', 'veth', 'peer', 'name', device, ...inside);
}

function endKey(end: End): string {
  return `${placeKey(end)}:${end.device}`;
}

function placeKey({ node, namespace }: Pick<End, 'node' | 'namespace'>): string {
  return `${node}/${namespace ?? ''}`;
}
