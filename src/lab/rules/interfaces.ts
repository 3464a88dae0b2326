import { ownEntry } from '../places.ts';
import { didYouMean } from '../problems/nearest.ts';
import type { Fault } from '../problems/problem.ts';
import type { Topology, TopologyInterface } from '../topology-schema.ts';
import { type End, linkEnds, peerEnd } from './ends.ts';
import { type NetworkPart, networkParts } from './network-parts.ts';

type Declared = { part: NetworkPart; dev: string; device: TopologyInterface; path: readonly PropertyKey[] };

/** Every interface is one end of exactly one wire, and what it names exists. */
export function interfaceFaults(topology: Topology): Fault[] {
  const parts = networkParts(topology);
  const declared = parts.flatMap(declaredIn);
  const links = linkEnds(topology);
  const targets = declared.flatMap(({ part, device, path }) => peerEnd(topology, part, device, path));
  const wired = new Set([...links.ends, ...targets.flatMap(({ end }) => end ?? [])].map(({ name }) => name));
  return [
    ...nodeNameFaults(topology),
    ...links.faults,
    ...targets.flatMap(({ fault }) => fault ?? []),
    ...declared.flatMap((one) => wiringFaults(one, topology, wired)),
    ...repeatedEnds(topology, declared, links.ends),
    ...parts.flatMap((part) => deviceFaults(part, wired)),
  ];
}

function declaredIn(part: NetworkPart): Declared[] {
  return Object.entries(part.network.interfaces).map(([dev, device]) => {
    return { part, dev, device, path: [...part.path, 'interfaces', dev] };
  });
}

/** `host` cannot mean a node and one of its namespaces. */
function nodeNameFaults(topology: Topology): Fault[] {
  return networkParts(topology).flatMap(({ place, path }) => {
    const name = place.split('/')[1];
    if (name === undefined || ownEntry(topology.nodes, name) === undefined) return [];
    return [
      { code: 'ambiguous-place', message: `"${name}" is a node: name the namespace otherwise`, path, atKey: true },
    ];
  });
}

function wiringFaults({ part, dev, device, path }: Declared, topology: Topology, wired: ReadonlySet<string>): Fault[] {
  const { switch: plug, peer, bridge } = device;
  const faults: Fault[] = [];
  if (dev === 'lo') faults.push({ code: 'wrong-device', message: '"lo" is in every place already', path, atKey: true });
  if (plug !== undefined && ownEntry(topology.switches, plug) === undefined) {
    const message = `unknown switch "${plug}"${didYouMean(plug, Object.keys(topology.switches), 'the switches are')}`;
    faults.push({ code: 'unknown-switch', message, path: [...path, 'switch'] });
  }
  const bridges = topology.nodes[part.node]?.bridges ?? {};
  if (bridge !== undefined && ownEntry(bridges, bridge) === undefined) {
    const known = didYouMean(bridge, Object.keys(bridges), 'the bridges are');
    const message = `node "${part.node}" has no bridge "${bridge}"${known}`;
    faults.push({ code: 'unknown-bridge', message, path: [...path, 'bridge'] });
  }
  if (bridge !== undefined && peer === undefined) {
    const message = '`bridge` plugs in the other end, so it needs a `peer`';
    faults.push({ code: 'loose-interface', message, path: [...path, 'bridge'], atKey: true });
  }
  return [...faults, ...wireCount(part, dev, device, path, wired)];
}

function wireCount(
  { place }: NetworkPart,
  dev: string,
  { switch: plug, peer }: TopologyInterface,
  path: readonly PropertyKey[],
  wired: ReadonlySet<string>,
): Fault[] {
  const isTarget = wired.has(`${place}:${dev}`);
  if (plug === undefined && peer === undefined && !isTarget) {
    const message = `interface "${dev}" is plugged in nowhere: give it a \`switch\` or a \`peer\`, or name it in \`links\``;
    return [{ code: 'loose-interface', message, path, atKey: true }];
  }
  if (plug === undefined || (peer === undefined && !isTarget)) return [];
  return [{ code: 'two-wires', message: `interface "${dev}" has one plug: a switch or a peer`, path, atKey: true }];
}

/** Two wires cannot end in one interface, and an interface cannot be called like a bridge beside it. */
function repeatedEnds(topology: Topology, declared: readonly Declared[], links: readonly End[]): Fault[] {
  const bridges = Object.entries(topology.nodes).flatMap(([node, { bridges: found }]) =>
    Object.keys(found).map((dev) => `${node}:${dev}`),
  );
  const taken = new Map<string, string>(bridges.map((name) => [name, 'a bridge']));
  const wires = declared.flatMap(({ part, dev, device, path }) => {
    const own = { name: `${part.place}:${dev}`, path };
    const [other] = peerEnd(topology, part, device, path);
    return device.peer === undefined ? [] : [{ own, other: other?.end }];
  });
  const faults: Fault[] = [];
  const claim = ({ name, path }: End, by: string) => {
    const holder = taken.get(name);
    if (holder === undefined || holder === by) taken.set(name, by);
    else faults.push({ code: 'two-wires', message: `"${name}" is the end of another wire or a bridge already`, path });
  };
  for (const { own, other } of wires) {
    // A pair may be written at both ends: the wire is then the same one.
    const far = other?.name ?? '';
    const wire = own.name < far ? `${own.name} ${far}` : `${far} ${own.name}`;
    claim(own, wire);
    if (other !== undefined) claim(other, wire);
  }
  for (const [index, end] of links.entries()) claim(end, `link ${Math.floor(index / 2)}`);
  return faults;
}

/** A route leaves by an interface of its place. */
function deviceFaults({ network, bridges, place, path }: NetworkPart, wired: ReadonlySet<string>): Fault[] {
  const ends = [...wired].filter((end) => end.startsWith(`${place}:`)).map((end) => end.slice(place.length + 1));
  const known = [...new Set([...Object.keys(network.interfaces), ...Object.keys(bridges), ...ends, 'lo'])];
  const named = [
    ...network.routes.map(({ dev }, index) => ({ dev, key: ['routes', index, 'dev'] })),
    ...network.neighbours.map(({ dev }, index) => ({ dev, key: ['neighbours', index, 'dev'] })),
  ];
  return named.flatMap(({ dev, key }) => {
    if (dev === undefined || known.includes(dev)) return [];
    const message = `"${place}" has no interface "${dev}"${didYouMean(dev, known, 'it has')}`;
    return [{ code: 'unknown-device', message, path: [...path, ...key] }];
  });
}
