import { type Block, block, type Port, put, widthOfBlock } from './block.ts';

/** A bridge or switch, drawn as a line that wires end on. `shown` is its name as drawn, `notes` are written below it. */
export type Bus = { name: string; shown?: string; notes: readonly string[] };

type Strokes = { line: string; join: string };

/** A block with the buses below it that its ports are plugged into. A wire to a lower bus interrupts the lines it passes. */
export function joinedBy(above: Block, buses: readonly Bus[], strokes: Strokes): Block {
  const drawn = buses.flatMap((bus, at) => {
    const passing = above.ports.filter(({ bus: name }) => buses.slice(at + 1).some((later) => later.name === name));
    // An address is written right of the wires that pass, so that none cuts through it.
    const free = Math.max(-1, ...passing.map(({ x }) => x)) + 2;
    const notes = bus.notes.map((note) => put(crossed('', passing), free, `${note} `));
    return [crossed(busLine(bus, above, strokes), passing), ...notes];
  });
  return block([...above.lines, ...labels(above.ports, buses), ...drawn]);
}

function busLine({ name, shown = name }: Bus, above: Block, { line, join }: Strokes): string {
  const ports = above.ports.filter(({ bus }) => bus === name);
  const last = Math.max(0, ...above.ports.map(({ x }) => x));
  const length = Math.max(widthOfBlock(above) - shown.length - 2, last + 3);
  return `${ports.reduce((text, { x }) => put(text, x, join), line.repeat(length))} ${shown} `;
}

/** One line of wires with the names of their ends, where there are any. */
function labels(ports: readonly Port[], buses: readonly Bus[]): string[] {
  const plugged = ports.filter(({ bus }) => buses.some(({ name }) => name === bus));
  if (plugged.every(({ label }) => label === '')) return [];
  return [plugged.reduce((line, { x, label }) => put(line, x, label === '' ? '│' : `│ ${label}`), '')];
}

function crossed(line: string, passing: readonly Port[]): string {
  return passing.reduce((text, { x }) => put(text, x, '│'), line);
}
