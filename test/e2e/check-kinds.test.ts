import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { asPerson, type Installed, putFile } from '../support/installed.ts';
import { ROOT } from '../support/sandbox.ts';
import { scratchLab } from './scratch-lab.ts';
import { atTerminal } from './typing.ts';

/** Labs that bring kinds of checks, and labs that are edited while they run. */

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  let me: Installed;
  beforeAll(() => {
    me = asPerson(person);
  });
  afterAll(() => me.leave());

  test('the example brings a kind: refused until trusted, then linted, proved, graded from both sides, and offered to editors', async () => {
    cpSync(join(ROOT, 'examples/50-slow-lane'), join(me.home, '50-slow-lane'), { recursive: true });
    execaSync('chown', ['-R', `${person.uid}:${person.gid}`, join(me.home, '50-slow-lane')]);
    const refused = await me.netlab(['start', './50-slow-lane', '--no-shell']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(/50-slow-lane\/lab\.yaml:\d+:9.*netlab lab trust/s);

    const trusted = await me.netlab(['lab', 'trust', './50-slow-lane', '--json']);
    expect(JSON.parse(trusted.stdout)).toMatchObject({ trusted: true, programs: ['./kinds/qdisc.ts'] });
    expect(await me.netlab(['lab', 'lint', './50-slow-lane'])).toMatchObject({ exitCode: 0 });
    const proved = await me.netlab(['lab', 'test', './50-slow-lane', '--strict']);
    expect(proved.exitCode, proved.stdout).toBe(0);
    expect((await me.netlab(['lab', 'schema', './50-slow-lane'])).stdout).toContain('"qdisc"');

    expect((await me.netlab(['start', './50-slow-lane', '--no-shell'])).exitCode).toBe(0);
    expect((await me.netlab(['check'])).stdout).toContain('expected: a queue of the kind tbf');
    expect((await me.netlab(['solution', '--apply', '--yes'])).exitCode).toBe(0);
    expect((await me.netlab(['check'])).exitCode).toBe(0);
    expect((await me.netlab(['exec', 'host', '--', 'netlab', 'check'])).exitCode).toBe(0);
    await me.netlab(['stop']);

    await me.netlab(['lab', 'trust', './50-slow-lane', '--revoke']);
    expect((await me.netlab(['start', './50-slow-lane', '--no-shell'])).exitCode).toBe(2);
  });

  test('a probe that breaks in a kind of a lab makes its check unknown', async () => {
    const module = readFileSync(join(ROOT, 'examples/50-slow-lane/kinds/qdisc.ts'), 'utf8');
    const folder = scratchLab(me, '51-broken', 'qdisc: {at: "host:lo", kind: tbf}', 'kinds: [./qdisc.ts]');
    putFile(me, 'labs/51-broken/qdisc.ts', module.replace("'-j', ", ''));
    await me.netlab(['lab', 'trust', folder]);
    expect((await me.netlab(['start', folder, '--no-shell'])).exitCode).toBe(0);
    const report = await me.netlab(['check', '--json']);
    expect(report.exitCode).toBe(2);
    expect(JSON.parse(report.stdout).tasks[0].checks[0]).toMatchObject({ kind: 'qdisc', status: 'unknown' });
    await me.netlab(['stop']);
  });

  test('an edited check counts at once, and netlab says so; an edited topology asks for a reset', async () => {
    const topology = 'topology: {nodes: {host: {bridges: {br0: {}}}}}';
    const folder = scratchLab(me, '52-edited', 'link: {at: "host:br1", exists: true}', topology);
    await me.netlab(['start', folder, '--no-shell']);
    expect(await me.netlab(['check'])).toMatchObject({ exitCode: 1, stderr: '' });

    scratchLab(me, '52-edited', 'link: {at: "host:br0", exists: true}', topology);
    const edited = await me.netlab(['check', '--json']);
    expect(edited).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('these are its checks as they are now'),
    });
    expect(JSON.parse(edited.stdout)).toMatchObject({ passed: true });

    scratchLab(me, '52-edited', 'link: {at: "host:br2", exists: true}', topology.replace('br0', 'br2'));
    const asked = await me.netlab(['check']);
    expect(asked).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('`netlab reset` builds the topology') });
    await me.netlab(['reset']);
    expect(await me.netlab(['check'])).toMatchObject({ exitCode: 0, stderr: '' });
    await me.netlab(['stop']);
  });

  test('a watch takes up an edited check, and waits while its file is half written', async () => {
    const folder = scratchLab(me, '53-watched', 'link: {at: "host:br0"}');
    await me.netlab(['start', folder, '--no-shell']);
    const watch = atTerminal(me, ['check', '--watch', '--lab', '53-watched']);
    await watch.see(/host:br0[\s\S]*Ctrl-C ends\./);
    scratchLab(me, '53-watched', 'link: {at: "host:br0"');
    await watch.see(/lab\.yaml:\d+:\d+[\s\S]*Ctrl-C ends\./);
    scratchLab(me, '53-watched', 'link: {at: "host:lo"}');
    await watch.see(/All passed/);
    expect(await watch.ended).toBe(0);
    await me.netlab(['stop']);
  });
});
