import { isAlive, type ProcessIdentity } from '../system/processes.ts';

/**
 * Ends a sandbox by its PID 1; the kernel then removes every process, namespace, link and rule in it. Returns when PID 1 is gone, after at
 * most 10 seconds; false when it is still there then.
 */
export async function closeSandbox(init: ProcessIdentity): Promise<boolean> {
  const deadline = performance.now() + 10_000;
  while (isAlive(init)) {
    try {
      process.kill(init.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
      return false;
    }
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return true;
}
