import type { Lab, Task } from '../lab/lab.ts';
import { type Attempt, blockedBy } from './blocked.ts';
import type { AnyCheckKind } from './check.ts';
import type { Kinds } from './looking.ts';
import type { CheckReport, Report, Status, TaskReport } from './report.ts';

/** The final outcome of one check among all others, with as much of it as the lab reveals. */
export function checkReport(attempt: Attempt, attempts: readonly Attempt[], lab: Lab, kinds: Kinds): CheckReport {
  const { check, look } = attempt;
  const title = check.title ?? titleOf(kinds.get(check.kind), check.entry);
  const blocked = blockedBy(attempt, attempts, lab);
  const status = blocked === undefined ? (look?.status ?? 'blocked') : 'blocked';
  return revealed(
    {
      id: check.id,
      kind: check.kind,
      title,
      status,
      optional: check.optional,
      guard: check.guard,
      points: check.points,
      expected: look?.expected || title,
      found: blocked ?? look?.found ?? 'not answered yet',
      because:
        status === 'failed' ? sentences(check.reveal === 'none' ? undefined : look?.because, check.because) : null,
      evidence: status === 'blocked' ? null : (look?.evidence ?? null),
      ms: look?.ms ?? 0,
    },
    check.reveal,
  );
}

/**
 * A task has passed when its needed checks have; bonus checks never count. Failed weighs more than unknown, and that
 * more than blocked.
 */
export function taskReport(task: Task, checks: CheckReport[]): TaskReport {
  const needed = checks.filter(({ optional }) => !optional).map(({ status }) => status);
  const worst = (['failed', 'unknown', 'blocked'] as const).find((status) => needed.includes(status));
  const status: Status = worst ?? 'passed';
  return { id: task.id, title: task.title, status, checks };
}

/** `points` and `of` count needed checks, `bonus` the points of passed optional ones. */
export function labReport(lab: Lab, tasks: TaskReport[]): Report {
  const checks = tasks.flatMap((task) => task.checks);
  const needed = checks.filter(({ optional }) => !optional);
  const passed = (reports: CheckReport[]) => reports.filter(({ status }) => status === 'passed');
  return {
    lab: lab.id,
    passed: passed(needed).length === needed.length,
    score: {
      points: sum(passed(needed)),
      of: sum(needed),
      bonus: sum(passed(checks.filter(({ optional }) => optional))),
    },
    tasks,
  };
}

function titleOf(kind: AnyCheckKind | undefined, entry: unknown): string {
  return kind?.title(entry) ?? 'a check of an unknown kind';
}

/** What a lab does not reveal of a check that is open is an empty string. That netlab could not look is always said. */
function revealed(report: CheckReport, reveal: 'full' | 'found' | 'none'): CheckReport {
  if (reveal === 'full' || report.status === 'passed') return report;
  const hidden = { ...report, expected: '' };
  if (reveal === 'found') return hidden;
  return { ...hidden, found: report.status === 'failed' ? '' : report.found, evidence: null };
}

function sentences(...parts: (string | undefined)[]): string | null {
  const said = parts.map((part) => part?.trim() ?? '').filter((part) => part !== '');
  if (said.length === 0) return null;
  return said.map((part, at) => (at < said.length - 1 ? `${part.replace(/[.;]$/, '')}. ` : part)).join('');
}

function sum(checks: readonly CheckReport[]): number {
  return checks.reduce((total, { points }) => total + points, 0);
}
