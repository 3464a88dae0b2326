import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { asPerson, type Installed } from '../../support/installed.ts';
import { LABS } from '../../support/labs.ts';
import { processesOf } from '../../support/machine.ts';
import { SIZES } from '../sizes.ts';

/** Start, solve, check and stop, again and again, four at a time: always the same, and nothing is left or grows. */

const AT_ONCE = 4;

test(`${SIZES.rounds} rounds over all labs`, { timeout: 7_200_000 }, async () => {
  const people = inject('people');
  const queue = Array.from({ length: SIZES.rounds }, (_, index) => index);
  const workers = Array.from({ length: AT_ONCE }, (_, index) => people[index % people.length])
    .filter((person) => person !== undefined)
    .map(asPerson);
  await Promise.all(workers.map((me) => round(me, LABS[0] ?? '')));
  const before = held();
  await Promise.all(
    workers.map(async (me) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        if (next > 0 && next % 50 === 0) console.log(`round ${next} of ${SIZES.rounds}`);
        await round(me, LABS[next % LABS.length] ?? '');
      }
    }),
  );
  const left = workers.flatMap((me) => [
    ...processesOf(me.home),
    ...readdirSync(join(me.home, '.local/state/netlab/running')),
    ...readdirSync(join(me.home, '.local/state/netlab/locks')),
  ]);
  expect(left).toEqual([]);
  const after = held();
  expect(after.mounts).toEqual(before.mounts);
  // The kernel frees namespaces in the background, and the rest of the machine works too: what leaks, leaks with every round.
  expect(after.slabMiB - before.slabMiB).toBeLessThan(64 + SIZES.rounds / 4);
  for (const me of workers) await me.leave();
});

async function round(me: Installed, lab: string): Promise<void> {
  const type = async (args: readonly string[], exitCode: number) => {
    const typed = await me.netlab(args, { timeoutMs: 120_000 });
    if (typed.exitCode === exitCode) return typed;
    // Once in hundreds of rounds: all that was said must be there to read.
    throw new Error(
      `netlab ${args.join(' ')}: exit code ${typed.exitCode} and not ${exitCode}\n${typed.stdout}\n${typed.stderr}`,
    );
  };
  await type(['start', lab, '--no-shell'], 0);
  const { tasks } = JSON.parse((await type(['check', '--lab', lab, '--json'], 1)).stdout);
  // With the solutions of all tasks before it.
  await type(['solution', tasks.at(-1).id, '--lab', lab, '--apply', '--yes'], 0);
  await type(['check', '--lab', lab], 0);
  await type(['stop', lab], 0);
  expect(processesOf(me.home)).toEqual([]);
}

/** What the machine holds for us. */
function held(): { mounts: string; slabMiB: number } {
  const namespaces = readlinkSync('/proc/self/ns/mnt');
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => line.includes('netlab'));
  const slab = /^SUnreclaim:\s+(\d+)/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
  return { mounts: [namespaces, ...mounts].join('\n'), slabMiB: Number(slab) / 1024 };
}
