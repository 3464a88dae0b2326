import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { bringKinds } from '../checks/brought/bring.ts';
import { kinds } from '../checks/kinds.ts';
import { LabFileError } from '../errors.ts';
import { type BringKinds, kindsNamedIn, withBrought } from '../lab/brought.ts';
import { findLab } from '../lab/find.ts';
import type { CheckKinds } from '../lab/schema.ts';
import type { Session } from './session.ts';
import { isTrusted } from './trust.ts';

/**
 * The kinds of checks that a lab may use, whether or not the rest of its file is right. Throws LabFileError when one that it brings cannot be
 * loaded.
 */
export async function kindsOf(session: Session, name: string): Promise<CheckKinds> {
  const folder = await realpath(await findLab(name, session.labs, process.cwd()));
  const { kinds: all, faults } = await withBrought(
    { kinds: await kindsNamedIn(folder) },
    folder,
    kinds,
    bringFor(session),
  );
  if (faults.length === 0) return all;
  const file = join(folder, 'lab.yaml');
  throw new LabFileError(faults.map(({ code, message }) => `${file}: ${message} [${code}]`).join('\n'));
}

/** How a lab's own kinds are loaded in this session. */
export function bringFor(session: Session): BringKinds {
  return bringKinds({ root: session.root, isTrusted: (folder) => isTrusted(session, folder) });
}
