import { UsageError } from '../errors.ts';
import { chooseMachine, writeChoice } from '../machine/remote/choice.ts';
import { ask, connect, disconnect } from '../machine/remote/connection.ts';
import { findRoute } from '../machine/remote/find-route.ts';
import { footlooseCommands } from '../machine/remote/footloose.ts';
import { type MachineSpec, parseSpec, specText } from '../machine/remote/spec.ts';
import { vagrantState } from '../machine/remote/vagrant.ts';
import { runOnTerminal } from '../system/on-terminal.ts';
import { refuseInside, type Session } from './session.ts';

/** What `netlab machine status --json` prints. */
export type MachineStatus = {
  machine: string;
  /** `here` is this machine. */
  state: 'here' | 'reached' | 'off';
  /** The version of netlab there; null while it is off. */
  netlab: string | null;
  /** Why it is off, or what its own tool calls its state. */
  note: string | null;
};

/** From now on every command runs in that machine. One reached by ssh must answer and have netlab; the others may be brought up later. */
export async function useMachine(session: Session, text: string): Promise<MachineStatus> {
  refuseInside(session, 'choose a machine');
  const spec = parseSpec(text);
  const status = spec.kind === 'ssh' ? await reached(session, spec) : await statusOf(session, spec);
  writeChoice(spec, session.env);
  return status;
}

/** The machine that commands are for now, and how it is. */
export function machineStatus(session: Session): Promise<MachineStatus> {
  return statusOf(session, chosen(session));
}

/** Brings the chosen machine up with its own tool, which talks on the terminal. Returns how it is then. */
export async function machineUp(session: Session): Promise<MachineStatus> {
  const spec = chosen(session);
  for (const command of toolFor(spec, 'up')) await work(session, command);
  return whenReached(session, spec);
}

/** How often a machine that has just been brought up is asked, twice a second: its ssh server may come later than its own tool says. */
const TRIES = 20;

async function whenReached(session: Session, spec: MachineSpec): Promise<MachineStatus> {
  for (let left = TRIES; ; left -= 1) {
    const status = await statusOf(session, spec);
    if (status.state !== 'off' || left === 0) return status;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Ends the shared connection, and the machine where its tool can. Returns what went down, as a sentence. */
export async function machineDown(session: Session): Promise<string> {
  const spec = chosen(session);
  if (spec.kind === 'this') throw notOurs(spec);
  const route = await findRoute(spec, session.root, session.env).catch(() => undefined);
  if (route) await disconnect(route);
  if (spec.kind === 'ssh') return `The connection to ${specText(spec)} is closed. Labs there go on.`;
  for (const command of toolFor(spec, 'down')) await work(session, command);
  return 'The machine is down.';
}

function chosen({ env }: Session): MachineSpec {
  return chooseMachine([], env).spec;
}

async function statusOf(session: Session, spec: MachineSpec): Promise<MachineStatus> {
  if (spec.kind === 'this') return { machine: 'this', state: 'here', netlab: null, note: null };
  try {
    return await reached(session, spec);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { machine: specText(spec), state: 'off', netlab: null, note: (await stateThere(session, spec)) ?? said };
  }
}

async function reached(session: Session, spec: Exclude<MachineSpec, { kind: 'this' }>): Promise<MachineStatus> {
  const route = await findRoute(spec, session.root, session.env);
  await connect(route, process.stdin.isTTY === true);
  const said = await ask(route, 'NETLAB_MACHINE=this netlab --version');
  return { machine: specText(spec), state: 'reached', netlab: said.split(/[/ ]/)[1] ?? said, note: null };
}

async function stateThere({ root }: Session, spec: MachineSpec): Promise<string | undefined> {
  if (spec.kind === 'vagrant') return vagrantState(root).catch(() => undefined);
  return undefined;
}

function toolFor(spec: MachineSpec, wish: 'up' | 'down'): string[][] {
  if (spec.kind === 'vagrant') return [['vagrant', wish === 'up' ? 'up' : 'halt']];
  if (spec.kind === 'footloose') return footlooseCommands(wish);
  throw notOurs(spec);
}

async function work({ root, env }: Session, argv: readonly string[]): Promise<void> {
  const shell = `cd "$1" && shift && exec "$@"`;
  const exitCode = await runOnTerminal(['sh', '-c', shell, 'sh', root, ...argv], env as Record<string, string>);
  if (exitCode !== 0)
    throw new UsageError(`"${argv.join(' ')}" ended with exit code ${exitCode}`, { next: ['netlab machine status'] });
}

function notOurs(spec: MachineSpec): UsageError {
  return new UsageError(`netlab cannot switch ${specText(spec)} on or off: that is up to you`, {
    next: ['netlab machine status', 'netlab machine use vagrant'],
  });
}
