import { readlinkSync } from 'node:fs';
import { isAlive, type ProcessIdentity } from '../system/processes.ts';

/** Whether a sandbox can be entered. While its PID 1 ends it is a process still, but has no namespaces any more (namespaces(7)). */
export function isOpen(init: ProcessIdentity): boolean {
  if (!isAlive(init)) return false;
  try {
    readlinkSync(`/proc/${init.pid}/ns/ipc`);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}
