import { expect, test } from 'vitest';
import { isAlive, parentRunning } from '../../../src/system/processes.ts';
import { openWorld } from '../../support/sandbox.ts';

/** A machine that shuts down asks every process to end, by SIGTERM, and waits a minute and a half for those that do not. */
test('a lab ends at once when the bubblewrap that everything runs in is asked to', async () => {
  const world = await openWorld({ nodes: { host: { namespaces: { red: {} } } } });
  const { init } = world.record;
  const inner = parentRunning(init.pid, 'bwrap');
  const outer = inner && parentRunning(inner.pid, 'bwrap');
  try {
    process.kill(outer?.pid ?? Number.NaN, 'SIGTERM');
    await expect.poll(() => [init, inner, outer].some((one) => one !== undefined && isAlive(one))).toBe(false);
  } finally {
    await world.close();
  }
});
