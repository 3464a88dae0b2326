import type { CheckReport } from '../checks/report.ts';
import { plain } from './plain.ts';
import { marks, theme } from './theme.ts';
import { hang, indent } from './wrap.ts';

/** One check for a person. `next` is the check after it: what waits for the same thing says so once, after the last. */
export function checkText(
  check: CheckReport,
  { width, verbose, next }: { width: number; verbose: boolean; next: CheckReport | undefined },
): string {
  const details = [...reasons(check, next, width - 2), ...seen(check, verbose, width - 2)];
  return [headline(check, width), ...details.map((line) => indent(line, 2))].join('\n');
}

function headline(check: CheckReport, width: number): string {
  const title = plain(check.title);
  const named = check.optional && !/bonus/i.test(title) ? `bonus: ${title}` : title;
  const text = check.status === 'blocked' ? theme.quiet(named) : named;
  return hang(`${theme.status(check.status, marks[check.status].mark)} `, text, width);
}

function reasons(check: CheckReport, next: CheckReport | undefined, width: number): string[] {
  switch (check.status) {
    case 'passed':
      return [];
    case 'blocked':
      return blockedReasons(check, next, width);
    case 'unknown':
      return [labelled('could not look', check.found, width)];
    case 'failed':
      return [
        labelled('expected', check.expected || HIDDEN, width),
        labelled('found', check.found || HIDDEN, width),
        ...(check.because ? [labelled('why', check.because, width)] : []),
      ];
  }
}

const HIDDEN = 'not shown in this lab';

function blockedReasons(check: CheckReport, next: CheckReport | undefined, width: number): string[] {
  if (isQuestion(check)) {
    return [theme.quiet(`${plain(check.found)}: ${theme.command(`netlab answer ${check.id.split('.')[0]}`)}`)];
  }
  const same = next?.status === 'blocked' && next.found === check.found;
  return same ? [] : [waitingText(check.found, width)];
}

function waitingText(reason: string, width: number): string {
  return theme.quiet(hang('waits: ', plain(reason), width));
}

function isQuestion({ kind, optional, found }: CheckReport): boolean {
  return kind === 'answer' && optional && found === 'not answered yet';
}

/**
 * The command stays on one line, however long: it is there to be copied. Several commands would bury what was found, so they are shown when asked
 * for.
 */
function seen({ id, status, evidence }: CheckReport, verbose: boolean, width: number): string[] {
  if (!evidence || (status === 'passed' && !verbose)) return [];
  const commands = plain(evidence.command).trim().split('\n');
  if (commands.length > 1 && !verbose) {
    const more = theme.command(`netlab check ${id.split('.')[0]} --verbose`);
    return [`${label('see it')}${more}   ${theme.quiet(`(${commands.length} commands)`)}`];
  }
  const line = commands
    .map((command, at) => `${at === 0 ? label('see it') : INDENT}${theme.command(command)}`)
    .join('\n');
  const output = plain(evidence.output).trimEnd();
  if (!verbose || output === '') return [line];
  return [line, theme.quiet(indent(output, Math.min(LABEL_WIDTH, width)))];
}

function labelled(name: string, text: string, width: number): string {
  return hang(label(name), withCode(plain(text)), width);
}

function label(name: string): string {
  return theme.quiet(`${name}: `.padEnd(LABEL_WIDTH));
}

const LABEL_WIDTH = 'expected: '.length;
const INDENT = ' '.repeat(LABEL_WIDTH);

function withCode(text: string): string {
  return text.replaceAll(/`([^`\n]+)`/g, (_whole, code: string) => theme.code(code));
}
