import type { Fault } from '../../lab/problems/problem.ts';
import type { Subject } from '../subject.ts';

/** A lab has a solution and a mistake, or nothing shows that it can be done and that its checks bite. */
export function proofFaults({ lab, files }: Pick<Subject, 'lab' | 'files'>): Fault[] {
  const faults: Fault[] = [];
  if (lab.faults.length === 0 && !files.scripts.some(({ path }) => path === 'solution.sh')) {
    faults.push({
      code: 'solution-missing',
      message: 'this lab has no solution.sh, the script that completes it',
      path: [],
    });
  }
  if (!files.scripts.some(({ role }) => role === 'mistake')) {
    const message = 'this lab has no mistakes/NAME.sh: a script with a typical wrong answer shows that a check bites';
    faults.push({ code: 'mistake-missing', message, path: [] });
  }
  return faults;
}
