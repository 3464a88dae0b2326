import type { ScriptPart } from '../lab/script.ts';
import type { Solution } from '../lab/solution.ts';
import { argumentMutants } from './other-arguments.ts';
import { type ShellCommand, splitCommands } from './shell-commands.ts';
import { widerRules } from './wider-rules.ts';

/** A solution with one change. If all checks pass all the same, they do not look at what was changed. */
export type Mutant = {
  file: string;
  /** Line of the file where the changed command begins, from 1. */
  line: number;
  change: 'dropped' | 'prefix length' | 'interface' | 'chain' | 'port' | 'match';
  /** The option that was left out of a rule, such as `-d` or `-m conntrack`. */
  match?: string | undefined;
  /** The command before and after; after is empty when it was dropped. */
  was: string;
  now: string;
  /** Why the lab's author says that it may survive. */
  optional: string | undefined;
  parts: ScriptPart[];
  /** The task in whose part the change is. */
  task: string | undefined;
};

/** What one change makes of a command. */
export type Change = Pick<Mutant, 'change' | 'match' | 'now'>;

/**
 * Every mutant of a solution: each command dropped, each argument of an `ip` or `iptables` command changed that says where or how much, and each match of a
 * rule left out, so that it is for more packets than it should be.
 */
export function mutantsOf(solution: Solution): Mutant[] {
  return solution.parts.flatMap((part, index) =>
    splitCommands(part.script).flatMap((command) =>
      changesOf(command).map((one) => ({
        file: solution.file,
        line: part.line + command.first - 1,
        ...one,
        was: command.text,
        optional: excuse(command, one),
        task: part.task,
        parts: solution.parts.with(index, { ...part, script: replaced(part.script, command, one.now || ':') }),
      })),
    ),
  );
}

function changesOf(command: ShellCommand): Change[] {
  return [{ change: 'dropped', now: '' }, ...argumentMutants(command), ...widerRules(command)];
}

function excuse({ optional }: ShellCommand, { change, match }: Change): string | undefined {
  const names = [change, `${change} ${match}`];
  return optional.find(({ changes }) => changes === undefined || changes.some((one) => names.includes(one)))?.reason;
}

/** The lines of the command replaced. */
function replaced(script: string, { first, last }: ShellCommand, now: string): string {
  return script
    .split('\n')
    .toSpliced(first - 1, last - first + 1, now)
    .join('\n');
}
