/** Something wrong in a lab file. Codes are stable, wording is not. Lines and columns count from 1. */
export type Problem = {
  code: string;
  /** As shown to people: relative to where they stand, when that is shorter. */
  file: string;
  line: number;
  column: number;
  /** One line that stands alone: what was found and what was expected. */
  message: string;
  /** The source line and a caret below it; empty when there is no such line. */
  excerpt: string;
};

/** A fault as a rule or schema sees it: by its place in the data. The text has not been looked at yet. */
export type Fault = {
  code: string;
  message: string;
  path: readonly PropertyKey[];
  /** The key itself is wrong, not its value. */
  atKey?: boolean;
  /** Point at the first text like this at or below the path. */
  atText?: string;
};

/** A file that is wrong everywhere is not worth more; more is never collected. */
export const MOST_PROBLEMS = 100;

const SHOWN = 10;

/** All problems as a compiler would print them; the first ten in full, then how many more there are. */
export function renderProblems(problems: readonly Problem[]): string {
  const shown = problems.slice(0, SHOWN).map(renderProblem);
  const more = problems.length >= MOST_PROBLEMS ? 'many' : problems.length - SHOWN;
  if (problems.length > SHOWN) shown.push(`and ${more} more`);
  return shown.join('\n');
}

function renderProblem({ file, line, column, message, excerpt }: Problem): string {
  return `${file}:${line}:${column}  ${message}${excerpt === '' ? '' : `\n${excerpt}`}`;
}

export function byPosition(a: Problem, b: Problem): number {
  return a.line - b.line || a.column - b.column;
}
