import { bounded } from './bounds.ts';
import { filesystemArguments, type Share } from './filesystem.ts';
import type { Identity } from './identity.ts';

/**
 * The command line that opens a sandbox: bubblewrap with namespaces and a file system of its own. Its descriptor 3 tells the number of the new PID 1
 * (--info-fd); it waits on descriptor 4 until the ids are mapped (--userns-block-fd), but for an identity with a single id.
 */
export function bwrapCommand(identity: Identity, shares: readonly Share[]): string[] {
  const staged = shares.map(({ to, writable }, index) => ({ from: `/mnt/${index}`, to, writable }));
  const isolation = ['user', 'net', 'ipc', 'pid', 'uts', 'cgroup-try'].map((kind) => `--unshare-${kind}`);
  const bwrap = [
    ...['bwrap', ...isolation, '--uid', '0', '--gid', '0', '--cap-add', 'ALL', '--hostname', 'netlab'],
    ...(identity.kind === 'single' ? [] : ['--userns-block-fd', '4']),
    ...['--info-fd', '3', '--new-session', '--clearenv'],
    ...filesystemArguments(identity.kind === 'root' ? staged : shares),
    ...['--chdir', '/', '/bin/sh', '-s'],
  ];
  if (identity.kind !== 'root') return [...bounded(identity), ...bwrap];
  // The sandbox's id may not pass through root's private directories, so what it needs is first gathered in a mount namespace of its own.
  const script = [
    'mount -t tmpfs -o mode=755 tmpfs /mnt || exit 1',
    'index=0',
    'while [ "$1" != -- ]; do',
    '  if [ -d "$1" ]; then mkdir "/mnt/$index"; else : >"/mnt/$index"; fi',
    '  mount --rbind "$1" "/mnt/$index" || exit 1',
    '  index=$((index + 1)); shift',
    'done',
    'shift',
    'exec "$@"',
  ].join('\n');
  const demote = ['setpriv', '--reuid', String(identity.uid), '--regid', String(identity.gid), '--clear-groups', '--'];
  const sources = shares.map(({ from }) => from);
  const stage = ['unshare', '--mount', '--propagation', 'private', '/bin/sh', '-c', script, 'sh'];
  return [...stage, ...sources, '--', ...bounded(identity), ...demote, ...bwrap];
}
