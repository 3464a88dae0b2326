import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabStateError } from '../../errors.ts';
import { endFromInside } from '../../sandbox/end-from-inside.ts';
import { INSIDE } from '../../sandbox/layout.ts';
import { readOwnFile } from '../../system/files.ts';
import type { Session } from '../session.ts';

/** What a learner typed inside a lab that only the netlab outside, which opened the lab shell, can do. */
export type Request = { kind: 'reset'; task: string | undefined } | { kind: 'stop' };

/** From inside: leaves word in the lab's inbox and ends the sandbox, its shells included; the netlab outside does the rest. */
export function leaveRequest(session: Session, request: Request): void {
  if (session.env['NETLAB_SHELL'] !== '1') {
    throw new LabStateError(`only the lab shell can ${request.kind} the lab it is in`, {
      next: [`from another terminal: netlab ${request.kind}`],
    });
  }
  writeFileSync(join(INSIDE.inbox, FILE), JSON.stringify(request));
  endFromInside();
}

/** From outside: the word left inside. It stays until the lab is reset or stopped, so that every open shell of the lab learns of it. */
export function readRequest(session: Session, labId: string): Request | undefined {
  try {
    return parseRequest(readOwnFile(inboxFile(session, labId)));
  } catch {
    return undefined;
  }
}

export function forgetRequest(session: Session, labId: string): void {
  rmSync(inboxFile(session, labId), { force: true });
}

/** What lies in the inbox was written inside the sandbox, by whomever: only the two known words and a task's id are taken from it. */
export function parseRequest(text: string): Request | undefined {
  const value = JSON.parse(text.slice(0, 1000)) as { kind?: unknown; task?: unknown } | null;
  if (value?.kind === 'stop') return { kind: 'stop' };
  if (value?.kind !== 'reset') return undefined;
  const known = typeof value.task === 'string' && /^[a-z0-9-]{1,64}$/.test(value.task);
  return { kind: 'reset', task: known ? String(value.task) : undefined };
}

const FILE = 'request.json';

function inboxFile(session: Session, labId: string): string {
  return join(session.state.running, labId, 'inbox', FILE);
}
