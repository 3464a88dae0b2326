import { relative } from 'node:path';
import { LineCounter } from 'yaml';
import { excerptOf } from './excerpt.ts';
import type { Span } from './position.ts';
import type { Problem } from './problem.ts';

/** Turns faults by offset into problems of a file: with line, column, and the line itself with a caret. */
export function placer(text: string, file: string) {
  const lines = text.split(/\r?\n/);
  const counter = new LineCounter();
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) counter.addNewLine(at + 1);
  counter.lineStarts.unshift(0);
  return (code: string, message: string, { offset, length }: Span): Problem => {
    const { line, col } = counter.linePos(Math.min(offset, text.length));
    // A lab file may come from a stranger: none of its terminal codes reaches the terminal.
    const plain = message.replace(/\p{Cc}/gu, '\u{fffd}');
    return { code, file, line, column: col, message: plain, excerpt: excerptOf(lines, line, col, length) };
  };
}

/** Relative to where the person stands, unless that leads up and out. */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
