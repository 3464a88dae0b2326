import { findPlaces, placeNames, splitPlace } from '../places.ts';
import { didYouMean } from '../problems/nearest.ts';
import type { Fault } from '../problems/problem.ts';
import type { Topology, TopologyInterface } from '../topology-schema.ts';
import type { NetworkPart } from './network-parts.ts';

/** An end of a wire, as `host/red:veth-red`. */
export type End = { name: string; path: readonly PropertyKey[] };

/** The end that a text names, or why it names none. */
type Target = { end?: End; fault?: Fault };

/** The other end of an interface with a `peer`: an interface of the same node, or of any place. */
export function peerEnd(
  topology: Topology,
  part: NetworkPart,
  device: TopologyInterface,
  path: readonly PropertyKey[],
): Target[] {
  const { peer, bridge } = device;
  if (peer === undefined) return [];
  const at = [...path, 'peer'];
  if (peer.includes(':')) {
    const target = resolveEnd(topology, peer, at);
    if (bridge === undefined || target.end === undefined || target.end.name.startsWith(`${part.node}:`))
      return [target];
    const message = `a port of bridge "${bridge}" is an interface of node "${part.node}"`;
    return [target, { fault: { code: 'wrong-peer', message, path: at } }];
  }
  return [deviceFault(peer, at) ?? { end: { name: `${part.node}:${peer}`, path: at } }];
}

/** The ends of all `links`. */
export function linkEnds(topology: Topology): { ends: End[]; faults: Fault[] } {
  const targets = topology.links.flatMap((link, index) =>
    link.map((written, side) => resolveEnd(topology, written, ['topology', 'links', index, side])),
  );
  return { ends: targets.flatMap(({ end }) => end ?? []), faults: targets.flatMap(({ fault }) => fault ?? []) };
}

function resolveEnd(topology: Topology, written: string, path: readonly PropertyKey[]): Target {
  const { place, dev } = splitPlace(written);
  if (dev === undefined) {
    return {
      fault: { code: 'wrong-device', message: `"${written}" is written place:interface, as ${place}:eth1`, path },
    };
  }
  const [found, ...others] = findPlaces(topology, place);
  if (found === undefined || others.length > 0) {
    const mend = didYouMean(place, placeNames(topology), 'the places are');
    return { fault: { code: 'unknown-place', message: `unknown place "${place}"${mend}`, path } };
  }
  const name = found.namespace === undefined ? found.node : `${found.node}/${found.namespace}`;
  return deviceFault(dev, path) ?? { end: { name: `${name}:${dev}`, path } };
}

function deviceFault(dev: string, path: readonly PropertyKey[]): Target | undefined {
  if (/^[A-Za-z][A-Za-z0-9_.-]{0,14}$/.test(dev)) return undefined;
  return {
    fault: { code: 'wrong-device', message: `"${dev}" is not an interface name of at most 15 characters`, path },
  };
}
