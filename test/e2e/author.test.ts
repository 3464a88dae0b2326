import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { LintReport } from '../../src/lint/finding.ts';
import { asPerson, type Installed, putFile } from '../support/installed.ts';
import { ROOT } from '../support/sandbox.ts';
import { scratchLab } from './scratch-lab.ts';
import { atTerminal } from './typing.ts';

/** What people who write labs type. */

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  let me: Installed;
  const lint = (...args: string[]) => me.netlab(['lab', 'lint', ...args]);
  const json = async (...args: string[]): Promise<LintReport> => JSON.parse((await lint(...args, '--json')).stdout);

  beforeAll(() => {
    me = asPerson(person);
  });
  afterAll(() => me.leave());

  test.each([
    ['lab', []],
    ['report', ['--report']],
    ['proof', ['--proof']],
  ])('the schema of a %s is printed as it is committed', async (name, flags) => {
    const { stdout } = await me.netlab(['lab', 'schema', ...flags]);
    expect(`${stdout}\n`).toBe(readFileSync(join(ROOT, `schema/${name}.schema.json`), 'utf8'));
  });

  test('the labs that come with netlab are clean', async () => {
    const clean = expect.stringMatching(/^[0-9]+ labs: no problems, no warnings$/);
    expect(await lint()).toEqual({ exitCode: 0, stdout: clean, stderr: '' });
  });

  test('a new lab is clean, starts, and its solution solves it', async () => {
    const made = await me.netlab(['lab', 'new', '20-mine', '--title', 'Mine: "all" mine', '--dir', 'new', '--json']);
    const folder = join(me.home, 'new/20-mine');
    expect(JSON.parse(made.stdout)).toMatchObject({ id: '20-mine', folder });
    expect(await lint('new/20-mine')).toMatchObject({ exitCode: 0, stdout: '1 lab: no problems, no warnings' });
    const started = await me.netlab(['start', folder, '--no-shell']);
    expect(started.exitCode, started.stderr).toBe(0);
    expect((await me.netlab(['check'])).exitCode).toBe(1);
    expect((await me.netlab(['solution', 'gateway', '--apply', '--yes'])).exitCode).toBe(0);
    expect((await me.netlab(['check'])).exitCode).toBe(0);
    await me.netlab(['stop', '--all']);
  });

  test('a copy of a lab is clean, and nothing is ever overwritten', async () => {
    const args = ['lab', 'new', '21-copy', '--from', '03-nat', '--dir', 'copies'];
    expect((await me.netlab(args)).exitCode).toBe(0);
    expect(await lint('copies/21-copy')).toMatchObject({ exitCode: 0 });
    const again = await me.netlab(args);
    expect(again).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('nothing was written') });
  });

  test('on a terminal a new lab asks for what is missing', async () => {
    const typing = atTerminal(me, ['lab', 'new']);
    await typing.see(/Its name/);
    typing.press('22-asked\r');
    await typing.see(/Its title \(Asked\)/);
    typing.press('\r');
    await typing.see(/begin with/);
    typing.press('\r');
    await typing.see(/netlab lab lint \.\/22-asked/);
    expect(await typing.ended).toBe(0);
    expect(readFileSync(join(me.home, '22-asked/lab.yaml'), 'utf8')).toContain('\ntitle: Asked\n');
  });

  test('what misleads is said with its place, for people, programs and GitHub', async () => {
    const folder = scratchLab(me, '30-poor', 'command: {at: host, run: [ip, link]}');
    putFile(me, 'labs/30-poor/solution.sh', '#!/usr/bin/env bash\n# task: only\necho $1\n');
    putFile(me, 'labs/30-poor/files/plugin', '#!/bin/sh\necho $2\n');
    const text = await lint('labs/30-poor');
    expect(text.exitCode).toBe(1);
    expect(text.stdout).toMatch(
      /^labs\/30-poor\/lab.yaml:11:\d+ {2}warning \[command-could-be-typed\] .*\n +11 \| .*\n +\| +\^+$/m,
    );
    expect(text.stdout).toMatch(/^labs\/30-poor\/solution.sh:3:6 {2}warning \[SC2086\] /m);
    expect(text.stdout).toMatch(/^labs\/30-poor\/files\/plugin:2:6 {2}warning \[SC2086\] /m);
    const report = await json('labs/30-poor');
    expect(report).toMatchObject({ clean: false, labs: [{ id: '30-poor', folder }], notLooked: [] });
    const annotated = await lint('labs/30-poor', '--format', 'github');
    expect(annotated.stdout).toMatch(/^::warning file=labs\/30-poor\/solution.sh,line=3,col=6,title=SC2086::/m);
  });

  test('what keeps a lab from starting is a problem, and an unknown lab is no result', async () => {
    scratchLab(me, '31-broken', 'pign: {from: host, to: 127.0.0.1}');
    const broken = await lint('labs/31-broken');
    expect(broken).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('problem [unknown-kind]') });
    expect(await lint('03-nta')).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('without shellcheck the rest is looked at, and what is missing is said', async () => {
    const poor = await me.netlab(['lab', 'lint', '01-netns'], { env: { PATH: '/nowhere' } });
    expect(poor).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('shellcheck is not installed') });
  });
});
