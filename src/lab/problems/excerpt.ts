const WIDTH = 100;

/** The source line with its number, and a caret (or more, one per character at fault) below it. Columns count from 1. */
export function excerptOf(lines: readonly string[], line: number, column: number, length: number): string {
  const text = lines[line - 1];
  if (text === undefined || text.trim() === '') return '';
  // One character for one, so that the caret stays below its place, and no terminal code of a lab file takes effect.
  const plain = text.replace(/\p{Cc}|\p{Cf}/gu, ' ');
  const from = column > WIDTH - 20 ? column - WIDTH / 2 : 0;
  const part = plain.slice(from, from + WIDTH);
  const at = Math.min(column - 1 - from, part.length);
  const carets = '^'.repeat(Math.max(1, Math.min(length, part.length - at)));
  const gutter = String(line).padStart(5);
  return `${gutter} | ${part.trimEnd()}\n${' '.repeat(gutter.length)} | ${' '.repeat(at)}${carets}`;
}
