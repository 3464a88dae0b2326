import type { FileFault } from '../finding.ts';
import type { Subject } from '../subject.ts';

/** Every file below files/ is mentioned by the topology or a script, and every script is one that netlab runs. */
export function unusedFaults({ lab, files }: Pick<Subject, 'lab' | 'files'>): FileFault[] {
  const named = namedIn(lab);
  const texts = files.scripts.map(({ text }) => text);
  const known = files.scripts.filter(({ fault }) => fault === undefined || lab.faults.some(({ id }) => id === fault));
  const run = new Set(known.map(({ path }) => path));
  return files.all.flatMap((path) => {
    const isNamed = named.some((from) => path === from || path.startsWith(`${from}/`));
    if (isNamed || run.has(path)) return [];
    if (path.startsWith('files/')) {
      if (texts.some((text) => text.includes(path))) return [];
      const message =
        'nothing uses this file: name it in the topology (`files`, `workspace`) or in a script, or remove it';
      return [{ code: 'file-unused', message, path, line: 1 }];
    }
    if (!path.includes('/') && !path.endsWith('.sh')) return [];
    const message =
      "nothing runs this: scripts are solution.sh, solutions/NAME.sh, mistakes/NAME.sh (of a fault, in faults/ID/, and fault.sh) and the topology's `setup`";
    return [{ code: 'script-unused', message, path, line: 1 }];
  });
}

/** Files and folders of the lab that its topology uses. */
function namedIn({ topology }: Subject['lab']): string[] {
  const nodes = Object.values(topology.nodes);
  const named = nodes.flatMap(({ files, workspace }) =>
    [...Object.values(files), ...workspace].map(({ from }) => from),
  );
  return [...named, topology.setup].flatMap((from) => (from === undefined ? [] : [normalised(from)]));
}

function normalised(path: string): string {
  return path.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}
