/** A rectangle of text. All lines are equally long; wires leave it at the bottom. */
export type Block = { lines: readonly string[]; ports: readonly Port[] };

/** Where a wire leaves at the bottom, as a column from 0, and the bridge or switch it goes to. */
export type Port = { x: number; bus: string; label: string };

export function block(lines: readonly string[], ports: readonly Port[] = []): Block {
  const width = Math.max(0, ...lines.map((line) => line.length));
  return { lines: lines.map((line) => line.padEnd(width)), ports };
}

export function widthOfBlock({ lines }: Block): number {
  return lines[0]?.length ?? 0;
}

/** A box with a title around a block; ports are columns of the box. */
export function boxed(title: string, inner: Block, ports: readonly Port[]): Block {
  const reach = Math.max(0, ...ports.map(({ x, label }) => x + label.length + 1));
  const width = Math.max(widthOfBlock(inner), title.length + 4, reach);
  const top = `┌─ ${title} ${'─'.repeat(width - title.length - 3)}┐`;
  const bottom = ports.reduce((line, { x }) => put(line, x, '┬'), `└${'─'.repeat(width)}┘`);
  return block([top, ...inner.lines.map((line) => `│${line.padEnd(width)}│`), bottom], ports);
}

/** Blocks next to each other, their tops in line; the wires of the shorter ones go on down. */
export function beside(blocks: readonly Block[]): Block {
  const height = Math.max(0, ...blocks.map(({ lines }) => lines.length));
  let ports: Port[] = [];
  let lines: string[] = Array.from({ length: height }, () => '');
  for (const each of blocks) {
    const left = lines[0] ? lines[0].length + 1 : 0;
    lines = lines.map((line, y) => line.padEnd(left) + (each.lines[y] ?? wires(each)));
    ports = [...ports, ...each.ports.map((port) => ({ ...port, x: port.x + left }))];
  }
  return block(lines, ports);
}

function wires(each: Block): string {
  return each.ports.reduce((line, { x }) => put(line, x, '│'), ' '.repeat(widthOfBlock(each)));
}

export function stacked(blocks: readonly Block[]): Block {
  return block(blocks.flatMap(({ lines }) => lines));
}

/** Blocks in order, as many to a row as fit. */
export function inRows(blocks: readonly Block[], width: number): Block[][] {
  const rows: Block[][] = [];
  for (const each of blocks) {
    const row = rows.at(-1);
    if (row && widthOfBlock(beside([...row, each])) <= width) row.push(each);
    else rows.push([each]);
  }
  return rows;
}

/** The line with `text` written over it from column `x`. */
export function put(line: string, x: number, text: string): string {
  return line.slice(0, x).padEnd(x) + text + line.slice(x + text.length);
}
