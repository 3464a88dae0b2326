import { writeFileSync } from 'node:fs';
import { MachineError } from '../errors.ts';
import { runBriefly } from '../system/background.ts';
import { NAMESPACES } from './bounds.ts';
import type { Identity, IdRange } from './identity.ts';

/** Maps the ids of a new user namespace (user_namespaces(7)) for its first process. Throws MachineError when newuidmap(1) refuses. */
export async function mapIds(identity: Identity, pid: number): Promise<void> {
  if (identity.kind === 'root') {
    const line = `0 ${identity.ids.first} ${identity.ids.count}`;
    writeFileSync(`/proc/${pid}/uid_map`, line);
    writeFileSync(`/proc/${pid}/gid_map`, line);
  } else if (identity.kind === 'range') {
    const commands = [
      ['newuidmap', String(pid), ...mapArguments(identity.uid, identity.subuid)],
      ['newgidmap', String(pid), ...mapArguments(identity.gid, identity.subgid)],
    ];
    const results = await Promise.all(commands.map(runBriefly));
    const failed = results.find(({ exitCode }) => exitCode !== 0);
    if (failed) {
      throw new MachineError(`${failed.argv[0]} refused the subordinate ids: ${failed.complaint}`, {
        next: ['netlab doctor'],
      });
    }
  }
}

/**
 * Hands all ids of a user namespace on to one inside it, and bounds the kernel namespaces there. `outer` and `pid` are the first process of each.
 * Only a process of the outer one may write the map, and nobody in the inner one may lift the bound (/proc/sys/user, namespaces(7)).
 */
export async function mapInner(identity: Identity, outer: number, pid: number): Promise<void> {
  const script = [
    `for kind in cgroup ipc mnt net pid time user uts; do`,
    `  echo ${NAMESPACES} >"/proc/sys/user/max_$kind""_namespaces"`,
    'done 2>/dev/null',
    ...(identity.kind === 'single'
      ? []
      : [`printf '%s\\n' "$2" >"/proc/$1/uid_map" && printf '%s\\n' "$2" >"/proc/$1/gid_map"`]),
  ];
  const enter = [
    'nsenter',
    `--user=/proc/${outer}/ns/user`,
    ...(identity.kind === 'single' ? ['--preserve-credentials'] : []),
  ];
  const { exitCode, complaint } = await runBriefly([
    ...enter,
    '--',
    '/bin/sh',
    '-c',
    script.join('\n'),
    'sh',
    String(pid),
    handedOn(identity),
  ]);
  if (exitCode === 0) return;
  throw new MachineError(`the ids of the sandbox cannot be mapped: ${complaint}`, { next: ['netlab doctor'] });
}

/** A line of a map may not span two lines of the one outside (user_namespaces(7)). */
function handedOn(identity: Identity): string {
  switch (identity.kind) {
    case 'range':
      return `0 0 1\n1 1 ${Math.min(identity.subuid.count, identity.subgid.count)}`;
    case 'root':
      return `0 0 ${identity.ids.count}`;
    case 'single':
      return '0 0 1';
  }
}

/** newuidmap(1): root inside is ourselves, ids 1 and up are the subordinate ones. */
function mapArguments(own: number, range: IdRange): string[] {
  return ['0', String(own), '1', '1', String(range.first), String(range.count)];
}
