import { cpSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import type { Identity } from './identity.ts';

/** A folder of the learner's own machine and where a node shows it. */
export type Workspace = { path: string; folder: string; fresh: boolean };

/**
 * The folders that the learner edits, in `~/netlab-work/<lab>/` (or below $NETLAB_WORK): made with the lab's files when missing, left as they
 * are when not. They outlive the lab.
 */
export function prepareWorkspaces(lab: Lab, env: NodeJS.ProcessEnv = process.env): Workspace[] {
  const home = env['HOME']?.startsWith('/') ? env['HOME'] : homedir();
  const base = join(resolve(env['NETLAB_WORK'] || join(home, 'netlab-work')), lab.id);
  const several = Object.keys(lab.topology.nodes).length > 1;
  return Object.entries(lab.topology.nodes).flatMap(([node, { workspace }]) =>
    workspace.map(({ path, from }) => {
      const folder = join(base, several ? node : '', path);
      const fresh = !existsSync(folder);
      if (fresh) {
        fill(folder, from === undefined ? undefined : join(lab.folder, from));
      }
      return { path, folder, fresh };
    }),
  );
}

/** A folder that could not be filled is none: the next start makes it. */
function fill(folder: string, from: string | undefined): void {
  try {
    mkdirSync(folder, { recursive: true });
    // Copying all at once, Node.js says EIO of a full disk. With a filter it copies file by file, and says ENOSPC.
    if (from !== undefined) cpSync(from, folder, { recursive: true, filter: () => true });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** When netlab runs as root, the sandbox has an id of its own, which must be able to write here. */
export function handOver(path: string, identity: Identity): void {
  if (identity.kind !== 'root') return;
  // What is in there may have been put there from inside a lab: a link is never followed.
  lchownSync(path, identity.uid, identity.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const entry of readdirSync(path)) {
    const child = join(path, entry);
    if (!lstatSync(child).isSymbolicLink()) handOver(child, identity);
  }
}
