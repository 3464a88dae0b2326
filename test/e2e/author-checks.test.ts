import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { LintReport } from '../../src/lint/finding.ts';
import { asPerson, type Installed, putFile } from '../support/installed.ts';
import { ROOT } from '../support/sandbox.ts';

/** An author starts a lab that has no checks yet, does it by hand, asks for checks, and pastes them. */

const PLACEHOLDER = '    checks:\n      - namespace: {name: not-yet}\n';

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  let me: Installed;
  beforeAll(() => {
    me = asPerson(person);
  });
  afterEach(() => me.netlab(['stop', '--all']));
  afterAll(() => me.leave());

  test.each(['01-netns', '02-bridge', '03-nat'])('what is proposed for %s bites', async (lab) => {
    const folder = bareCopy(me, lab);
    await start(me, folder);
    await solve(me, lab);
    const proposed = await me.netlab(['lab', 'checks']);
    expect(proposed).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringMatching(/^ {4}checks:\n/) });
    paste(me, folder, proposed.stdout);

    const lint: LintReport = JSON.parse((await me.netlab(['lab', 'lint', folder, '--json'])).stdout);
    const codes = lint.labs.flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codes).toEqual(['solution-missing', 'mistake-missing']);
    const solved = await me.netlab(['check', '--json']);
    expect(solved.exitCode, solved.stdout).toBe(0);
    // Asked again, it has nothing to add to what was pasted.
    expect(await me.netlab(['lab', 'checks'])).toMatchObject({
      stdout: '',
      stderr: expect.stringMatching(/solve it first/),
    });

    await me.netlab(['stop', '--all']);
    await start(me, folder);
    const fresh = await me.netlab(['check', '--json']);
    expect(fresh.exitCode).toBe(1);
    const statuses = JSON.parse(fresh.stdout).tasks[0].checks.map(({ status }: { status: string }) => status);
    expect(statuses.length).toBeGreaterThan(5);
    const others = statuses.filter((status: string) => status !== 'failed' && status !== 'blocked');
    expect(others, fresh.stdout).toEqual([]);
  });

  test('the proposals are there as data too', async () => {
    await start(me, bareCopy(me, '03-nat'));
    await me.netlab(['exec', 'host', '--', 'sysctl', '-w', 'net.ipv4.ip_forward=1']);
    const { stdout } = await me.netlab(['lab', 'checks', '903-nat', '--json']);
    const { lab, checks, unsaid } = JSON.parse(stdout);
    expect({ lab, unsaid }).toEqual({ lab: '903-nat', unsaid: [] });
    const key = 'net.ipv4.ip_forward';
    expect(checks[0]).toEqual({ about: 'settings', check: { sysctl: { at: 'host', key, is: 1 } }, remark: null });
  });

  test('with nothing done, nothing is proposed; and an edited topology has no start to compare with', async () => {
    const folder = bareCopy(me, '02-bridge');
    expect(await me.netlab(['lab', 'checks'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/no lab is running/),
    });
    await start(me, folder);
    expect(await me.netlab(['lab', 'checks'])).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: expect.stringMatching(/solve it first/),
    });
    const inside = await me.netlab(['exec', 'host', '--', 'netlab', 'lab', 'checks']);
    expect(inside).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/from inside the lab/) });
    putFile(
      me,
      '902-bridge/lab.yaml',
      textOf(folder).replace('namespaces:', 'sysctls: {net.ipv4.ip_forward: 1}\n      namespaces:'),
    );
    const edited = await me.netlab(['lab', 'checks']);
    expect(edited).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(/topology of 902-bridge was edited/),
    });
  });
});

/** A lab of that name with a 9 before it: its topology and texts, one task, and a check that never holds. */
function bareCopy(me: Installed, lab: string): string {
  const { tasks, topology, ...head } = parse(readFileSync(join(ROOT, 'labs', lab, 'lab.yaml'), 'utf8'));
  const text = tasks.flatMap((task: { title: string; text: string }) => [task.title, task.text]).join('\n');
  const task = { id: 'all', title: 'All of it', text, hints: ['What is missing?', 'What does the text name?'] };
  const yaml = stringify({ ...head, after: [], topology, tasks: [task] });
  putFile(me, `9${lab}/lab.yaml`, `${yaml}${PLACEHOLDER}`);
  if (lab === '03-nat') {
    putFile(me, `9${lab}/files/hello.conf`, readFileSync(join(ROOT, 'labs/03-nat/files/hello.conf'), 'utf8'));
  }
  return join(me.home, `9${lab}`);
}

async function start(me: Installed, folder: string): Promise<void> {
  const started = await me.netlab(['start', folder, '--no-shell']);
  expect(started.exitCode, started.stderr).toBe(0);
}

async function solve(me: Installed, lab: string): Promise<void> {
  const script = readFileSync(join(ROOT, 'labs', lab, 'solution.sh'), 'utf8');
  const solved = await me.netlab(['exec', 'host', '--', 'bash', '-eu'], { input: script });
  expect(solved.exitCode, solved.stderr).toBe(0);
}

function paste(me: Installed, folder: string, checks: string): void {
  const pasted = textOf(folder).replace(PLACEHOLDER, `${checks}\n`);
  putFile(me, `${folder.slice(me.home.length + 1)}/lab.yaml`, pasted);
}

function textOf(folder: string): string {
  return readFileSync(join(folder, 'lab.yaml'), 'utf8');
}
