import { existsSync, realpathSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { sha256 } from '../lab/sha256.ts';
import { replaceFile } from '../system/files.ts';
import type { Session } from './session.ts';

/**
 * Whether programs of a lab's folder may run on this machine. Those of netlab's own labs may; inside a sandbox all may, since there they run in
 * it; the rest only when a person said so.
 */
export function isTrusted(session: Session, folder: string): boolean {
  if (session.inside !== undefined) return true;
  const home = realpathSync(folder);
  return home.startsWith(realpathSync(session.labs) + sep) || existsSync(fileFor(session, home));
}

/** Writes down that a folder's programs may run, now and after they have been edited. */
export function trust(session: Session, folder: string): void {
  const home = realpathSync(folder);
  replaceFile(fileFor(session, home), `${home}\n`);
}

export function distrust(session: Session, folder: string): void {
  rmSync(fileFor(session, realpathSync(folder)), { force: true });
}

function fileFor({ state }: Session, home: string): string {
  return join(state.trusted, sha256().update(home).digest('hex'));
}
