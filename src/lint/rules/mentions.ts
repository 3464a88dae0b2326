import type { Task } from '../../lab/lab.ts';
import type { Fault } from '../../lab/problems/problem.ts';
import { asRecord } from '../../lab/untyped.ts';
import type { Subject } from '../subject.ts';

/** What a check is about stands in the text of its task or of one before it: nobody can do what nobody has asked for. */
export function mentionFaults({ lab }: Pick<Subject, 'lab'>): Fault[] {
  return lab.tasks.flatMap((task, index) => {
    const told = lab.tasks
      .slice(0, index + 1)
      .map(wordsOf)
      .join('\n')
      .toLowerCase();
    return task.checks.flatMap(({ kind, entry }, position) => {
      const nouns = nounsOf(asRecord(entry));
      if (nouns.length === 0 || nouns.some((noun) => told.includes(noun))) return [];
      const message = `no task text mentions what this check is about (${nouns.slice(0, 4).join(', ')}): say it in the text`;
      return [{ code: 'check-unmentioned', message, path: ['tasks', index, 'checks', position, kind], atKey: true }];
    });
  });
}

function wordsOf({ title, text, hints }: Task): string {
  return [title, text, ...hints].join('\n');
}

/** The texts of an entry, cut where the parts of places, addresses and URLs meet. */
function nounsOf(value: unknown): string[] {
  if (typeof value === 'string')
    return value
      .toLowerCase()
      .split(/[\s:/]+/)
      .filter((part) => part.length > 1);
  if (Array.isArray(value)) return value.flatMap(nounsOf);
  return Object.values(asRecord(value)).flatMap(nounsOf);
}
