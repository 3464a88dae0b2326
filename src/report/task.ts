import type { Task } from '../lab/lab.ts';
import { renderMarkdown } from './markdown.ts';
import { plain } from './plain.ts';
import { theme } from './theme.ts';
import { hang } from './wrap.ts';

/** A task as the learner reads it, and its questions with how to answer them. `number` counts from 1. */
export function taskText(task: Task, number: number, width: number): string {
  const title = hang(`Task ${number}: `, plain(task.title), width);
  return [theme.title(title), renderMarkdown(task.text, width), ...questions(task, width)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function questions(task: Task, width: number): string[] {
  return task.checks
    .filter(({ kind }) => kind === 'answer')
    .map(({ id, entry, optional }) => {
      const { question } = entry as { question: string };
      const asked = renderMarkdown(`${optional ? '**Bonus question:**' : '**Question:**'} ${question}`, width);
      const count = task.checks.filter(({ kind }) => kind === 'answer').length;
      return `${asked}\n\n    ${theme.command(`netlab answer ${count > 1 ? id : task.id}`)}`;
    });
}
