import { chmodSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { miniPlugin } from '../../scripts/mini-plugin.ts';
import type { SuiteReport } from '../../src/cni/suite/suite-report.ts';
import { asPerson, type Installed, putFile } from '../support/installed.ts';
import { processesOf } from '../support/machine.ts';

/** Somebody who writes a CNI plugin tries it against the specification. */

const mini = miniPlugin();

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  let me: Installed;
  beforeAll(() => {
    me = asPerson(person);
  });
  afterAll(() => me.leave());

  const typed = (...args: string[]) => me.netlab(['cni', 'test', ...args], { timeoutMs: 120_000 });
  const plugin = (name: string, text: string) => {
    const file = putFile(me, name, text);
    chmodSync(file, 0o755);
    return `./${name}`;
  };

  test('the plugin of 04-cni passes every case that applies to it, and nothing is left', async () => {
    const { exitCode, stdout } = await typed(plugin('mini', mini), '--level', 'full', '--json');
    const report: SuiteReport = JSON.parse(stdout);
    expect(report.cases.filter(({ status }) => !['passed', 'not-applicable'].includes(status))).toEqual([]);
    expect(report.cases.length).toBeGreaterThan(60);
    expect(report).toMatchObject({ spec: '1.1.0', level: 'full' });
    expect(exitCode).toBe(0);
    await expect.poll(() => processesOf(me.home), { timeout: 5000 }).toEqual([]);
  });

  test('what does not hold comes with the sentence of the specification, and lines that repeat it', async () => {
    const forgetful = plugin('forgetful', mini.replace('link del dev "$host_end"', 'link show dev "$host_end"'));
    const { exitCode, stdout } = await typed(forgetful, '--case', 'del-removes');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✗ DEL .*\(del-removes\)\n\s+section 2, DEL \(must\): “delete the interface/);
    expect(stdout).toMatch(
      /expected: after DEL[\s\S]*found: [\s\S]*by hand, as root on an empty host:\n\s+ip netns add/,
    );
    expect(stdout).toMatch(/Not conformant/);
  });

  test('a build server gets JUnit, of a plugin that is none too', async () => {
    const { exitCode, stdout } = await typed(plugin('babbler', '#!/bin/sh\necho hello\n'), '--format', 'junit');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^<\?xml .*<failure message=/s);
  });

  test('a plugin that does not exist is said, with exit code 2', async () => {
    expect(await typed('./nothing')).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/no .*nothing/) });
  });
});
