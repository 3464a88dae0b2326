import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ProofReport } from '../../src/proof/proof-report.ts';
import type { LabRecord } from '../../src/sandbox/record.ts';
import { asPerson, become, type Installed } from '../support/installed.ts';
import { processesOf } from '../support/machine.ts';
import { ROOT } from '../support/sandbox.ts';

/** An author proves a lab. */

const isProof = new Ajv2020().compile(JSON.parse(readFileSync(join(ROOT, 'schema/proof.schema.json'), 'utf8')));

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  let me: Installed;
  beforeAll(async () => {
    me = asPerson(person);
    await me.netlab(['lab', 'new', '20-mine', '--title', 'Mine']);
  });
  afterAll(() => me.leave());

  test('a new lab is proved, as text, JSON by its schema, and JUnit', async () => {
    const text = await me.netlab(['lab', 'test', './20-mine', '--strict']);
    expect(text).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Proved\. \d+ sandboxes in /) });
    expect(text.stderr).toMatch(/^20-mine {2}solution\.sh: held \(/m);
    const json = await me.netlab(['lab', 'test', './20-mine', '--json', '--only', 'mistake', '--repeat', '2']);
    const proof: ProofReport = JSON.parse(json.stdout);
    expect(isProof(proof), JSON.stringify(isProof.errors)).toBe(true);
    expect(proof.labs[0]?.runs.map(({ kind, round, status }) => [kind, round, status])).toEqual([
      ['mistake', 1, 'held'],
      ['mistake', 1, 'held'],
      ['mistake', 2, 'held'],
      ['mistake', 2, 'held'],
    ]);
    const junit = await me.netlab(['lab', 'test', './20-mine', '--only', 'start', '--format', 'junit']);
    expect(junit.stdout).toMatch(/^<\?xml[\s\S]*<testsuite name="20-mine" tests="1" failures="0"/);
  });

  test('killed without warning, it leaves no sandbox, and the next one clears its files away', async () => {
    const argv = [
      ...become(person),
      join(inject('installation'), 'node'),
      join(inject('installation'), 'app/bin/run.js'),
    ];
    const [file = '', ...rest] = [...argv, 'lab', 'test', '02-bridge'];
    const env = { ...me.env, TMPDIR: me.home };
    const proving = execa(file, rest, { reject: false, env, extendEnv: false, cwd: me.home });
    const opened = () => readdirSync(me.home).filter((name) => name.startsWith('netlab-proof-'));
    await expect.poll(() => opened().length, { timeout: 20_000 }).toBeGreaterThan(1);
    const records = () => opened().map((name) => join(me.home, name, 'state/netlab/running/02-bridge/record.json'));
    await expect.poll(() => records().some((record) => existsSync(record)), { timeout: 20_000 }).toBe(true);
    const inits = records()
      .filter((record) => existsSync(record))
      .map((record) => (JSON.parse(readFileSync(record, 'utf8')) as LabRecord).init.pid);
    expect(inits.filter(isThere).length).toBeGreaterThan(0);
    proving.kill('SIGKILL');
    await proving;
    await expect.poll(() => inits.filter(isThere), { timeout: 10_000 }).toEqual([]);
    await expect.poll(() => processesOf(me.home).length, { timeout: 10_000 }).toBe(0);
    expect(opened()).not.toEqual([]);
    const after = await execa(file, [...rest, '--only', 'start'], { env, extendEnv: false, cwd: me.home });
    expect([after.exitCode, opened()]).toEqual([0, []]);
  });
});

function isThere(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}
