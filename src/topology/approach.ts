import { basename, join } from 'node:path';
import { isLabId } from '../lab/find.ts';
import { readSource } from '../lab/source.ts';
import { type Approach, approachSandbox } from '../sandbox/approach.ts';
import { recordDir } from '../sandbox/record.ts';
import type { StateDir } from '../sandbox/state-dir.ts';
import { labShares } from './shares.ts';

/**
 * Lets the sandbox of a lab be laid out while the lab is read, which takes as long. Undefined when what it shows can be known only from the lab, or
 * the lab cannot be right. Hold the lab's lock; `folder` is absolute and no link.
 */
export async function approachLab(state: StateDir, folder: string, root: string): Promise<Approach | undefined> {
  const id = basename(folder);
  const source = await readSource(join(folder, 'lab.yaml'));
  if (!('text' in source) || !isLabId(id) || source.text.includes('workspace')) return undefined;
  return approachSandbox(labShares({ id, folder }, state, recordDir(state, id), root, []));
}
