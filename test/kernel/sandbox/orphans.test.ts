import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { bwrapCommand, DESCRIPTORS } from '../../../src/sandbox/bwrap.ts';
import { sandboxIdentity } from '../../../src/sandbox/identity.ts';
import { startDetached } from '../../../src/system/background.ts';
import { processesOf } from '../../support/machine.ts';

/** What is left of a sandbox whose opener is killed before the ids of its user namespace are mapped. */

const MARK = `orphans-${process.pid}`;
process.env['NETLAB_TEST_MARK'] = MARK;
afterEach(() => delete process.env['NETLAB_TEST_MARK']);

test('no process waits for an opener that is gone, whenever it went', { timeout: 60_000 }, async () => {
  const identity = sandboxIdentity(true);
  const delays = Array.from({ length: 30 }, (_, index) => index);
  await Promise.all(
    delays.map(async (ms) => {
      const child = startDetached(bwrapCommand(identity, []), Object.keys(DESCRIPTORS).length);
      await sleep(ms);
      for (const stream of child.streams) stream.destroy();
      await child.ended;
    }),
  );
  await expect.poll(() => processesOf(MARK), { timeout: 5000 }).toEqual([]);
});
