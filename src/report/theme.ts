import chalk, { Chalk } from 'chalk';
import type { Status } from '../checks/report.ts';

/** Every colour of a result. Without colours each text says the same: marks differ in shape, and code keeps its backquotes. */
export type Theme = ReturnType<typeof themeFor>;

/** Chalk decides by the terminal and FORCE_COLOR, but does not know NO_COLOR (no-color.org), which wins over both. */
export function themeFor(env: NodeJS.ProcessEnv) {
  const paint = new Chalk({ level: env['NO_COLOR'] ? 0 : chalk.level });
  const byStatus = { passed: paint.green, failed: paint.red, blocked: paint.dim, unknown: paint.yellow };
  return {
    title: paint.bold,
    strong: paint.bold,
    emphasis: paint.italic,
    quiet: paint.dim,
    link: paint.blue,
    command: paint.cyan,
    good: paint.green,
    /** A code span inside a sentence. */
    code: (text: string) => (paint.level === 0 ? `\`${text}\`` : paint.cyan(text)),
    status: (status: Status, text: string) => byStatus[status](text),
  };
}

export const theme: Theme = themeFor(process.env);

/** Marks differ in shape and come with words, so that colour never carries meaning alone. */
export const marks: Record<Status, { mark: string; word: string }> = {
  passed: { mark: '✓', word: 'passed' },
  failed: { mark: '✗', word: 'open' },
  blocked: { mark: '–', word: 'waits' },
  unknown: { mark: '?', word: 'could not look' },
};
