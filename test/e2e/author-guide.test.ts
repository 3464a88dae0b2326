import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { asPerson, become, type Installed, putFile } from '../support/installed.ts';
import { ROOT } from '../support/sandbox.ts';
import { patternOf, type TutorialStep, tutorialOf } from '../support/tutorial.ts';

/** The author guide builds a lab from nothing; whoever follows it word by word sees what it shows. */

const steps = tutorialOf(readFileSync(join(ROOT, 'docs/author-guide.md'), 'utf8'));

test('the guide has something to type and files to write', () => {
  expect(steps.filter(({ kind }) => kind === 'type').length).toBeGreaterThan(10);
  expect(steps.filter(({ kind }) => kind === 'file').length).toBeGreaterThan(3);
});

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  let me: Installed;
  beforeAll(() => {
    me = asPerson(person);
    const folder = inject('installation');
    const program = [join(folder, 'node'), join(folder, 'app/bin/run.js')].map((word) => `"${word}"`).join(' ');
    mkdirSync(join(me.home, 'bin'));
    writeFileSync(join(me.home, 'bin/netlab'), `#!/bin/sh\nexec ${program} "$@"\n`, { mode: 0o755 });
  });
  afterAll(() => me.leave());

  // In the order of the page: each step needs those before it.
  for (const step of steps) {
    const what = step.kind === 'file' ? `writes ${step.path}` : step.command;
    test(`line ${step.line}: ${what}`, () => follow(me, step));
  }
});

async function follow(me: Installed, step: TutorialStep): Promise<void> {
  if (step.kind === 'file') return write(me, step);
  const env = { ...me.env, PATH: `${join(me.home, 'bin')}:${me.env['PATH']}` };
  const [file = '', ...rest] = [...become(me.person), 'bash', '-c', step.command];
  const ran = await execa(file, rest, {
    reject: false,
    env,
    extendEnv: false,
    cwd: me.home,
    input: '',
    timeout: 60_000,
  });
  expect(ran.exitCode, `${ran.stdout}\n${ran.stderr}`).toBe(step.exitCode);
  expect(ran.stdout).toMatch(patternOf(step.shown));
}

function write(me: Installed, { path, from, text }: TutorialStep & { kind: 'file' }): void {
  const old = existsSync(join(me.home, path)) ? readFileSync(join(me.home, path), 'utf8') : '';
  if (from === undefined) {
    expect(old, `${path} is written once`).toBe('');
    putFile(me, path, text);
    return;
  }
  const lines = old.split('\n');
  const at = lines.findIndex((line) => line.trim() === from);
  expect(at, `${path} has a line ${from}`).toBeGreaterThan(0);
  putFile(me, path, `${lines.slice(0, at).join('\n')}\n${text}`);
}
