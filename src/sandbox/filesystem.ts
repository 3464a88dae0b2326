import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { INSIDE } from './layout.ts';

/** Something of the machine that a sandbox shows. */
export type Share = { from: string; to: string; writable: boolean };

/** Directories that hold programs. Nothing else of the machine's root is shown: homes, /var and data stay out of sight. */
const PROGRAM_DIRS = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix', '/gnu'];

/** Writable, empty, in memory, gone with the sandbox; sizes in bytes. */
export const MEMORY_DIRS: Record<string, number> = {
  '/run': 256 << 20,
  '/tmp': 512 << 20,
  '/root': 64 << 20,
  '/home': 16 << 20,
  '/etc': 16 << 20,
  '/opt': 64 << 20,
  '/var': 256 << 20,
  '/srv': 64 << 20,
  '/mnt': 16 << 20,
  '/dev/shm': 64 << 20,
  [INSIDE.run]: 256 << 20,
};

/** The bwrap(1) arguments that lay out the file system of a sandbox. */
export function filesystemArguments(shares: readonly Share[]): string[] {
  return [
    ...['--tmpfs', '/'],
    ...PROGRAM_DIRS.flatMap(showPrograms),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...(existsSync('/dev/net/tun') ? ['--dev-bind', '/dev/net/tun', '/dev/net/tun'] : []),
    // Programs that gave up root still follow the links from /etc through here.
    ...['--perms', '0755', '--dir', '/netlab'],
    ...['--ro-bind', '/sys', '/sys', '--ro-bind', '/etc', INSIDE.etc],
    ...Object.entries(MEMORY_DIRS).flatMap(([path, bytes]) => ['--size', String(bytes), '--tmpfs', path]),
    ...['--chmod', '1777', '/tmp', '--chmod', '1777', '/dev/shm'],
    ...shares.flatMap(({ from, to, writable }) => [writable ? '--bind' : '--ro-bind', from, to]),
    ...['--remount-ro', '/dev', '--remount-ro', '/'],
  ];
}

/** What a sandbox may read and never write; of /sys it mounts one of its own, which the kernel refuses below a locked one. */
export function readOnlyPaths(shares: readonly Share[]): string[] {
  const programs = PROGRAM_DIRS.filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory());
  return [...programs, '/etc', ...shares.filter(({ writable }) => !writable).map(({ from }) => from)];
}

function showPrograms(path: string): string[] {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  return stat.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}
