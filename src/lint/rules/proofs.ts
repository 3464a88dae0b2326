import { didYouMean } from '../../lab/problems/nearest.ts';
import type { Fault } from '../../lab/problems/problem.ts';
import { header } from '../../lab/solution.ts';
import type { FileFault } from '../finding.ts';
import type { Script, Subject } from '../subject.ts';

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

/** The header of a mistake says what goes wrong and names the check that must catch it. */
export function mistakeFaults({ lab, files }: Pick<Subject, 'lab' | 'files'>): FileFault[] {
  const ids = lab.tasks.flatMap(({ checks }) => checks.map(({ id }) => id));
  return files.scripts
    .filter(({ role }) => role === 'mistake')
    .flatMap((script) => [...caughtByFaults(script, ids), ...aboutFaults(script)]);
}

function caughtByFaults({ path, text }: Script, ids: readonly string[]): FileFault[] {
  const caughtBy = header(text, 'caught by');
  if (caughtBy === undefined) {
    const message = `a mistake names the check that must catch it, in a line such as "# caught by: ${ids[0]}"`;
    return [{ code: 'mistake-unproved', message, path, line: 1 }];
  }
  if (ids.includes(caughtBy)) return [];
  const task = ids.filter((id) => id.startsWith(`${caughtBy.split('.')[0]}.`));
  const range = task.length > 1 ? `${task[0]} to ${task.at(-1)}` : `${task[0]} only`;
  const mend = task.length > 0 ? `: that task has ${range}` : didYouMean(caughtBy, ids, 'the checks are');
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => line.startsWith('# caught by:'));
  const column = (lines[at] ?? '').indexOf(caughtBy) + 1;
  const message = `there is no check "${caughtBy}"${mend}`;
  return [{ code: 'unknown-check', message, path, line: at + 1, column, length: caughtBy.length }];
}

function aboutFaults({ path, text }: Script): FileFault[] {
  if (header(text, 'about') !== undefined) return [];
  const message = 'a mistake says what goes wrong, in a line such as "# about: The address has no prefix length."';
  return [{ code: 'mistake-unexplained', message, path, line: 1 }];
}
