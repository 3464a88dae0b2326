import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { Fault } from '../problems/problem.ts';
import type { Topology } from '../topology-schema.ts';

type Named = { from: string; wanted: 'file' | 'folder'; path: readonly PropertyKey[] };

/** Every file the topology names is there and inside the lab's folder, symbolic links followed. */
export async function fileFaults(topology: Topology, folder: string): Promise<Fault[]> {
  const root = await realpath(folder);
  const faults = await Promise.all(namedFiles(topology).map((named) => fileFault(named, root)));
  return faults.flatMap((fault) => fault ?? []);
}

function namedFiles({ nodes, setup }: Topology): Named[] {
  const named: Named[] = [];
  if (setup !== undefined) named.push({ from: setup, wanted: 'file', path: ['topology', 'setup'] });
  for (const [name, node] of Object.entries(nodes)) {
    const path = ['topology', 'nodes', name];
    for (const [target, { from }] of Object.entries(node.files)) {
      if (from !== undefined) named.push({ from, wanted: 'file', path: [...path, 'files', target, 'from'] });
    }
    for (const [index, { from }] of node.workspace.entries()) {
      if (from !== undefined) named.push({ from, wanted: 'folder', path: [...path, 'workspace', index, 'from'] });
    }
  }
  return named;
}

async function fileFault({ from, wanted, path }: Named, root: string): Promise<Fault | undefined> {
  const outside = { code: 'file-outside', message: `"${from}" is outside the lab's folder`, path };
  if (isAbsolute(from) || from.includes('\0') || from.split('/').includes('..')) return outside;
  try {
    const real = await realpath(join(root, from));
    if (relative(root, real).startsWith('..')) return outside;
    const found = await stat(real);
    if (wanted === 'file' ? found.isFile() : found.isDirectory()) return undefined;
    return { code: 'missing-file', message: `"${from}" is not a ${wanted}`, path };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    return { code: 'missing-file', message: `there is no ${wanted} "${from}" in the lab's folder (${reason})`, path };
  }
}
