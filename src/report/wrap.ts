import { stripVTControlCharacters } from 'node:util';

/** A space that does not break; {@link wrap} turns it back into one. */
export const GLUE = '\uE000';

/** Breaks a text into lines of at most `width` columns, colours not counted. A longer word has a line of its own, so that it can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/[ \t\n]+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => line.replaceAll(GLUE, ' '));
}

/** The wrapped text as one string: `first` before the first line, spaces of the same width before the others. */
export function hang(first: string, text: string, width: number): string {
  const indent = widthOf(first);
  const lines = wrap(text, Math.max(width - indent, 20));
  return lines.map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line).join('\n') || first.trimEnd();
}

/** Columns of a text on the terminal: colours and combining marks take none, East Asian letters and emoji two (Unicode UAX 11, in short). */
export function widthOf(text: string): number {
  const shown = stripVTControlCharacters(text).replaceAll(/[\p{Mn}\p{Me}\u200D]/gu, '');
  return shown.replaceAll(WIDE, '  ').replaceAll(/./gsu, ' ').length;
}

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/gu;

export function indent(text: string, columns: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(columns));
}

export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
