import type { Topology } from '../lab/topology-schema.ts';
import { type Block, beside, inRows } from './picture/block.ts';
import { joinedBy } from './picture/bus.ts';
import { wiresBetweenPlaces } from './picture/links.ts';
import { nodeBlock } from './picture/node.ts';

/**
 * A drawing of what the learner finds, at most `width` columns wide unless one node alone is wider: nodes as boxes with their namespaces and
 * bridges, switches as double lines below them, all other wires in words.
 */
export function picture(topology: Topology, width = 100): string {
  const nodes = Object.entries(topology.nodes).map(([name, node]) => nodeBlock(name, node, width));
  const rows = inRows(nodes, width).map((row) => onSwitches(row, topology));
  const drawings = rows.map(({ lines }) => lines.map((line) => line.trimEnd()).join('\n'));
  const wires = wiresBetweenPlaces(topology);
  return [...drawings, ...(wires.length > 0 ? [wires.join('\n')] : [])].join('\n\n');
}

/** The switches that this row of nodes is plugged into; another row draws its own. */
function onSwitches(row: readonly Block[], { switches }: Topology): Block {
  const used = Object.keys(switches).filter((name) => row.some(({ ports }) => ports.some(({ bus }) => bus === name)));
  return joinedBy(
    beside(row),
    used.map((name) => ({ name, notes: [] })),
    { line: '═', join: '╧' },
  );
}
