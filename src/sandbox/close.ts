import { isAlive, type ProcessIdentity, parentRunning } from '../system/processes.ts';

/**
 * Ends a sandbox by its PID 1; the kernel then removes every process, namespace, link and rule in it. Returns when PID 1 and those that wait for
 * it are gone, after at most 10 seconds; false when PID 1 is still there then.
 */
export async function closeSandbox(init: ProcessIdentity): Promise<boolean> {
  const waiting = waitingFor(init);
  const deadline = performance.now() + 10_000;
  while (isAlive(init)) {
    try {
      process.kill(init.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
      return false;
    }
    if (performance.now() > deadline) return false;
    await moment();
  }
  while (waiting.some(isAlive) && performance.now() < deadline) await moment();
  return true;
}

/** The two bubblewraps outside, which end by themselves. */
function waitingFor(init: ProcessIdentity): ProcessIdentity[] {
  const inner = isAlive(init) ? parentRunning(init.pid, 'bwrap') : undefined;
  const outer = inner && parentRunning(inner.pid, 'bwrap');
  return [inner, outer].filter((one) => one !== undefined);
}

function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2));
}
