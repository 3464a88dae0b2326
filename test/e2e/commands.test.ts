import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Report } from '../../src/checks/report.ts';
import { asPerson, type Installed } from '../support/installed.ts';
import { ROOT } from '../support/sandbox.ts';
import { scratchLab } from './scratch-lab.ts';

/** As Docker's users do it, whose namespaces have no names. The process outlives the command that started it. */
const MADE_BY_PID = `
mkdir -p /run/netns
setsid unshare --net sleep 300 </dev/null >/dev/null 2>&1 &
until [ "$(cat "/proc/$!/comm")" = sleep ]; do sleep 0.05; done
ln -s "/proc/$!/ns/net" /run/netns/linked
ln -s "/proc/self/../$!/ns/net" /run/netns/roundabout
readlink "/proc/$!/ns/net"
`;

/** Every learner command does what it says, with exit codes and documents that scripts can rely on. */

const schema = JSON.parse(readFileSync(join(ROOT, 'schema/report.schema.json'), 'utf8'));
const isReport = new Ajv2020({ strict: true }).compile(schema);

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  let me: Installed;
  const json = async (...args: string[]) => JSON.parse((await me.netlab([...args, '--json'])).stdout);

  beforeAll(async () => {
    me = asPerson(person);
    const started = await me.netlab(['start', 'netns', '--no-shell']);
    expect(started.exitCode, started.stderr).toBe(0);
    expect(started.stdout).toContain('Task 1: Two rooms');
    expect(started.stdout).toContain('netlab stop 01-netns');
  });
  afterAll(() => me.leave());

  test('check says what does not hold, with exit code 1, in every format', async () => {
    const text = await me.netlab(['check']);
    expect(text.exitCode).toBe(1);
    expect(text.stdout).toMatch(/✗ 1\. Two rooms · open[\s\S]*expected:[\s\S]*found:[\s\S]*see it:/);
    const report = await json('check');
    expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
    expect(report).toMatchObject({ lab: '01-netns', passed: false });
    const junit = await me.netlab(['check', '--format', 'junit']);
    expect(junit).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/^<\?xml .*<\/testsuites?>\s*$/s) });
    const tap = await me.netlab(['check', '--format', 'tap']);
    expect(tap.stdout).toMatch(/^TAP version 14\n1\.\.\d+\n(not )?ok 1 /);
    expect(JSON.parse((await me.netlab(['check', '--format', 'json'])).stdout)).toMatchObject({ passed: false });
  });

  test("what comes on standard input is its caller's, and no word of the command line", async () => {
    expect(await me.netlab(['check'], { input: 'wires\n' })).toMatchObject({ exitCode: 1, stderr: '' });
    const world = ['sh', '-c', 'while read -r word; do "$@"; echo "read $word"; done', 'sh'];
    const typed = await me.netlab(['task'], { input: 'one\ntwo\n', world });
    expect(typed.stdout.match(/^read .*$/gm)).toEqual(['read one', 'read two']);
  });

  test('check of one task, by id and by number, reports that task only', async () => {
    expect((await json('check', 'wire')).tasks.map(({ id }: { id: string }) => id)).toEqual(['wire']);
    expect((await json('check', '2')).tasks.map(({ id }: { id: string }) => id)).toEqual(['wire']);
    const wrong = await me.netlab(['check', 'wires']);
    expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/^netlab: 01-netns has no task "wires".*rooms, wire, addresses, talk\n {2}try: /);
  });

  test('hints are a ladder, rung by rung, and stay on the last one', async () => {
    const rungs: { number: number; of: number }[] = [];
    for (let turn = 0; turn < 5; turn += 1) rungs.push(await json('hint', 'wire'));
    expect(rungs.map(({ number }) => number)).toEqual([1, 2, 3, 3, 3].map((rung) => Math.min(rung, rungs[0]?.of ?? 0)));
    expect((await me.netlab(['hint'])).stdout).toContain('Two rooms');
  });

  test('a name that is a link to the namespace of a process leads there, and not to a process of the machine', async () => {
    const made = await me.netlab(['exec', 'host', '--', 'bash', '-s'], { input: MADE_BY_PID });
    const [linked, roundabout] = await Promise.all(
      ['linked', 'roundabout'].map((name) => me.netlab(['exec', name, '--', 'readlink', '/proc/self/ns/net'])),
    );
    const gone = await me.netlab(['exec', 'host', '--', 'rm', '/run/netns/linked', '/run/netns/roundabout']);
    expect([linked?.stderr, roundabout?.stderr]).toEqual(['', '']);
    expect([linked?.stdout, roundabout?.stdout]).toEqual([made.stdout, made.stdout]);
    expect(made.stdout).toMatch(/^net:/);
    expect(gone.exitCode).toBe(0);
  });

  test('exec passes input, output and the exit code through', async () => {
    const script = await me.netlab(['exec', 'host', '--', 'bash', '-s'], { input: 'echo "$0"; cat <<<ü; exit 42\n' });
    expect(script).toEqual({ exitCode: 42, stdout: 'bash\nü', stderr: '' });
    const codes = ['true', 'false', 'no-such-program'].map((program) => me.netlab(['exec', 'host', '--', program]));
    expect((await Promise.all(codes)).map(({ exitCode }) => exitCode)).toEqual([0, 1, 127]);
    const flags = await me.netlab(['exec', 'host', '--', 'echo', '--lab', '--', '$HOME', "it's"]);
    expect(flags.stdout).toBe("--lab -- $HOME it's");
    expect(await me.netlab(['exec', 'red', '--', 'true'])).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('status and list name what runs, inside as outside', async () => {
    const outside = await json('status');
    expect(outside).toMatchObject({ inside: null, labs: [{ lab: '01-netns', state: 'running', places: ['host'] }] });
    const inside = await me.netlab(['exec', 'host', '--', 'netlab', 'status', '--json']);
    expect(JSON.parse(inside.stdout)).toEqual({ ...outside, inside: '01-netns' });
    expect((await me.netlab(['list'])).stdout).toMatch(/▸ 01-netns .* 4 tasks, runs/);
  });

  test('a dry run prints commands that a learner could type, and builds nothing', async () => {
    const { stdout, exitCode } = await me.netlab(['start', '02-bridge', '--dry-run']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ip netns add red$/m);
    expect((await json('status')).labs).toHaveLength(1);
  });

  test('a lab is read once: those that come with netlab when it is built, others at first', async () => {
    const other = asPerson(person);
    const kept = join(other.home, '.cache/netlab/labs');
    expect(await other.netlab(['start', 'netns', '--dry-run'])).toMatchObject({ exitCode: 0 });
    expect(existsSync(kept)).toBe(false);
    const once = 'topology: {nodes: {host: {namespaces: {red: {}}}}}';
    const folder = scratchLab(other, '82-once', 'link: {at: "host:lo"}', once);
    const first = await other.netlab(['start', folder, '--dry-run']);
    expect(readdirSync(kept)).toEqual(['82-once.json']);
    expect(await other.netlab(['start', folder, '--dry-run'])).toEqual(first);
    scratchLab(other, '82-once', 'link: {at: "host:lo"}', once.replace('red', 'blue'));
    const edited = await other.netlab(['start', folder, '--dry-run']);
    expect([first.stdout, edited.stdout].map((text) => /netns add (\w+)/.exec(text)?.[1])).toEqual(['red', 'blue']);
    await other.leave();
  });

  test('a start of a running lab without a terminal is refused with what to do', async () => {
    const again = await me.netlab(['start', '1']);
    expect(again).toMatchObject({ exitCode: 2, stdout: '' });
    expect(again.stderr).toMatch(/^netlab: 01-netns is running already\n {2}try: netlab shell/);
  });

  test('a solution is shown, applied and then passes; its progress is written down', async () => {
    expect((await me.netlab(['solution', 'wire'])).stdout).toContain('ip link add name veth-red type veth');
    const applied = await me.netlab(['solution', 'addresses', '--apply', '--yes']);
    expect(applied.exitCode, applied.stderr).toBe(0);
    expect((await me.netlab(['check', 'addresses'])).exitCode).toBe(0);
    expect((await json('check')).tasks.map(({ status }: { status: string }) => status)).toEqual([
      'passed',
      'passed',
      'passed',
      'failed',
    ]);
    expect((await me.netlab(['list'])).stdout).toMatch(/01-netns .* 3 of 4 tasks, runs/);
  });

  test('an answer is judged against the live system', async () => {
    const wrong = await me.netlab(['answer', 'talk', '4711']);
    expect(wrong).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('"4711" is not right') });
    const { stdout } = await me.netlab(['exec', 'blue', '--', 'ip', '-j', 'link', 'show', 'dev', 'veth-blue']);
    const number = String(JSON.parse(stdout)[0].ifindex);
    expect(await me.netlab(['answer', 'talk', number])).toMatchObject({ exitCode: 0 });
    const nothing = await me.netlab(['answer', 'talk']);
    expect(nothing.exitCode).toBe(2);
    expect(nothing.stderr).toMatch(/^netlab: the question is: .*\n {2}try: netlab answer talk VALUE/);
  });

  test('who has finished reads congratulations and the next lab, and the list remembers', async () => {
    await me.netlab(['solution', 'talk', '--apply', '--yes']);
    const { stdout, exitCode } = await me.netlab(['check']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('All passed: well done!');
    expect(stdout).toContain('Next: netlab start 02-bridge');
    const report: Report = await json('check');
    expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
    expect(report.score.points).toBe(report.score.of);
    expect((await me.netlab(['list'])).stdout).toMatch(/✓ 01-netns .* done, runs/);
  });

  test('reset goes back to the start, and with a task to just before it', async () => {
    expect((await me.netlab(['reset', 'addresses', '--yes'])).stdout).toContain('with rooms, wire solved');
    const statuses = (await json('check')).tasks.map(({ status }: { status: string }) => status);
    expect(statuses.slice(0, 3)).toEqual(['passed', 'passed', 'failed']);
    expect((await me.netlab(['reset'])).exitCode).toBe(0);
    expect((await me.netlab(['exec', 'host', '--', 'ip', 'netns', 'list'])).stdout).toBe('');
    expect((await me.netlab(['reset', 'nonsense'])).exitCode).toBe(2);
  });

  test('a check that cannot look is unknown: exit code 2, and the document says so', async () => {
    const folder = scratchLab(me, '81-unknown', 'command: {at: host, run: [no-such-program]}');
    expect((await me.netlab(['start', folder, '--no-shell'])).exitCode).toBe(0);
    const { stdout, exitCode } = await me.netlab(['check', '--json']);
    const report = JSON.parse(stdout);
    expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
    expect([exitCode, report.tasks[0].status]).toEqual([2, 'unknown']);
    expect((await me.netlab(['check', '--lab', '1'])).exitCode).toBe(1);
    expect((await json('stop')).stopped).toEqual(['81-unknown']);
  });
});
