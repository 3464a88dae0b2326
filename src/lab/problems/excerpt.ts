const WIDTH = 100;

/** The source line with its number, and a caret (or more, one per character at fault) below it. Columns count from 1. */
export function excerptOf(lines: readonly string[], line: number, column: number, length: number): string {
  const text = lines[line - 1];
  if (text === undefined) return '';
  const from = column > WIDTH - 20 ? column - WIDTH / 2 : 0;
  // One character for one, so that the caret stays below its place, and no terminal code of a lab file takes effect.
  const part = text.slice(from, from + WIDTH).replace(/\p{Cc}|\p{Cf}/gu, ' ');
  if (part.trim() === '') return '';
  const at = Math.min(column - 1 - from, part.length);
  const carets = '^'.repeat(Math.max(1, Math.min(length, part.length - at)));
  const gutter = String(line).padStart(5);
  return `${gutter} | ${part.trimEnd()}\n${' '.repeat(gutter.length)} | ${' '.repeat(at)}${carets}`;
}
