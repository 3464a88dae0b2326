import { setImmediate } from 'node:timers/promises';
import type { GradableLab, Lab } from '../../lab/lab.ts';
import type { Session } from '../session.ts';
import { keptLab } from './kept.ts';

/**
 * The lab in a folder, for who builds or shows it: as it was kept when it was read before, or else read anew. `folder` is absolute and no link;
 * `id` is the lab's where its folder is not named so. Throws LabFileError.
 */
export async function readLabOf(session: Session, folder: string, id?: string): Promise<Lab> {
  return (await keptLab(session.shelf, folder, id)) ?? anew(session, folder, id);
}

/** As {@link readLabOf}, with the kinds of its checks, for who grades it. */
export async function readGradable(session: Session, folder: string, id?: string): Promise<GradableLab> {
  const lab = await keptLab(session.shelf, folder, id);
  if (lab === undefined) return anew(session, folder, id);
  const { kinds } = await import('../../checks/kinds.ts');
  return { ...lab, kinds };
}

/** Loaded part by part: between two parts it is heard what the sandbox that opens meanwhile waits for. */
async function anew(session: Session, folder: string, id?: string): Promise<GradableLab> {
  for (const part of [() => import('../../lab/schema.ts'), () => import('../../checks/kinds.ts')]) {
    await part();
    await setImmediate();
  }
  const { readAnew } = await import('./read-anew.ts');
  return readAnew(session, folder, id);
}
