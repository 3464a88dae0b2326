import * as z from 'zod';
import type { FileFault } from './finding.ts';

/** Lines and columns as shellcheck(1) prints them with `--format=json1`: from 1, a tab being one character. */
const comment = z.object({
  file: z.string(),
  line: z.number(),
  endLine: z.number(),
  column: z.number(),
  endColumn: z.number(),
  code: z.number(),
  message: z.string(),
});

const output = z.object({ comments: z.array(comment) });

/** The command that looks at scripts, all in one process. */
export function shellcheckCommand(files: readonly string[]): string[] {
  return ['shellcheck', '--format=json1', '--', ...files];
}

/** What shellcheck says, by the path of each script as it was given; undefined when it printed something else. */
export function shellcheckFaults(stdout: string): FileFault[] | undefined {
  const parsed = output.safeParse(asJson(stdout));
  return parsed.data?.comments.map(({ file, line, endLine, column, endColumn, code, message }) => ({
    code: `SC${code}`,
    message,
    path: file,
    line,
    column,
    length: endLine === line ? Math.max(1, endColumn - column) : 1,
  }));
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
