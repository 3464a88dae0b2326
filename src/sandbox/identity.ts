import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/**
 * As whom a sandbox runs. Its root is never the machine's root:
 * - `range`: an ordinary user with subordinate ids (subuid(5)), mapped by newuidmap(1);
 * - `single`: an ordinary user without them; only root exists inside, and programs that drop privileges fail. So is root in a container that
 *   has few ids;
 * - `root`: netlab runs as root, so it opens the sandbox as an id that nobody else has.
 */
export type Identity =
  | { kind: 'range'; uid: number; gid: number; subuid: IdRange; subgid: IdRange }
  | { kind: 'single'; uid: number; gid: number }
  | { kind: 'root'; uid: number; gid: number; ids: IdRange };

export type IdRange = { first: number; count: number };

/** systemd's UIDS-GIDS lists 0x70000000 and up as unused: no account, no container manager hands these ids out. */
const ROOT_RANGE: IdRange = { first: 0x70000000, count: 65536 };

/** The identity that a sandbox opened by this process has. `hasNewuidmap` says whether uidmap's tools are installed. */
export function sandboxIdentity(hasNewuidmap: boolean): Identity {
  const { uid, gid, username } = userInfo();
  if (uid === 0) {
    return isMapped(ROOT_RANGE, readFileSync('/proc/self/uid_map', 'utf8'))
      ? { kind: 'root', uid: ROOT_RANGE.first, gid: ROOT_RANGE.first, ids: ROOT_RANGE }
      : { kind: 'single', uid, gid };
  }
  const subuid = findRange('/etc/subuid', username, uid);
  const subgid = findRange('/etc/subgid', username, uid);
  return hasNewuidmap && subuid && subgid ? { kind: 'range', uid, gid, subuid, subgid } : { kind: 'single', uid, gid };
}

/** Whether ids exist here: `map` is user_namespaces(7) /proc/PID/uid_map, whose lines are first id here, first id outside, count. */
export function isMapped({ first, count }: IdRange, map: string): boolean {
  return map
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .some(([from = 0, , length = 0]) => from <= first && first + count <= from + length);
}

/** The first range that `file` (subuid(5): name-or-id:first:count) grants, cut to what a sandbox can use. */
export function findRange(file: string, username: string, uid: number): IdRange | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  for (const line of text.split('\n')) {
    const [owner, first, count] = line.trim().split(':');
    if ((owner === username || owner === String(uid)) && Number(count) >= 1000) {
      return { first: Number(first), count: Math.min(Number(count), 65535) };
    }
  }
  return undefined;
}
