import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { DoctorReport } from '../../src/machine/examine.ts';
import { asPerson, type Installed, putFile } from '../support/installed.ts';
import { LABS } from '../support/labs.ts';

let me: Installed;

describe.for(inject('people'))('as $name', (person) => {
  beforeEach(() => {
    me = asPerson(person);
  });
  afterEach(() => me.leave());

  test('the machine that runs these tests is ready', async () => {
    const { exitCode, report } = await doctor();
    const missing = report.findings.filter(({ status }) => status === 'missing');
    expect({ exitCode, missing }).toEqual({ exitCode: 0, missing: [] });
    expect(report.findings.find(({ id }) => id === 'sandbox')?.says).toMatch(/^opened one in \d+ ms$/);
  });

  test('without bubblewrap nothing runs, and doctor names its package', async () => {
    const { exitCode, report } = await doctor({ PATH: pathWithout() });
    const bwrap = report.findings.find(({ id }) => id === 'bwrap');
    expect(exitCode).toBe(2);
    expect(report.ready).toBe(false);
    expect(bwrap).toMatchObject({ status: 'missing', blocks: expect.arrayContaining(LABS) });
    expect(bwrap?.mend.join('\n')).toContain('dnf install -y bubblewrap');
  });

  test('a home that cannot be written is a finding and no crash', async () => {
    const file = putFile(me, 'file', '');
    const { exitCode, report } = await doctor({ XDG_STATE_HOME: file });
    expect(exitCode).toBe(2);
    expect(report.findings.find(({ id }) => id === 'state')?.status).toBe('missing');
  });

  test('the netlab of ipSpace, first on PATH, is told apart', async () => {
    const other = putFile(me, 'bin/netlab', '#!/usr/bin/env python3\n');
    chmodSync(other, 0o755);
    const { exitCode, report } = await doctor({ PATH: `${join(me.home, 'bin')}:${me.env['PATH']}` });
    expect(exitCode).toBe(0);
    expect(report.findings.find(({ id }) => id === 'path')?.says).toContain('ipSpace');
  });

  test('the text has no colour codes when nobody looks, and --quiet is silent about what is right', async () => {
    const whole = await me.netlab(['doctor']);
    expect(whole.stdout).toMatch(/^ok +sandbox /m);
    expect(whole.stdout).not.toContain('\u001b');
    const quiet = await me.netlab(['doctor', '--quiet']);
    expect(quiet.stdout).not.toMatch(/^ok /m);
  });

  test('--fix with --json is refused in one sentence', async () => {
    const { exitCode, stdout } = await me.netlab(['doctor', '--fix', '--json']);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'USAGE' } });
  });
});

async function doctor(
  env: Record<string, string> = {},
): Promise<{ exitCode: number | undefined; report: DoctorReport }> {
  const { exitCode, stdout } = await me.netlab(['doctor', '--json'], { env });
  return { exitCode, report: JSON.parse(stdout) };
}

/** A PATH on which only a package manager is, and what {@link asPerson} needs; programs of /usr/sbin are found all the same. */
function pathWithout(): string {
  const only = join(me.home, 'only');
  mkdirSync(only);
  symlinkSync('/usr/bin/setpriv', join(only, 'setpriv'));
  symlinkSync('/bin/false', join(only, 'dnf'));
  return only;
}
