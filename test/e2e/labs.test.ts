import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import type { Report } from '../../src/checks/report.ts';
import { listLabs } from '../../src/lab/catalog.ts';
import { listMistakes, type Mistake } from '../../src/lab/mistake.ts';
import { parseScript, type ScriptPart } from '../../src/lab/script.ts';
import { listSolutions } from '../../src/lab/solution.ts';
import { asPerson, type Installed } from '../support/installed.ts';
import { ROOT } from '../support/sandbox.ts';

/**
 * Every lab, as every person: open at the start and done by each solution. Whoever runs netlab, the same grader judges, so the rest is
 * tried as one person: the reference solution task by task, and each mistake, caught by the check that explains it.
 */

/** Labs with faults are whole at their start, but for one thing: faults.test.ts. */
const labs = (await listLabs(join(ROOT, 'labs')))
  .map(({ id }) => id)
  .filter((id) => !existsSync(join(ROOT, 'labs', id, 'faults')));
const people = inject('people');

for (const lab of labs) {
  const folder = join(ROOT, 'labs', lab);
  const solutions = await listSolutions(folder);
  for (const person of people) {
    test.concurrent(`${lab} as ${person.name}: at the start every task is open`, async () => {
      await inLab(asPerson(person), lab, async (me) => {
        const report = await check(me, 1);
        expect(report.tasks.filter(({ status }) => status === 'passed')).toEqual([]);
      });
    });
    for (const { name, parts } of solutions) {
      test.concurrent(`${lab} as ${person.name}: ${name} completes it`, async () => {
        await inLab(asPerson(person), lab, async (me) => {
          await type(me, parts);
          expect((await check(me, 0)).passed).toBe(true);
        });
      });
    }
  }
  const person = people.at(-1);
  if (!person) throw new Error('nobody to run the labs as');
  const parts = solutions[0]?.parts ?? [];
  test.concurrent(`${lab} as ${person.name}: the reference solution completes one task after the other`, async () => {
    await inLab(asPerson(person), lab, async (me) => {
      for (const task of tasksOf(parts)) {
        await type(
          me,
          parts.filter((part) => part.task === task),
        );
        if (task !== undefined) expect(openOf(await check(me, undefined, task))).toEqual([]);
      }
    });
  });
  for (const mistake of await listMistakes(folder)) {
    test.concurrent(`${lab} as ${person.name}: ${mistake.name} is caught by ${mistake.caughtBy}`, async () => {
      await inLab(asPerson(person), lab, async (me) => {
        await type(me, await partsOf(me, mistake));
        expect(openOf(await check(me, 1))).toContain(mistake.caughtBy);
      });
    });
  }
}

async function inLab(me: Installed, lab: string, work: (me: Installed) => Promise<void>): Promise<void> {
  try {
    const started = await me.netlab(['start', lab, '--no-shell']);
    expect(started.stderr + (started.exitCode === 0 ? '' : started.stdout), `start ${lab}`).not.toContain('netlab:');
    expect(started.exitCode).toBe(0);
    await work(me);
    const stopped = await me.netlab(['stop']);
    expect(stopped.exitCode, stopped.stderr).toBe(0);
    expect((await me.netlab(['status', '--json'])).stdout).toContain('"labs": []');
  } finally {
    await me.leave();
  }
}

async function check(me: Installed, exitCode: number | undefined, task?: string): Promise<Report> {
  const {
    stdout,
    stderr,
    exitCode: actual,
  } = await me.netlab(['check', ...(task === undefined ? [] : [task]), '--json']);
  const report = JSON.parse(stdout) as Report;
  if (exitCode !== undefined)
    expect(actual, `${stderr}${openOf(report).join(', ')}; ${unknownOf(report).join('; ')}`).toBe(exitCode);
  return report;
}

/** Runs the parts of a script as a learner would: each on its node, through the program. */
async function type(me: Installed, parts: readonly ScriptPart[]): Promise<void> {
  for (const { node, script } of parts) {
    const place = node ?? (await firstPlace(me));
    const { exitCode, stderr } = await me.netlab(['exec', place, '--', 'bash', '-eu', '-s'], { input: script });
    expect(exitCode, `${script}${stderr}`).toBe(0);
  }
}

/** Its own, or those that it makes of the solution which it edits. */
async function partsOf(me: Installed, mistake: Mistake): Promise<readonly ScriptPart[]> {
  if (mistake.edits === undefined) return mistake.parts;
  const argv = ['exec', await firstPlace(me), '--', 'bash', '-eu', '-c', mistake.filter];
  const { exitCode, stdout, stderr } = await me.netlab(argv, { input: await readFile(mistake.edits, 'utf8') });
  expect(exitCode, stderr).toBe(0);
  return parseScript(stdout);
}

async function firstPlace(me: Installed): Promise<string> {
  const { labs: running } = JSON.parse((await me.netlab(['status', '--json'])).stdout);
  return running[0].places[0];
}

function openOf(report: Report): string[] {
  return report.tasks.flatMap(({ checks }) =>
    checks.filter(({ status, optional }) => status === 'failed' && !optional).map(({ id }) => id),
  );
}

function unknownOf(report: Report): string[] {
  return report.tasks.flatMap(({ checks }) =>
    checks.filter(({ status }) => status === 'unknown').map(({ id, found }) => `${id} could not look: ${found}`),
  );
}

function tasksOf(parts: readonly ScriptPart[]): (string | undefined)[] {
  return [...new Set(parts.map(({ task }) => task))];
}
