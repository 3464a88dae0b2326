import { namespaceFile } from './namespace-file.ts';
import type { LabRecord } from './record.ts';

/** A place as the sandbox knows it: a node, or a named namespace of it. */
export type Place = { node: string; namespace: string | undefined };

/**
 * The place that `text` names: `host`, `red`, `node1/red`; undefined when no node has that name. A bare word that is neither a node nor
 * a namespace of the start state is a namespace that the learner may have made, on the default node.
 */
export function findPlace(record: LabRecord, text: string): Place | undefined {
  const [first = '', second, ...rest] = text.split('/');
  if (rest.length > 0 || first === '' || second === '') return undefined;
  if (second !== undefined) return first in record.nodes ? { node: first, namespace: second } : undefined;
  if (first in record.nodes) return { node: first, namespace: undefined };
  const node = record.namespaces[first] ?? Object.keys(record.nodes)[0];
  return node === undefined ? undefined : { node, namespace: first };
}

/**
 * The nsenter(1) arguments that lead into a place: from the machine through the sandbox's PID 1, from inside directly. A node is entered by
 * its own mount, UTS and network namespaces; `ip netns exec` would give every command a mount namespace of its own, and an
 * `ip netns add` typed there would be lost.
 */
export function enterPlace(record: LabRecord, place: Place, inside: boolean): string[] {
  const holder = record.nodes[place.node] ?? 0;
  return inside
    ? placeArguments('', holder, place.namespace)
    : [...sandboxArguments(record), ...fromTheMachine(`/proc/${record.init.pid}/root`, holder, place.namespace)];
}

function fromTheMachine(root: string, holder: number, namespace: string | undefined): string[] {
  const [mount = '', uts = '', net = ''] = placeArguments(root, holder, namespace);
  return [mount, uts, namespace === undefined ? net : `--net=${namespaceFile(root, holder, namespace)}`];
}

/** The nsenter(1) arguments that lead into the sandbox's own room, where its processes and scratch space are. */
export function enterRoom(record: LabRecord): string[] {
  const own = `/proc/${record.init.pid}/ns`;
  return [...sandboxArguments(record), `--mount=${own}/mnt`, `--uts=${own}/uts`, `--net=${own}/net`];
}

/** From the room (or a node) of a sandbox into one of its places. */
export function placeArguments(root: string, holder: number, namespace: string | undefined): string[] {
  const own = `${root}/proc/${holder}`;
  const net = namespace === undefined ? `${own}/ns/net` : `${own}/root/run/netns/${namespace}`;
  return [`--mount=${own}/ns/mnt`, `--uts=${own}/ns/uts`, `--net=${net}`];
}

/** A direct lab has a PID namespace, and all else of that kind in common with the machine. */
function sandboxArguments(record: LabRecord): string[] {
  const own = `/proc/${record.init.pid}/ns`;
  if (record.direct) return [`--pid=${own}/pid`];
  return [
    `--user=${own}/user`,
    `--pid=${own}/pid`,
    `--ipc=${own}/ipc`,
    `--cgroup=${own}/cgroup`,
    // With one id mapped, setgroups(2) is forbidden and nsenter must keep our ids, which are root's inside anyway.
    ...(record.singleId ? ['--preserve-credentials'] : []),
  ];
}
