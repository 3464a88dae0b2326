import type { TopologyInterface, TopologyNamespace, TopologyNode, TopologyProcess } from '../../lab/topology-schema.ts';
import { type Block, beside, block, boxed, inRows, type Port, stacked } from './block.ts';
import { joinedBy } from './bus.ts';

/** A node as a box, with a port for each interface that is on a switch. */
export function nodeBlock(name: string, node: TopologyNode, width: number): Block {
  const inside = [...namespaceRows(node, width - 2), block(contents(node))].filter(({ lines }) => lines.length > 0);
  const inner = stacked(inside.length > 0 ? inside : [block([' nothing here yet '])]);
  return boxed(
    name,
    inner,
    portsOf(node.interfaces, (each) => each.switch, namesWhereSeveral(node)),
  );
}

function namespaceRows(node: TopologyNode, width: number): Block[] {
  const bridges = Object.entries(node.bridges).map(([name, { addresses, up }]) => ({
    name,
    shown: up ? name : `${name} (down)`,
    notes: addresses,
  }));
  const namespaces = Object.entries(node.namespaces).map(([name, namespace]) => namespaceBlock(name, namespace));
  const rows = inRows(namespaces, width);
  if (rows.length === 0 && bridges.length > 0) rows.push([]);
  return rows.map((row) => joinedBy(beside(row), bridges, { line: '━', join: '┷' }));
}

function namespaceBlock(name: string, namespace: TopologyNamespace): Block {
  const lines = contents(namespace);
  const inner = block(lines.length > 0 ? lines : [' empty ']);
  return boxed(
    name,
    inner,
    portsOf(namespace.interfaces, (each) => each.bridge, peerName),
  );
}

function contents({ interfaces, processes }: TopologyNamespace): string[] {
  return [
    ...Object.entries(interfaces).flatMap(([device, each]) => interfaceLines(device, each)),
    ...Object.entries(processes).map(([name, process]) => ` ${name}${portOf(process)} `),
  ];
}

function interfaceLines(device: string, { addresses, up }: TopologyInterface): string[] {
  return [` ${device}${up ? '' : ' (down)'} `, ...addresses.map((address) => ` ${address} `)];
}

/** What a server listens on, as far as its readiness tells. */
function portOf({ ready }: TopologyProcess): string {
  if (ready?.tcp !== undefined) return ` :${ready.tcp}`;
  return ready?.udp === undefined ? '' : ` udp :${ready.udp}`;
}

type Interfaces = TopologyNode['interfaces'];

/** Wires leave from the left, each with room for its label. */
function portsOf(
  interfaces: Interfaces,
  busOf: (each: TopologyInterface) => string | undefined,
  labelOf: (device: string, each: TopologyInterface) => string,
): Port[] {
  let x = 3;
  return Object.entries(interfaces).flatMap(([device, each]) => {
    const bus = busOf(each);
    if (bus === undefined) return [];
    const port = { x, bus, label: labelOf(device, each) };
    x += port.label.length + 3;
    return [port];
  });
}

function peerName(_device: string, { peer }: TopologyInterface): string {
  return peer?.slice(peer.indexOf(':') + 1) ?? '';
}

/** One wire needs no name: the box says which interface it is. */
function namesWhereSeveral({ interfaces }: TopologyNode): (device: string) => string {
  const plugged = Object.values(interfaces).filter((each) => each.switch !== undefined);
  return (device) => (plugged.length > 1 ? device : '');
}
