import { didYouMean } from '../../lab/problems/nearest.ts';
import { markerOf } from '../../lab/script.ts';
import type { FileFault } from '../finding.ts';
import type { Script, Subject } from '../subject.ts';

/** The markers of solutions and mistakes name tasks and nodes of the lab, and a solution has a part for every task. */
export function scriptFaults({ lab, files }: Pick<Subject, 'lab' | 'files'>): FileFault[] {
  const known = { task: lab.tasks.map(({ id }) => id), on: Object.keys(lab.topology.nodes) };
  return files.scripts.flatMap((script) => [...markerFaults(script, known), ...skippedTasks(script, known.task)]);
}

const MARKERS = {
  task: { code: 'unknown-task', word: 'task', listed: 'the tasks are' },
  on: { code: 'unknown-node', word: 'node', listed: 'the nodes are' },
};

function markerFaults({ path, text }: Script, known: Record<'task' | 'on', readonly string[]>): FileFault[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const marker = markerOf(line);
    if (marker === undefined || known[marker.key].includes(marker.value)) return [];
    const { code, word, listed } = MARKERS[marker.key];
    const message = `unknown ${word} "${marker.value}"${didYouMean(marker.value, known[marker.key], listed)}`;
    const column = line.indexOf(marker.value, line.indexOf(':')) + 1;
    return [{ code, message, path, line: index + 1, column, length: marker.value.length }];
  });
}

/** What mends a fault mends all tasks at once. */
function skippedTasks({ path, role, fault, text }: Script, tasks: readonly string[]): FileFault[] {
  if (role !== 'solution' || fault !== undefined) return [];
  const markers = text.split(/\r?\n/).map(markerOf);
  return tasks.flatMap((id) => {
    if (markers.some((marker) => marker?.key === 'task' && marker.value === id)) return [];
    const message = `this solution has no line "# task: ${id}": begin the part that completes the task with it`;
    return [{ code: 'solution-skips-task', message, path, line: 1 }];
  });
}
