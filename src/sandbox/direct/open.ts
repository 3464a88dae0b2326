import type { Duplex } from 'node:stream';
import { startDetached } from '../../system/background.ts';
import { identify, type ProcessIdentity } from '../../system/processes.ts';
import { collect, killQuietly } from '../approach.ts';
import { BOUND_MYSELF, endFirst } from '../bounds.ts';
import { MEMORY_DIRS } from '../filesystem.ts';
import { INSIDE } from '../layout.ts';
import { followScript, type OpenOptions } from '../open.ts';
import { prepareMachine } from './prepare.ts';

/** `dir`: the lab's folder in the state directory. `root`: the program's own folder. */
export type DirectOptions = OpenOptions & { dir: string; lab: string; root: string };

/**
 * Opens a lab on the machine itself, as root: no user namespace, and its own network is within reach. Its processes have a PID namespace, so that all of
 * them end with the first; its files, which the machine does not see, a mount namespace; its switches a network namespace. How the machine
 * was is written down before anything is changed. Throws as openSandbox does; the caller then puts the machine back.
 */
export async function openDirect(options: DirectOptions): Promise<ProcessIdentity> {
  await prepareMachine(options);
  return openRoom(options, await options.script());
}

async function openRoom(options: DirectOptions, build: string): Promise<ProcessIdentity> {
  const child = startDetached(command(options), 0);
  const [stdin, , stderr] = child.streams as [Duplex, Duplex, Duplex];
  const complaint = collect(stderr);
  let init: ProcessIdentity | undefined;
  const undo = () => init !== undefined && killQuietly(init.pid);
  options.signal?.addEventListener('abort', undo, { once: true });
  const onLine = (line: string) => {
    const pid = Number(/^born (\d+)$/.exec(line)?.[1] ?? 0);
    if (pid === 0) return options.onLine?.(line);
    init = identify(pid);
    if (!init || options.signal?.aborted) return stdin.end();
    options.onBorn(init, { kind: 'single', uid: 0, gid: 0 });
    endFirst(pid);
    const script = `go\n${BOUND_MYSELF}\n${build}`;
    return options.onLeash ? stdin.write(script) : stdin.end(script);
  };
  try {
    await followScript(child, undo, complaint, { ...options, onLine });
    child.letGo(options.onLeash);
    if (!init) throw new Error('a room was opened without being known');
    return init;
  } catch (error) {
    undo();
    child.letGo();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', undo);
  }
}

/** The first program of the PID namespace is libexec/direct-room.sh, which goes on with the script when we have written down its number. */
function command({ shares, root }: DirectOptions): string[] {
  const dirs = Object.entries(MEMORY_DIRS).filter(([path]) => path !== INSIDE.run && path !== '/dev/shm');
  return [
    ...['env', '-i', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ...['unshare', '--mount', '--propagation', 'unchanged', '--net', '--pid', '--fork'],
    ...['/bin/sh', `${root}/libexec/direct-room.sh`, String(process.pid)],
    ...dirs.flatMap(([path, bytes]) => ['memory', path, String(bytes)]),
    ...shares.flatMap(({ from, to, writable }) => [writable ? 'writable' : 'shown', from, to]),
  ];
}
