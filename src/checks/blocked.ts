import type { Lab, LabCheck, Task } from '../lab/lab.ts';
import type { Look } from './looking.ts';

/** A check on its way to an outcome. `look` is undefined for an optional question without an answer. */
export type Attempt = { task: Task; check: LabCheck; look: Look | undefined };

/**
 * Why a check cannot count yet, as a phrase for "found: …": a task that comes before its own is open, or the namespace
 * it needs is one that an earlier check already reports missing. Undefined when it counts; guards always do.
 */
export function blockedBy(attempt: Attempt, attempts: readonly Attempt[], lab: Lab): string | undefined {
  const { task, check, look } = attempt;
  if (check.guard) return undefined;
  const open = tasksBefore(task, lab).find((before) => isOpen(before, attempts));
  if (open) return `the task "${open.title}" comes first and is still open`;
  const place = look?.missingPlace;
  if (place === undefined || !isReportedBefore(place, attempt, attempts)) return undefined;
  return `namespace ${place} does not exist yet`;
}

/** Every task that must be done before this one, however many steps away, in the lab's order. */
export function tasksBefore(task: Task, lab: Lab): readonly Task[] {
  const before = new Set<string>();
  const ahead = [...task.after];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (before.has(id)) continue;
    before.add(id);
    ahead.push(...(lab.tasks.find((other) => other.id === id)?.after ?? []));
  }
  before.delete(task.id);
  return lab.tasks.filter(({ id }) => before.has(id));
}

function isOpen(task: Task, attempts: readonly Attempt[]): boolean {
  return attempts.some(
    ({ task: { id }, check, look }) => id === task.id && !check.optional && look?.status !== 'passed',
  );
}

function isReportedBefore(place: string, attempt: Attempt, attempts: readonly Attempt[]): boolean {
  return attempts
    .slice(0, attempts.indexOf(attempt))
    .some(({ check, look }) => look?.status === 'failed' && wantsNamespace(check, place));
}

function wantsNamespace({ kind, entry }: LabCheck, place: string): boolean {
  if (kind !== 'namespace') return false;
  const { name, exists } = entry as { name?: unknown; exists?: unknown };
  return exists !== false && typeof name === 'string' && isSamePlace(name, place);
}

/** `red` and `node1/red` are the same place where a lab has one `red`. */
function isSamePlace(one: string, other: string): boolean {
  return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}
