import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, inject, test } from 'vitest';
import { miniPlugin } from '../../scripts/mini-plugin.ts';
import type { LabRecord } from '../../src/sandbox/record.ts';
import { atHome, become, type Installed, putFile } from '../support/installed.ts';
import { processesOf } from '../support/machine.ts';
import { scratchLab } from './scratch-lab.ts';

/** Labs come and go, are interrupted, killed and lost, and nothing is left of them. */

/** The programs of a lab but for those that ask, and the files of checks. */
const LEFT =
  'ps -e -o comm= | grep -vxE "ps|grep|sh|sort|nsenter|timeout" | sort; ls -A /tmp; ls -A /netlab/run/jobs 2>/dev/null; true';

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  test.concurrent('SIGINT in the middle of a start leaves nothing', () =>
    atHome(person, async (me) => {
      const child = begin(me, ['start', '05-pod-network', '--no-shell']);
      await new Promise((resolve) => child.stderr.once('data', () => setTimeout(resolve, 60)));
      child.kill('SIGINT');
      const { exitCode, stderr } = await child;
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('netlab: interrupted')]);
      await nothingLeft(me);
    }));

  test.concurrent('a start goes on when nobody reads its progress any more', () =>
    atHome(person, async (me) => {
      const child = begin(me, ['start', '1', '--no-shell']);
      child.stderr.once('data', () => child.stderr.destroy());
      await child;
      expect(JSON.parse((await me.netlab(['status', '--json'])).stdout).labs).toMatchObject([{ state: 'running' }]);
    }));

  test.concurrent('the text of every task can be read, and without a name that of the first open one', () =>
    atHome(person, async (me) => {
      await me.netlab(['start', '1', '--no-shell']);
      expect((await me.netlab(['task'])).stdout).toMatch(/^Task 1: Two rooms\n\n[\s\S]*ip netns/);
      await me.netlab(['exec', 'host', '--', 'sh', '-c', 'ip netns add red && ip netns add blue']);
      expect((await me.netlab(['check'])).stdout).toContain('What "A wire from room to room" asks: netlab task\n');
      const next = await me.netlab(['exec', 'host', '--', 'netlab', 'task']);
      expect([next.exitCode, next.stdout]).toEqual([0, expect.stringMatching(/^Task 2: A wire from room to room/)]);
      const { stdout } = await me.netlab(['task', '4', '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ lab: '01-netns', task: 'talk', number: 4 });
      expect((await me.netlab(['task', 'nosuch'])).exitCode).toBe(2);
    }));

  test.concurrent.each(['SIGINT', 'SIGKILL'] as const)(
    'a check that %s ends leaves none of its programs in the lab',
    (signal) =>
      atHome(person, async (me) => {
        const ping = '{ping: {from: red, to: 127.0.0.1, count: 50}}';
        const topology = 'topology: {nodes: {host: {namespaces: {red: {}}}}}';
        await me.netlab([
          'start',
          scratchLab(me, '92-long', `capture: {at: "red:lo", filter: icmp, during: ${ping}}`, topology),
          '--no-shell',
        ]);
        const left = async () => (await me.netlab(['exec', 'host', '--', 'sh', '-c', LEFT])).stdout;
        const before = await left();
        const child = begin(me, ['check']);
        await expect.poll(left, { timeout: 20_000 }).toMatch(/tcpdump[\s\S]*ping|ping[\s\S]*tcpdump/);
        child.kill(signal);
        await child;
        await expect.poll(left, { timeout: 5000 }).toBe(before);
      }),
  );

  test.concurrent.each(['SIGINT', 'SIGKILL'] as const)(
    'a solution that %s ends leaves what its parts were to leave',
    (signal) =>
      atHome(person, async (me) => {
        const folder = scratchLab(
          me,
          '93-solved',
          'command: {at: host, run: ["false"]}',
          'topology: {nodes: {host: {workspace: [{path: /srv/own}]}}}',
        );
        const parts = [
          '# task: only',
          'setsid -f sleep 71',
          'echo solved >/srv/own/file',
          '# on: host',
          'sleep 72 & sleep 73',
        ];
        putFile(me, 'labs/93-solved/solution.sh', `${parts.join('\n')}\n`);
        await me.netlab(['start', folder, '--no-shell']);
        const inLab = async (script: string) => (await me.netlab(['exec', 'host', '--', 'sh', '-c', script])).stdout;
        await inLab('echo mine >/srv/own/file');
        const child = begin(me, ['solution', '--apply', '--yes']);
        const sleeping = () => inLab('ps -e -o args= | grep "^sleep" | sort');
        await expect.poll(sleeping, { timeout: 20_000 }).toBe('sleep 71\nsleep 72\nsleep 73');
        child.kill(signal);
        const { exitCode, stderr } = await child;
        await expect.poll(sleeping, { timeout: 5000 }).toBe('sleep 71');
        if (signal === 'SIGKILL') return;
        expect([exitCode, stderr]).toEqual([
          2,
          expect.stringContaining('netlab: interrupted: the solution has been run in part'),
        ]);
        expect(stderr).toMatch(/Your own file is kept as .*file\.mine-1/);
        expect(await inLab('cat /srv/own/file /srv/own/file.mine-1')).toBe('solved\nmine');
      }),
  );

  test.concurrent.each([
    { command: 'cni test', args: ['cni', 'test', './mini'] },
    { command: 'doctor', args: ['doctor'] },
  ])('a $command that is killed leaves no sandbox', ({ args }) =>
    atHome(person, async (me) => {
      chmodSync(putFile(me, 'mini', miniPlugin()), 0o755);
      const child = begin(me, args);
      const sandboxes = () => processesOf(me.home).filter((line) => line.startsWith('bwrap '));
      await expect.poll(sandboxes, { timeout: 20_000, interval: 5 }).not.toEqual([]);
      child.kill('SIGKILL');
      await child;
      await nothingLeft(me);
    }),
  );

  test.concurrent('a killed sandbox is said, cleared, and started anew', () =>
    atHome(person, async (me) => {
      await me.netlab(['start', '1', '--no-shell']);
      process.kill(recordOf(me, '01-netns').init.pid, 'SIGKILL');
      expect((await me.netlab(['status'])).stdout).toMatch(
        /01-netns .*its sandbox has ended[\s\S]*netlab start 01-netns/,
      );
      const check = await me.netlab(['check']);
      expect([check.exitCode, check.stdout]).toEqual([2, '']);
      expect(check.stderr).toMatch(/^netlab: the sandbox of 01-netns has ended.*\n {2}try: netlab start 01-netns$/);
      await nothingLeft(me);
      await me.netlab(['start', '1', '--no-shell']);
      process.kill(recordOf(me, '01-netns').init.pid, 'SIGKILL');
      expect((await me.netlab(['start', '1', '--no-shell'])).exitCode).toBe(0);
    }));

  test.concurrent('a lab whose folder has vanished is said by each command, and can be stopped', () =>
    atHome(person, async (me) => {
      const folder = scratchLab(me, '86-vanishing', 'ping: {from: host, to: 127.0.0.1}');
      expect((await me.netlab(['start', folder, '--no-shell'])).exitCode).toBe(0);
      rmSync(folder, { recursive: true });
      for (const command of ['check', 'hint', 'solution', 'reset']) {
        const { exitCode, stderr } = await me.netlab([command]);
        expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`has vanished: ${folder}`)]);
        expect(stderr).toContain('try: netlab stop 86-vanishing');
      }
      expect((await me.netlab(['exec', 'host', '--', 'true'])).exitCode).toBe(0);
      expect((await me.netlab(['stop'])).stdout).toContain('Stopped 86-vanishing');
      await nothingLeft(me);
    }));

  test.concurrent('whoever ends netlab exec ends the command too', () =>
    atHome(person, async (me) => {
      await me.netlab(['start', '1', '--no-shell']);
      const seconds = `4711${person.uid}`;
      const child = begin(me, ['exec', 'host', '--', 'sleep', seconds]);
      const running = () => processesOf(`sleep ${seconds}`).filter((line) => line.startsWith('sleep'));
      await expect.poll(running, { timeout: 5000 }).toHaveLength(1);
      child.kill('SIGTERM');
      expect((await child).exitCode).toBe(143);
      expect(running()).toEqual([]);
    }));

  test.concurrent('several labs run at once; commands mean the last one, or the one named', () =>
    atHome(person, async (me) => {
      for (const lab of ['02-bridge', '01-netns']) await me.netlab(['start', lab, '--no-shell']);
      const hostOf = async (...flags: string[]) =>
        (await me.netlab(['exec', ...flags, 'host', '--', 'ip', 'netns'])).stdout;
      expect(await hostOf()).toBe('');
      expect(await hostOf('--lab', 'bridge')).toContain('orange');
      expect((await me.netlab(['stop', '2'])).stdout).toContain('Stopped 02-bridge');
      expect((await me.netlab(['stop'])).stdout).toContain('Stopped 01-netns');
      expect(await me.netlab(['stop'])).toMatchObject({ exitCode: 0, stdout: 'No lab was running.' });
      await nothingLeft(me);
    }));

  test.concurrent("the learner's files of 04-cni outlive reset and stop, and a solution keeps them", () =>
    atHome(person, async (me) => {
      expect((await me.netlab(['start', 'cni', '--no-shell'])).stdout).toContain('netlab-work/04-cni/opt/cni/bin');
      const file = join(me.home, 'netlab-work/04-cni/opt/cni/bin/mini');
      const inside = (...words: string[]) => me.netlab(['exec', 'host', '--', 'sh', '-c', words.join(' ')]);
      await inside('echo "# mine" >>/opt/cni/bin/mini');
      expect(readFileSync(file, 'utf8')).toMatch(/# mine\n$/);
      await me.netlab(['reset', '--yes']);
      expect((await inside('tail -n 1 /opt/cni/bin/mini')).stdout).toBe('# mine');
      expect((await me.netlab(['reset', '3', '--yes'])).stdout).toContain(`Your own file is kept as ${file}.mine-1`);
      await me.netlab(['stop']);
      expect(readFileSync(`${file}.mine-1`, 'utf8')).toMatch(/# mine\n$/);
    }));

  test.concurrent('of twenty starts at once one wins, the others say that it runs', () =>
    atHome(person, async (me) => {
      const all = await Promise.all(Array.from({ length: 20 }, () => me.netlab(['start', '1', '--no-shell'])));
      expect(all.filter(({ exitCode }) => exitCode === 0)).toHaveLength(1);
      const others = all.filter(({ exitCode }) => exitCode !== 0);
      expect(others.every(({ stderr }) => stderr.includes('01-netns is running already'))).toBe(true);
      const resets = await Promise.all(Array.from({ length: 3 }, () => me.netlab(['reset', '--yes'])));
      expect(resets.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
      await me.netlab(['stop']);
      await nothingLeft(me);
    }));
});

/** `netlab ARGS...` by a person, as a running process. */
function begin(me: Installed, args: readonly string[]) {
  const folder = inject('installation');
  const [file = '', ...rest] = [...become(me.person), join(folder, 'node'), join(folder, 'app/bin/run.js'), ...args];
  return execa(file, rest, { reject: false, env: me.env, extendEnv: false, cwd: me.home, stdin: 'ignore' });
}

function recordOf(me: Installed, lab: string): LabRecord {
  return JSON.parse(readFileSync(join(me.home, '.local/state/netlab/running', lab, 'record.json'), 'utf8'));
}

/** No record, and no process that names this home, as every sandbox's first one does. */
async function nothingLeft(me: Installed): Promise<void> {
  expect((await me.netlab(['status', '--json'])).stdout).toContain('"labs": []');
  // What waited outside for the sandbox ends a moment after it.
  for (let tries = 0; tries < 60 && processesOf(me.home).length > 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(processesOf(me.home)).toEqual([]);
}
