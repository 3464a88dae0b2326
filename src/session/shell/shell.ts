import { LabStateError } from '../../errors.ts';
import { BOUND_MYSELF } from '../../sandbox/bounds.ts';
import { enterPlace, findPlace } from '../../sandbox/enter.ts';
import { isOpen } from '../../sandbox/is-open.ts';
import { INSIDE, insideEnvironment } from '../../sandbox/layout.ts';
import { placeExists } from '../../sandbox/place-exists.ts';
import { type LabRecord, readRunning } from '../../sandbox/record.ts';
import { runOnTerminal } from '../../system/on-terminal.ts';
import { runOnDescriptor } from '../../system/run.ts';
import { exclusively } from '../exclusively.ts';
import type { Session } from '../session.ts';
import { isInteractive, terminalEnvironment } from '../terminal.ts';
import { forgetRequest, type Request, readRequest } from './request.ts';

/** How a visit to the lab's shell ended: the learner left it, typed `netlab reset` or `netlab stop` inside, or the sandbox ended. */
export type Leave = { kind: 'left'; exitCode: number } | Request | { kind: 'replaced'; record: LabRecord };

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
  if (!found || !placeExists(record, found, inside)) throw noSuchPlace(record, place);
  const env = { ...insideEnvironment(record.lab), ...terminalEnvironment(session.env), ...extra };
  // A shell of the sandbox finds the home directory, which the machine may not have.
  const home = ['/bin/sh', '-c', `${BOUND_MYSELF}; cd && exec "$@"`, 'sh'];
  return runOnTerminal(['nsenter', ...enterPlace(record, found, inside), '--', ...home, ...argv], env);
}

export function noSuchPlace(record: LabRecord, place: string): LabStateError {
  const known = [...Object.keys(record.nodes), ...Object.keys(record.namespaces)].join(', ');
  return new LabStateError(`there is no place "${place}" in ${record.lab} now (it started with ${known})`, {
    next: [`netlab exec ${Object.keys(record.nodes)[0]} -- ip netns list`],
  });
}

/** The lab's shell in a place, with a prompt that names it. */
export async function visitShell(session: Session, record: LabRecord, place: string): Promise<Leave> {
  const inside = session.inside !== undefined;
  if (!inside) forgetRequest(session, record.lab);
  const inLabShell = inside ? session.env['NETLAB_SHELL'] === '1' : true;
  const prompt = { NETLAB_PLACE: place, ...(inLabShell && { NETLAB_SHELL: '1' }) };
  const exitCode = await execInPlace(session, record, place, shellCommand(), prompt);
  if (inside) return { kind: 'left', exitCode };
  // Programs that were killed could not give the terminal its settings back (stty(1)).
  if (exitCode === KILLED && isInteractive()) await runOnDescriptor(['stty', 'sane'], 0);
  return howItEnded(session, record, exitCode);
}

/**
 * On a terminal the shell has one of the sandbox's own, made by script(1): programs inside can name it (tmux, tty), and when the sandbox is
 * killed, the job control of the shell that called us is not left with a dead foreground group.
 */
function shellCommand(): string[] {
  const bash = ['/bin/bash', '--noprofile', '--rcfile', `${INSIDE.app}/libexec/bashrc`, '-i'];
  if (!isInteractive()) return bash;
  return [
    '/bin/sh',
    '-c',
    'command -v script >/dev/null || exec "$@"; exec script -qefc "$*" /dev/null',
    'sh',
    ...bash,
  ];
}

/** The exit code of a shell that was killed by SIGKILL, as it is when its sandbox ends. */
const KILLED = 137;

async function howItEnded(session: Session, record: LabRecord, exitCode: number): Promise<Leave> {
  const request = readRequest(session, record.lab);
  if (request) return request;
  if (exitCode !== KILLED && isOpen(record.init)) return { kind: 'left', exitCode };
  // Whoever ended the sandbox may be building a new one, and holds the lab's lock while doing so.
  await ended(record);
  const now = await exclusively(session, record.lab, async () => readRunning(session.state, record.lab));
  if (now?.state !== 'running') return { kind: 'stop' };
  const same = now.record.init.startTime === record.init.startTime;
  return same ? { kind: 'left', exitCode } : { kind: 'replaced', record: now.record };
}

/** Waits until the sandbox is gone; at most a second, since the shell may have been killed alone. */
async function ended({ init }: LabRecord): Promise<void> {
  for (let left = 100; left > 0 && isOpen(init); left -= 1) await new Promise((resolve) => setTimeout(resolve, 10));
}
