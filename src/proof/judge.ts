import type { CheckReport, Report } from '../checks/report.ts';
import type { RunReport } from './proof-report.ts';

/** What a report says about a lab's own checks. Pure. */
type Finding = Pick<RunReport, 'status' | 'problems' | 'notes' | 'open'>;

export function judgeStart(report: Report): Finding {
  const done = report.tasks.filter(({ status }) => status === 'passed');
  const guards = checksOf(report).filter(({ guard, status }) => guard && status !== 'passed');
  const early = neededOf(report).filter(({ guard, status }) => !guard && status === 'passed');
  const problems = [
    ...done.map(({ id }) => `the task ${id} holds at the start, before anything was done`),
    ...guards.map(({ id }) => `the guard ${id} does not hold at the start`),
  ];
  const notes = early
    .filter(({ id }) => !done.some((task) => id.startsWith(`${task.id}.`)))
    .map(({ id }) => `${id} holds at the start already: should it be a guard?`);
  return finding(report, problems, notes, guards);
}

/** Each check that the fault says it shows fails. */
export function judgeFault(report: Report, shows: readonly string[]): Finding {
  const failed = neededOf(report).filter(({ status }) => status === 'failed');
  const hidden = checksOf(report).filter(({ id, status }) => shows.includes(id) && status !== 'failed');
  const problems = hidden
    .filter(({ status }) => status !== 'unknown')
    .map(({ id, status }) => `the fault is to show in ${id}, which is ${status}`);
  const others = failed.filter(({ id }) => !shows.includes(id)).map(({ id }) => id);
  return finding(report, problems, others.length === 0 ? [] : [`also fails: ${others.join(', ')}`], hidden);
}

/** Every task of the report holds. `when` completes "… does not hold …". */
export function judgeTasks(report: Report, when: string): Finding {
  const open = neededOf(report).filter(({ status }) => status !== 'passed');
  const tasks = report.tasks.filter(({ status }) => status === 'failed' || status === 'blocked');
  const problems = tasks.map(({ id, checks }) => {
    const those = checks.filter(({ status, optional }) => status !== 'passed' && !optional).map((check) => check.id);
    return `${id} does not hold ${when}: ${those.join(', ')}`;
  });
  return finding(report, problems, [], open);
}

export function judgeMistake(report: Report, caughtBy: string | undefined): Finding {
  const open = checksOf(report).filter(({ status, optional }) => status !== 'passed' && !optional);
  if (caughtBy === undefined) {
    return broken('its header does not name the check that must fail (`# caught by: TASK.N`)', open);
  }
  const named = checksOf(report).find(({ id }) => id === caughtBy);
  if (!named) return broken(`the lab has no check "${caughtBy}"`, open);
  if (named.status === 'unknown') return { status: 'unknown', problems: [unknown(named)], notes: [], open };
  if (named.status !== 'failed') {
    const others = open.filter(({ status }) => status === 'failed').map(({ id }) => id);
    const instead = others.length === 0 ? 'no check fails' : `what fails is ${others.join(', ')}`;
    return broken(`${caughtBy} must fail and is ${named.status}: ${instead}`, open);
  }
  const others = open.filter(({ id, status }) => status === 'failed' && id !== caughtBy).map(({ id }) => id);
  const notes = others.length === 0 ? [] : [`also fails: ${others.join(', ')}`];
  return { status: 'held', problems: [], notes, open: [] };
}

/** `optional` is the author's reason why the mutant may survive. */
export function judgeMutant(report: Report, optional: string | undefined): Finding {
  const caught = neededOf(report).filter(({ status }) => status === 'failed');
  const held = (note: string): Finding => ({ status: 'held', problems: [], notes: [note], open: [] });
  if (caught.length > 0) return held(`caught by ${caught.map(({ id }) => id).join(', ')}`);
  if (!report.passed) return finding(report, [], [], []);
  if (optional !== undefined) return held(`optional: ${optional}`);
  return { status: 'survived', problems: ['every check passes all the same'], notes: [], open: [] };
}

/** A check that could not look makes the finding unknown, unless something else is certainly wrong. */
function finding(report: Report, problems: string[], notes: string[], open: CheckReport[]): Finding {
  const unseen = checksOf(report).filter(({ status, optional }) => status === 'unknown' && !optional);
  if (problems.length > 0) return { status: 'broken', problems, notes, open };
  if (unseen.length > 0) return { status: 'unknown', problems: unseen.map(unknown), notes, open: unseen };
  return { status: 'held', problems, notes, open: [] };
}

function unknown({ id, found }: CheckReport): string {
  return `netlab could not look at ${id}: ${found}`;
}

function broken(problem: string, open: CheckReport[]): Finding {
  return { status: 'broken', problems: [problem], notes: [], open };
}

function checksOf(report: Report): CheckReport[] {
  return report.tasks.flatMap(({ checks }) => checks);
}

function neededOf(report: Report): CheckReport[] {
  return checksOf(report).filter(({ optional }) => !optional);
}
