import type { Evidence, Verdict } from '../check.ts';

/** One thing a check asks of what it saw. A check with several passes when all hold, and names only those that do not. */
export type Facet = {
  holds: boolean;
  expected: string;
  found: string;
  because?: string | undefined;
};

/** One verdict from several facets: all of them when they hold, else those that do not, with the first reason given. */
export function verdictOf(facets: readonly Facet[], evidence: Evidence): Verdict {
  const broken = facets.filter((facet) => !facet.holds);
  const told = broken.length === 0 ? facets : broken;
  const because = broken.find((facet) => facet.because !== undefined)?.because;
  return {
    status: broken.length === 0 ? 'passed' : 'failed',
    expected: phrases(told.map((facet) => facet.expected)),
    found: phrases(told.map((facet) => facet.found)),
    ...(because === undefined ? {} : { because }),
    evidence,
  };
}

/** A verdict of failed, with nothing more to look at. */
export function failed(expected: string, found: string, evidence: Evidence, because?: string): Verdict {
  return { status: 'failed', expected, found, ...(because === undefined ? {} : { because }), evidence };
}

/** `a`, `a and b`, `a, b and c`: for lists of names in a sentence. */
export function listed(names: readonly string[], nothing = 'nothing'): string {
  if (names.length === 0) return nothing;
  if (names.length === 1) return names[0] ?? nothing;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function phrases(parts: readonly string[]): string {
  return [...new Set(parts)].join('; ');
}
