import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import type { Share } from '../sandbox/filesystem.ts';
import { INSIDE } from '../sandbox/layout.ts';
import type { StateDir } from '../sandbox/state-dir.ts';
import type { Workspace } from '../sandbox/workspace.ts';

/**
 * What of the machine the sandbox of a lab shows. `dir`: the lab's folder in the state directory. `root`: the program's own folder.
 */
export function labShares(
  lab: Pick<Lab, 'id' | 'folder'>,
  state: StateDir,
  dir: string,
  root: string,
  workspaces: readonly Workspace[],
): Share[] {
  const readOnly = (from: string, to: string): Share => ({ from, to, writable: false });
  return [
    readOnly(root, INSIDE.app),
    readOnly(process.execPath, INSIDE.node),
    readOnly(lab.folder, INSIDE.lab),
    readOnly(dir, `${INSIDE.state}/running/${lab.id}`),
    { from: state.progress, to: `${INSIDE.state}/progress`, writable: true },
    { from: join(dir, 'inbox'), to: INSIDE.inbox, writable: true },
    ...workspaces.map(({ folder }, index): Share => ({ from: folder, to: `${INSIDE.work}/${index}`, writable: true })),
  ];
}
