import { inline } from './markdown-inline.ts';
import type { Node } from './markdown-tree.ts';
import { theme } from './theme.ts';
import { padTo, widthOf, wrap } from './wrap.ts';

/** Narrower columns break words rather than help. */
const NARROWEST = 8;

const GAP = '  ';

type Align = 'left' | 'right';

/** A Markdown table with columns as wide as they need; where that is too wide, the widest ones wrap. */
export function tableText(parts: readonly Node[], width: number): string {
  const rows = parts.flatMap(({ inside }) => inside.map((row) => row.inside));
  const header = rows[0] ?? [];
  const align = header.map(({ token }): Align => (token.attrGet('style') === 'text-align:right' ? 'right' : 'left'));
  const cells = rows.map((row) => row.map(({ inside }) => inline(inside).join(' ')));
  const natural = header.map((_cell, at) => Math.max(...cells.map((row) => widest(row[at] ?? ''))));
  const widths = shrunk(natural, width - GAP.length * (header.length - 1));
  const [head = '', ...body] = cells.map((row) => rowText(row, widths, align));
  const rule = theme.quiet(widths.map((columns) => '─'.repeat(columns)).join(GAP));
  return [theme.strong(head), rule, ...body].join('\n');
}

function widest(cell: string): number {
  return Math.max(0, ...wrap(cell, Number.POSITIVE_INFINITY).map(widthOf));
}

function shrunk(natural: readonly number[], room: number): number[] {
  const widths = [...natural];
  for (let excess = widths.reduce((sum, columns) => sum + columns, 0) - room; excess > 0; excess -= 1) {
    const most = Math.max(...widths);
    if (most <= NARROWEST) break;
    widths[widths.indexOf(most)] = most - 1;
  }
  return widths;
}

function rowText(row: readonly string[], widths: readonly number[], align: readonly Align[]): string {
  const columns = widths.map((width, at) => wrap(row[at] ?? '', width));
  const height = Math.max(1, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_line, line) =>
    columns
      .map((lines, at) => aligned(lines[line] ?? '', widths[at] ?? 0, align[at]))
      .join(GAP)
      .trimEnd(),
  ).join('\n');
}

function aligned(text: string, width: number, align: Align | undefined): string {
  if (align === 'right') return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
  return padTo(text, width);
}
