import type { Task } from '../lab/lab.ts';
import { plain } from './plain.ts';
import { theme } from './theme.ts';

/**
 * The reference solution of a task, part by part in the order they run, each on its node. Comments say where, so that the whole text can be
 * pasted into a shell on a lab with one node.
 */
export function solutionText(task: Task, parts: readonly { node: string; script: string }[]): string {
  const title = plain(task.title).replaceAll('\n', ' ');
  if (parts.length === 0) return `This lab has no solution for "${title}".`;
  const scripts = parts.map(({ node, script }) => {
    const head = theme.quiet(`# ${title}, on ${plain(node)}`);
    return `${head}\n${plain(script)
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd()}`;
  });
  return scripts.join('\n\n');
}
