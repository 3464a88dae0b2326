import { boundProcesses } from './bounds.ts';
import { filesystemArguments, readOnlyPaths, type Share } from './filesystem.ts';
import type { Identity } from './identity.ts';

/** The descriptors that bubblewrap speaks by: it tells the number of a first process, and waits until the ids of a user namespace are mapped. */
export const DESCRIPTORS = { info: 3, block: 4, outerInfo: 5, outerBlock: 6 } as const;

/**
 * Puts a reader between bubblewrap and us that goes on reading when we have been killed. Bubblewrap ends when it cannot tell us the number, and
 * leaves a first process that waits for ever; told, it finds us gone by itself. Process substitution needs bash.
 */
const TELLING = [
  ...['bash', '-c'],
  [
    `tell() { trap '' PIPE; while IFS= read -r line; do printf '%s\\n' "$line"; done >&"$1" 2>/dev/null; }`,
    `exec ${DESCRIPTORS.info}> >(tell ${DESCRIPTORS.info}) ${DESCRIPTORS.outerInfo}> >(tell ${DESCRIPTORS.outerInfo})`,
    'exec "$@"',
  ].join('\n'),
  'bash',
];

/**
 * The command line that opens a sandbox: bubblewrap twice. The outer one has a user and a mount namespace, where all that a sandbox may only
 * read is read-only; the inner one, which the learner is root of, has every other namespace and a file system of its own. What was
 * read-only before a user namespace began is locked for its root (mount_namespaces(7)): with one bubblewrap, `mount -o remount,rw` would give
 * a lab the user's own files to write.
 */
export function bwrapCommand(identity: Identity, shares: readonly Share[]): string[] {
  if (identity.kind !== 'root') return [...TELLING, ...outer(identity, shares), ...inner(identity, shares)];
  const staged = shares.map((share, index) => ({ ...share, from: `/mnt/${index}` }));
  // The sandbox's id may not pass through root's private directories, so what it needs is first gathered in a mount namespace of its own.
  const script = [
    'mount -t tmpfs -o mode=755 tmpfs /mnt || exit 1',
    'binds=$1 index=0 folders=',
    'shift',
    'while [ "$1" != -- ]; do',
    '  if [ -d "$1" ]; then folders="$folders /mnt/$index"; else : >"/mnt/$index"; fi',
    '  index=$((index + 1)); shift',
    'done',
    'shift',
    '[ -z "$folders" ] || mkdir $folders || exit 1',
    'printf "%s\\n" "$binds" >/mnt/fstab || exit 1',
    'mount --all --fstab /mnt/fstab || exit 1',
    'exec "$@"',
  ].join('\n');
  const demote = ['setpriv', '--reuid', String(identity.uid), '--regid', String(identity.gid), '--clear-groups', '--'];
  const sources = shares.map(({ from }) => from);
  const binds = staged.map(({ from }, index) => `${fstabWord(sources[index] ?? '')} ${from} none rbind 0 0`);
  const stage = ['unshare', '--mount', '--propagation', 'private', '/bin/sh', '-c', script, 'sh', binds.join('\n')];
  return [...TELLING, ...stage, ...sources, '--', ...demote, ...outer(identity, staged), ...inner(identity, staged)];
}

/** fstab(5): a word ends at a blank, and a backslash begins the number of a character. */
function fstabWord(path: string): string {
  return path.replace(/[\\ \t\n#]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

function outer(identity: Identity, shares: readonly Share[]): string[] {
  return [
    ...['bwrap', '--unshare-user', ...root(identity, DESCRIPTORS.outerInfo, DESCRIPTORS.outerBlock)],
    ...['--dev-bind', '/', '/', ...readOnlyPaths(shares).flatMap((path) => ['--ro-bind', path, path])],
    ...shares.flatMap(({ from, writable }) => (writable ? ['--bind', from, from] : [])),
  ];
}

function inner(identity: Identity, shares: readonly Share[]): string[] {
  const isolation = ['user', 'net', 'ipc', 'pid', 'uts', 'cgroup-try'].map((kind) => `--unshare-${kind}`);
  return [
    ...[...boundProcesses(), 'bwrap', ...isolation, ...root(identity, DESCRIPTORS.info, DESCRIPTORS.block)],
    // A lab's processes do not heed SIGTERM. When the machine shuts down, the bubblewrap outside does.
    ...['--die-with-parent', '--hostname', 'netlab', '--new-session', '--clearenv', ...filesystemArguments(shares)],
    ...['--chdir', '/', '/bin/sh', '-s'],
  ];
}

/** With a single id bubblewrap maps it itself. */
function root(identity: Identity, info: number, block: number): string[] {
  const wait = identity.kind === 'single' ? [] : ['--userns-block-fd', String(block)];
  return ['--uid', '0', '--gid', '0', '--cap-add', 'ALL', '--info-fd', String(info), ...wait];
}
