import type { Row } from './statistics.ts';

/** Rows as text: each figure, what it is compared with netlab's, and whether the goal is met. */
export function table(rows: readonly Row[]): string {
  return rows.map(text).join('\n');
}

function text({ title, unit, figures, goal }: Row): string {
  const own = figures['netlab'] ?? 0;
  const parts = Object.entries(figures).map(([name, figure]) => {
    const ratio = name === 'netlab' || figure === 0 ? '' : ` (netlab: ${(own / figure).toFixed(2)} ×)`;
    return `    ${name.padEnd(28)}${shown(figure).padStart(9)} ${unit}${ratio}`;
  });
  return [title, ...parts, ...(goal === undefined ? [] : [verdict(goal, figures)])].join('\n');
}

function verdict({ says, contender, limit }: NonNullable<Row['goal']>, figures: Record<string, number>): string {
  const met = (figures[contender] ?? Number.POSITIVE_INFINITY) <= limit;
  return `    ${met ? '✓' : '✗'} goal: at most ${says} = ${shown(limit)}`;
}

function shown(figure: number): string {
  return figure >= 100 ? figure.toFixed(0) : figure.toFixed(1);
}
