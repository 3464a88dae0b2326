import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How ssh(1) gets to a machine. */
export type Route = {
  /** What a person calls it, in messages. */
  name: string;
  /** What a person does or types to bring the machine up. */
  bringUp: string;
  /** The host, or its alias in the configuration file that `options` name. */
  target: string;
  options: readonly string[];
  /** The socket of the connection that all commands share. */
  socket: string;
};

/** Seconds for which a shared connection that nobody uses stays open. */
const PERSIST = 600;

/** The words of ssh(1) before a command: one connection for all (ssh_config(5), ControlMaster), and an answer when the machine has gone. */
export function sshCommand(route: Route, more: readonly string[]): string[] {
  const settings = [
    `ControlPath=${route.socket}`,
    'ConnectTimeout=10',
    'ServerAliveInterval=5',
    'ServerAliveCountMax=3',
  ];
  return ['ssh', ...settings.flatMap((one) => ['-o', one]), ...route.options, ...more, route.target];
}

/** The words that open the shared connection and go to the background. Without a terminal nothing is asked. */
export function masterCommand(route: Route, asks: boolean): string[] {
  const batch = asks ? [] : ['-o', 'BatchMode=yes'];
  return sshCommand(route, ['-fNT', '-o', 'ControlMaster=yes', '-o', `ControlPersist=${PERSIST}`, ...batch]);
}

/** A private directory for the sockets of shared connections, whose names must be short (unix(7): 108 bytes). */
export function socketDir(env: NodeJS.ProcessEnv): string {
  const base = env['XDG_RUNTIME_DIR']?.startsWith('/') ? env['XDG_RUNTIME_DIR'] : tmpdir();
  const dir = join(base, `netlab-ssh-${process.getuid?.() ?? 0}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}
