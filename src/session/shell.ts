import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LabStateError } from '../errors.ts';
import { enterPlace, findPlace } from '../sandbox/enter.ts';
import { INSIDE, insideEnvironment } from '../sandbox/layout.ts';
import { placeExists } from '../sandbox/place-exists.ts';
import { type LabRecord, readRunning } from '../sandbox/record.ts';
import { runOnTerminal } from '../system/run.ts';
import type { Session } from './session.ts';
import { terminalEnvironment } from './terminal.ts';

/** How a visit to the lab's shell ended. */
export type Leave =
  | { kind: 'left'; exitCode: number }
  /** The learner typed `netlab reset [TASK]` inside. */
  | { kind: 'reset'; task: string | undefined }
  /** The lab was reset from elsewhere: there is a new sandbox to step into. */
  | { kind: 'replaced' }
  | { kind: 'stopped' };

/** Runs a command in a place on our terminal; returns its exit code. Throws LabStateError when there is no such place. */
export function execInPlace(
  session: Session,
  record: LabRecord,
  place: string,
  argv: readonly string[],
  extra = {},
): Promise<number> {
  const inside = session.inside !== undefined;
  const found = findPlace(record, place);
  if (!found || !placeExists(record, found, inside)) {
    const known = [...Object.keys(record.nodes), ...Object.keys(record.namespaces)];
    throw new LabStateError(`there is no place "${place}" in ${record.lab} now (it started with ${known.join(', ')})`, {
      next: [`netlab exec ${Object.keys(record.nodes)[0]} -- ip netns list`],
    });
  }
  const env = { ...insideEnvironment(record.lab), ...terminalEnvironment(session.env), ...extra };
  // A shell of the sandbox finds the home directory, which the machine may not have.
  const home = ['/bin/sh', '-c', 'cd && exec "$@"', 'sh'];
  return runOnTerminal(['nsenter', ...enterPlace(record, found, inside), '--', ...home, ...argv], env);
}

/** The lab's shell in a place, with a prompt that names it. */
export async function visitShell(session: Session, record: LabRecord, place: string): Promise<Leave> {
  rmSync(requestFile(session, record.lab), { force: true });
  const prompt = { NETLAB_PLACE: place, ...(session.inside === undefined ? { NETLAB_SHELL: '1' } : {}) };
  const shell = ['/bin/bash', '--noprofile', '--rcfile', `${INSIDE.app}/libexec/bashrc`, '-i'];
  const exitCode = await execInPlace(session, record, place, shell, prompt);
  if (session.inside !== undefined) return { kind: 'left', exitCode };
  const request = takeRequest(session, record.lab);
  if (request) return { kind: 'reset', task: request.task };
  const now = readRunning(session.state, record.lab);
  if (!now || now.state === 'gone') return { kind: 'stopped' };
  if (now.record.init.startTime !== record.init.startTime) return { kind: 'replaced' };
  return { kind: 'left', exitCode };
}

/** Leaves word, from inside a lab, that the netlab outside is to reset it. */
export function requestText(task: string | undefined): string {
  return JSON.stringify({ reset: true, task: task ?? null });
}

function takeRequest(session: Session, labId: string): { task: string | undefined } | undefined {
  const file = requestFile(session, labId);
  try {
    // What lies in the inbox was written inside the sandbox: only a task's name is taken from it.
    const value = JSON.parse(readFileSync(file, 'utf8').slice(0, 1000)) as { reset?: unknown; task?: unknown };
    rmSync(file, { force: true });
    if (value.reset !== true) return undefined;
    return { task: typeof value.task === 'string' && /^[a-z0-9-]{1,64}$/.test(value.task) ? value.task : undefined };
  } catch {
    return undefined;
  }
}

function requestFile(session: Session, labId: string): string {
  return join(session.state.running, labId, 'inbox', 'request.json');
}
