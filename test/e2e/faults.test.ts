import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import type { Report } from '../../src/checks/report.ts';
import { atHome, type Installed, type Person } from '../support/installed.ts';
import { ROOT } from '../support/sandbox.ts';

/** A lab with faults: one is planted, nothing names it, and it is told when it is mended. */

const LAB = '17-broken-cluster';
const faults = readdirSync(join(ROOT, 'labs', LAB, 'faults'));
const named = new RegExp(faults.join('|'));

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  test.concurrent('nothing names the fault until it is mended, and reset brings the same one again', () =>
    atHome(person, async (me) => {
      const started = await me.netlab(['start', LAB, '--no-shell']);
      expect([started.exitCode, (started.stdout + started.stderr).match(named)]).toEqual([0, null]);
      const { seed } = recordOf(me);
      const open = await me.netlab(['check', '--json', '--verbose']);
      const status = await me.netlab(['status', '--json']);
      const inside = await me.netlab(['exec', 'node1', '--', 'sh', '-c', 'cat /netlab/state/running/*/*.json; ps ax']);
      expect([open.exitCode, JSON.parse(open.stdout).debrief]).toEqual([1, undefined]);
      expect([open.stdout, status.stdout, inside.stdout].map((text) => named.exec(text))).toEqual([null, null, null]);

      expect((await me.netlab(['reset', '--yes'])).exitCode).toBe(0);
      expect(recordOf(me).seed).toBe(seed);
      expect((await me.netlab(['solution', '--yes', '--apply'])).stderr).toContain('Done.');
      const done = await me.netlab(['check', '--json']);
      const report: Report = JSON.parse(done.stdout);
      expect([done.exitCode, report.debrief]).toMatchObject([0, { seed, fault: expect.stringMatching(named) }]);
      const again = await me.netlab(['solution', '--yes', '--apply']);
      expect([again.exitCode, again.stderr]).toEqual([0, expect.stringContaining('Nothing is broken any more.')]);
      expect((await me.netlab(['check'])).stdout).toContain(`What it was: ${report.debrief?.title}`);

      expect((await me.netlab(['reset', '--seed', '4', '--yes'])).exitCode).toBe(0);
      expect(recordOf(me).seed).toBe(4);
      const task = await me.netlab(['reset', 'packets', '--yes']);
      expect([task.exitCode, task.stderr]).toEqual([2, expect.stringContaining('has a fault to find')]);
    }));

  test.concurrent('a lab in which nothing is broken has no seed', () =>
    atHome(person, async (me) => {
      const { exitCode, stderr } = await me.netlab(['start', '1', '--seed', '4', '--no-shell']);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('01-netns has no faults to choose from')]);
      expect(JSON.parse((await me.netlab(['status', '--json'])).stdout).labs).toEqual([]);
    }));
});

test(
  'as many seeds as there are faults are each of them once, and each solution is shown as one types it',
  {
    timeout: 600_000,
  },
  () =>
    atHome(inject('people').at(-1) as Person, async (me) => {
      const told: string[] = [];
      for (let seed = 1; seed <= faults.length; seed += 1) {
        expect((await me.netlab(['start', LAB, '--seed', `${seed}`, '--no-shell'])).exitCode).toBe(0);
        const open = await me.netlab(['check', '--json']);
        expect([seed, open.exitCode]).toEqual([seed, 1]);
        const solution = await me.netlab(['solution', '--yes', '--apply']);
        expect(solution.stdout).not.toMatch(/optional|#!/);
        const report: Report = JSON.parse((await me.netlab(['check', '--json'])).stdout);
        told.push(report.debrief?.fault ?? `seed ${seed} is not mended`);
        expect((await me.netlab(['stop'])).exitCode).toBe(0);
      }
      expect(told.toSorted()).toEqual(faults.toSorted());
    }),
);

function recordOf(me: Installed): { seed?: number } {
  return JSON.parse(readFileSync(join(me.home, '.local/state/netlab/running', LAB, 'record.json'), 'utf8'));
}
