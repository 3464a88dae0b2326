import { renderMarkdown } from './markdown.ts';
import { plain } from './plain.ts';
import { theme } from './theme.ts';

/** A rung of a task's ladder of hints: `task` is its id, `number` counts from 1. */
type ShownHint = { task: string; title: string; hint: string; number: number; of: number };

/** A hint for the terminal, with how many there are and what comes after it. */
export function hintText({ task, title, hint, number, of }: ShownHint, width = 80): string {
  if (of === 0) return `${renderMarkdown(hint, width)}\n\n${moreThanHints(task)}`;
  const head = `${theme.title(plain(title))} ${theme.quiet(`· hint ${number} of ${of}`)}`;
  return [head, renderMarkdown(hint, width), number < of ? oneMore(task) : moreThanHints(task)].join('\n\n');
}

function oneMore(task: string): string {
  return `${theme.quiet('The next one says more:')} ${theme.command(`netlab hint ${task}`)}`;
}

function moreThanHints(task: string): string {
  return `${theme.quiet('There are no more hints. The solution:')} ${theme.command(`netlab solution ${task}`)}`;
}
