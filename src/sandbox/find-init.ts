import { readdirSync, readFileSync, statSync } from 'node:fs';
import { identify, type ProcessIdentity } from '../system/processes.ts';
import { INSIDE } from './layout.ts';

/**
 * PID 1 of the sandbox that shows the record's folder `dir` of a lab, found without the record: by what is mounted there (proc(5)
 * /proc/PID/mountinfo), whoever started it and however it is named.
 */
export function findInit(dir: string, labId: string): ProcessIdentity | undefined {
  const stat = statSync(dir, { throwIfNoEntry: false });
  if (!stat) return undefined;
  const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && isInit(name) && shows(name, dir, labId));
  return pid === undefined ? undefined : identify(Number(pid));
}

/** Its own PID namespace counts it as 1, and ours as something else. */
function isInit(pid: string): boolean {
  const [first, ...inner] = /^NSpid:\s+(.*)$/m.exec(read(`/proc/${pid}/status`))?.[1]?.split(/\s+/) ?? [];
  return first !== undefined && inner.at(-1) === '1';
}

/** The fourth field is the path in its file system, which the path here ends with; the fifth is where it is mounted. */
function shows(pid: string, dir: string, labId: string): boolean {
  const at = `${INSIDE.state}/running/${labId}`;
  return read(`/proc/${pid}/mountinfo`)
    .split('\n')
    .map((line) => line.split(' '))
    .some(([, , , root = '', point]) => point === at && dir.endsWith(root));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // It has ended, or is somebody else's.
  }
}
