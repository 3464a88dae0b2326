import { didYouMean } from '../../lab/problems/nearest.ts';
import { type HeaderKey, header } from '../../lab/script.ts';
import type { FileFault } from '../finding.ts';
import type { LabFiles, Script, Subject } from '../subject.ts';

/** The head of a mistake says what goes wrong and names the check that must catch it, and the solution that it edits, if any. */
export function mistakeFaults({ lab, files }: Pick<Subject, 'lab' | 'files'>): FileFault[] {
  const ids = lab.tasks.flatMap(({ checks }) => checks.map(({ id }) => id));
  return files.scripts
    .filter(({ role }) => role === 'mistake')
    .flatMap((script) => [...caughtByFaults(script, ids), ...aboutFaults(script), ...editsFaults(script, files)]);
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
  const message = `there is no check "${caughtBy}"${mend}`;
  return [{ code: 'unknown-check', message, path, ...whereabouts(text, 'caught by', caughtBy) }];
}

function aboutFaults({ path, text }: Script): FileFault[] {
  if (header(text, 'about') !== undefined) return [];
  const message = 'a mistake says what goes wrong, in a line such as "# about: The address has no prefix length."';
  return [{ code: 'mistake-unexplained', message, path, line: 1 }];
}

/** A mistake that edits a solution names one of its lab, or of its fault. */
function editsFaults({ path, text, fault }: Script, { scripts }: LabFiles): FileFault[] {
  const edits = header(text, 'edits');
  const folder = fault === undefined ? '' : `faults/${fault}/`;
  const solutions = scripts.filter((script) => script.role === 'solution' && script.fault === fault);
  const names = solutions.map((script) => script.path.slice(folder.length));
  if (edits === undefined || names.includes(edits)) return [];
  const message = `there is no solution "${edits}"${didYouMean(edits, names, 'the solutions are')}`;
  return [{ code: 'unknown-solution', message, path, ...whereabouts(text, 'edits', edits) }];
}

/** Where the value of a line of the head stands. */
function whereabouts(text: string, key: HeaderKey, value: string): Pick<FileFault, 'line' | 'column' | 'length'> {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => line.startsWith(`# ${key}:`));
  return { line: at + 1, column: (lines[at] ?? '').indexOf(value) + 1, length: value.length };
}
