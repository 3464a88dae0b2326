/** The middle of some figures: half are smaller, half larger. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = low] = sorted.length % 2 === 1 ? [sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}

/** One thing measured side by side: a figure per contender, the medians of interleaved runs. */
export type Row = {
  title: string;
  unit: 'ms' | 'MiB' | '1/s' | '%' | '';
  figures: Record<string, number>;
  goal?: Goal;
};

/** What a figure is to stay below, as a sentence and as a number in the row's unit. */
export type Goal = { says: string; contender: string; limit: number };

/**
 * Measures every contender once in each round, in turn, so that what else the machine does meets them all. Returns the medians of each figure that a
 * contender measures.
 */
export async function interleaved<Figures extends Record<string, number>>(
  contenders: Readonly<Record<string, () => Promise<Figures>>>,
  rounds: number,
): Promise<Record<string, Figures>> {
  const all: Record<string, Figures[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(contenders)) {
      const figures = all[name] ?? [];
      figures.push(await measure());
      all[name] = figures;
    }
  }
  return Object.fromEntries(Object.entries(all).map(([name, figures]) => [name, medians(figures)]));
}

function medians<Figures extends Record<string, number>>(all: readonly Figures[]): Figures {
  const keys = Object.keys(all[0] ?? {});
  return Object.fromEntries(keys.map((key) => [key, median(all.map((one) => one[key] ?? 0))])) as Figures;
}

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
