import type { Task } from '../../lab/lab.ts';
import type { Fault } from '../../lab/problems/problem.ts';
import type { Subject } from '../subject.ts';

/**
 * Of a lab with faults: each has a wrong mend that some check catches, nothing that learners read names one of them, and no task waits for another,
 * for every symptom is to be seen.
 */
export function plantedFaults({ lab, files }: Pick<Subject, 'lab' | 'files'>): Fault[] {
  if (lab.faults.length === 0) return [];
  const waits = lab.tasks.flatMap(({ id, after }, index) => {
    const message = `task "${id}" waits for another: where something is broken, every symptom is to be seen`;
    return after.length === 0
      ? []
      : [{ code: 'symptom-hidden', message, path: ['tasks', index, 'after'], atKey: true }];
  });
  const ofFaults = lab.faults.flatMap(({ id, title }, index) => {
    const path = ['faults', index];
    const tried = files.scripts.some(({ role, fault }) => role === 'mistake' && fault === id);
    const missing = `this fault has no faults/${id}/mistakes/NAME.sh: a wrong mend that some check must catch`;
    const task = lab.tasks.find((one) => textsOf(one).some((text) => text.includes(id) || text.includes(title)));
    const named = `task "${task?.id}" names this fault: learners see its symptoms, and are to find it`;
    return [
      ...(tried ? [] : [{ code: 'mistake-missing', message: missing, path: [...path, 'id'] }]),
      ...(task === undefined ? [] : [{ code: 'fault-named', message: named, path: [...path, 'id'] }]),
    ];
  });
  return [...waits, ...ofFaults];
}

/** All that a learner may read of a task before it is done. */
function textsOf({ title, text, hints, checks }: Task): string[] {
  return [title, text, ...hints, ...checks.flatMap((check) => [check.title ?? '', check.because ?? ''])];
}
