import type { CheckReport, Report, TaskReport } from '../checks/report.ts';
import { checkText } from './check-text.ts';
import { debriefText } from './debrief.ts';
import { plain } from './plain.ts';
import { marks, theme } from './theme.ts';
import { hang, indent } from './wrap.ts';

export type TextOptions = {
  /** Show passed checks too, and what each look printed. */
  verbose: boolean;
  /** Whether the report is of a whole lab, and not of one task of it. */
  whole: boolean;
  /** Columns, 80 unless told. */
  width?: number;
};

/** A report for a person: a line per task, what does not hold and why, the score, and what to type next. */
export function renderText(report: Report, options: TextOptions): string {
  const width = options.width ?? 80;
  // The report of one task does not say which number that task has.
  const numbered = options.whole;
  const tasks = report.tasks.map((task, index) => taskText(task, numbered ? index + 1 : undefined, width, options));
  const debrief = report.debrief === undefined ? [] : [debriefText(report.lab, report.debrief, width)];
  const parts = [theme.title(report.lab), spaced(tasks), ending(report, numbered, width), ...debrief];
  return parts.join('\n\n');
}

function taskText(task: TaskReport, number: number | undefined, width: number, { verbose }: TextOptions): string {
  const head = taskLine(task, number, width);
  const shown = verbose || task.status !== 'passed' ? checksText(task, width - 4, verbose) : '';
  return shown === '' ? head : `${head}\n${indent(shown, 4)}`;
}

function taskLine(task: TaskReport, number: number | undefined, width: number): string {
  const { mark, word } = marks[task.status];
  const first = `${theme.status(task.status, mark)} ${number === undefined ? '' : `${number}. `}`;
  return hang(first, `${theme.strong(plain(task.title))} ${theme.quiet(`· ${word}${bonusOf(task)}`)}`, width);
}

function bonusOf({ id, status, checks }: TaskReport): string {
  const bonus = checks.filter(({ optional }) => optional);
  if (status !== 'passed' || bonus.length === 0) return '';
  const open = bonus.filter((check) => check.status !== 'passed');
  if (open.length === 0) return ', bonus too';
  const command = open.some(({ kind }) => kind === 'answer') ? `netlab answer ${id}` : `netlab check --verbose ${id}`;
  return `, a bonus is open: ${command}`;
}

function checksText(task: TaskReport, width: number, verbose: boolean): string {
  const needed = task.checks.filter(({ optional }) => !optional);
  const reason = needed[0]?.found;
  const allWait = needed.every(({ status, found }) => status === 'blocked' && found === reason);
  if (allWait && reason && !verbose) return theme.quiet(hang('', plain(reason), width));
  return task.checks.map((check, at) => checkText(check, { width, verbose, next: task.checks[at + 1] })).join('\n');
}

/** Folded tasks stand together; one that has something to say has a line of air around it. */
function spaced(tasks: readonly string[]): string {
  return tasks
    .map((text, at) => {
      const before = tasks[at - 1];
      if (before === undefined) return text;
      return `${text.includes('\n') || before.includes('\n') ? '\n\n' : '\n'}${text}`;
    })
    .join('');
}

function ending(report: Report, numbered: boolean, width: number): string {
  const { points, of, bonus } = report.score;
  const score = `${points} of ${of} ${of === 1 ? 'point' : 'points'}${bonus > 0 ? `, ${bonus} bonus` : ''}`;
  return `${theme.strong(score)}\n${next(report, numbered, width)}`;
}

function next(report: Report, numbered: boolean, width: number): string {
  if (report.passed && !numbered)
    return `${theme.good('This task is done.')} What comes next says: ${theme.command('netlab check')}`;
  if (report.passed) return theme.good('All passed: well done!');
  const needed = report.tasks.flatMap(({ checks }) => checks).filter(({ optional }) => !optional);
  if (!needed.some(isToDo)) return hang('', COULD_NOT_LOOK, width);
  const open = report.tasks.find(({ checks }) => checks.some(isToDo)) ?? report.tasks[0];
  const named = (command: string) => theme.command(`netlab ${command}${numbered ? '' : ` ${open?.id}`}`);
  return `${hang('', `What "${plain(open?.title ?? '')}" asks: ${named('task')}`, width)}\nStuck? Type: ${named('hint')}`;
}

const COULD_NOT_LOOK = 'netlab could not look at everything, so this says nothing about your work. Try: netlab doctor';

function isToDo({ status, optional }: CheckReport): boolean {
  return !optional && (status === 'failed' || status === 'blocked');
}
