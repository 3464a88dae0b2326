import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MachineError } from '../../errors.ts';
import { run } from '../../system/run.ts';
import type { Route } from './route.ts';

/** `vagrant` needs seconds even to say this. */
const TIMEOUT_MS = 60_000;

/**
 * The way to the VM of the Vagrantfile in `folder`. Vagrant is asked only when there is no open connection, for it is slow; what it says is kept
 * beside the connection's socket. Throws MachineError when there is no Vagrant, or no VM that runs.
 */
export async function vagrantRoute(folder: string, sockets: string): Promise<Route> {
  const config = join(sockets, 'vagrant.config');
  const socket = join(sockets, 'vagrant');
  const bringUp = 'netlab machine up';
  const route = { name: 'the Vagrant VM', bringUp, target: 'default', options: ['-F', config], socket };
  if (existsSync(socket) && existsSync(config)) return route;
  const said = await run(['vagrant', 'ssh-config'], { cwd: folder, timeoutMs: TIMEOUT_MS });
  if (said.exitCode !== 0) {
    throw new MachineError(`the Vagrant VM is not running: ${lastLine(said.stderr)}`, { next: ['netlab machine up'] });
  }
  writeFileSync(config, said.stdout, { mode: 0o600 });
  return route;
}

/** `running`, `poweroff`, `not_created` …, as `vagrant status --machine-readable` says. */
export async function vagrantState(folder: string): Promise<string> {
  const said = await run(['vagrant', 'status', '--machine-readable'], { cwd: folder, timeoutMs: TIMEOUT_MS });
  return /,state,([a-z_]+)/.exec(said.stdout)?.[1] ?? (lastLine(said.stderr) || 'unknown');
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
