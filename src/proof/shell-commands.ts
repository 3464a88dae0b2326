import { linesWithState } from './shell-lines.ts';

/** A command of a script as it stands there, with its here-documents and continued lines. Lines count from 1, both ends included. */
export type ShellCommand = {
  first: number;
  last: number;
  text: string;
  /** Whether it is a simple command or pipeline, not a loop, a function or another compound. */
  simple: boolean;
  /** The reasons in trailing comments `# optional: reason`, or `# optional(port, match -d): reason` for these changes only. */
  optional: readonly Excuse[];
};

/** Why a mutant of a command may survive: any, or only those with these changes. */
export type Excuse = { changes: readonly string[] | undefined; reason: string };

/**
 * The commands of a bash script, line-wise: two commands on one line are one. A compound over several lines is followed by the
 * commands of its body. POSIX 2.9 and 2.7.4 say what belongs together.
 */
export function splitCommands(script: string): ShellCommand[] {
  const lines = script.split('\n');
  const found: ShellCommand[] = [];
  let first = 1;
  for (const { line, complete, blank } of linesWithState(script)) {
    if (!complete) continue;
    if (!blank) found.push(...withBody(commandAt(lines, first, line), lines));
    first = line + 1;
  }
  return found;
}

function commandAt(lines: readonly string[], first: number, last: number): ShellCommand {
  const text = lines.slice(first - 1, last).join('\n');
  const simple = !/^\s*(?:(?:if|for|while|until|select|case|function)(?!\S)|[{(]|[\w-]+\s*\(\s*\))/.test(text);
  return { first, last, text, simple, optional: lines.slice(first - 1, last).flatMap(excuseIn) };
}

function excuseIn(line: string): Excuse[] {
  const [, changes, reason] = /\s# optional(?:\(([a-z ,-]+)\))?:\s*(.+?)\s*$/.exec(line) ?? [];
  return reason === undefined ? [] : [{ changes: changes?.split(/,\s*/), reason }];
}

/** A loop, function, group or condition over several lines, and what stands in its body. A condition with `else` is kept whole. */
function withBody(command: ShellCommand, lines: readonly string[]): ShellCommand[] {
  const own = lines.slice(command.first - 1, command.last);
  const head = own.findIndex((line) => /(?:^|;)\s*(?:do|then)\s*$|\{\s*$/.test(line));
  const isBranched = own.some((line) => /^\s*(?:else|elif)\b/.test(line));
  if (command.simple || head < 0 || isBranched || !/^\s*(?:done\b|fi\b|\})/.test(own.at(-1) ?? '')) return [command];
  const before = command.first + head;
  const body = splitCommands(own.slice(head + 1, -1).join('\n'));
  return [command, ...body.map((one) => ({ ...one, first: one.first + before, last: one.last + before }))];
}
