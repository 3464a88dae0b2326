import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { asPerson, become, type Installed } from '../support/installed.ts';
import { ROOT } from '../support/sandbox.ts';
import { type SshHost, startSshHost } from '../support/ssh-host.ts';
import { scratchLab } from './scratch-lab.ts';
import { atTerminal } from './typing.ts';

/** Labs on a machine that is reached by ssh: a real server on loopback. */

const LABS = readdirSync(join(ROOT, 'labs')).slice(0, 5);

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  let me: Installed;
  let host: SshHost;
  beforeAll(async () => {
    me = asPerson(person);
    host = await startSshHost(person, me.home);
    expect(await netlab(['machine', 'use', host.spec])).toMatchObject({ exitCode: 0, stderr: '' });
  });
  afterAll(async () => {
    await netlab(['stop', '--all']);
    await host.end();
    await me.leave();
  });

  const begin = (args: readonly string[], { input = '', env = {} } = {}) => {
    const [file = '', ...rest] = [
      ...host.beside,
      ...become(person),
      join(inject('installation'), 'node'),
      join(inject('installation'), 'app/bin/run.js'),
      ...args,
    ];
    const own = { ...me.env, XDG_RUNTIME_DIR: me.home, ...env };
    return execa(file, rest, { reject: false, env: own, extendEnv: false, cwd: me.home, input });
  };
  const netlab = async (args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) => {
    const { exitCode, stdout, stderr } = await begin(args, options);
    return { exitCode, stdout, stderr };
  };

  test('the machine answers, and says which netlab it has', async () => {
    expect((await netlab(['machine', 'status'])).stdout).toMatch(
      /^Labs run on: ssh:.*@127\.0\.0\.1:2222 \(netlab \d+\.\d+\.\d+ there\)$/,
    );
    const here = await netlab(['status'], { env: { NETLAB_MACHINE: 'this' } });
    expect(here).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('No lab is running') });
  });

  test.each(LABS)('%s is started, solved task by task, graded and stopped there', async (id) => {
    expect((await netlab(['start', id, '--no-shell'])).exitCode).toBe(0);
    const report = JSON.parse((await netlab(['check', '--json'])).stdout) as { tasks: { id: string }[] };
    expect((await netlab(['status', '--machine', 'this', '--json'])).stdout).toContain('"labs": []');
    for (const task of report.tasks) {
      const solved = await netlab(['solution', task.id, '--apply', '--yes']);
      expect(solved.exitCode, solved.stderr).toBe(0);
    }
    const check = await netlab(['check']);
    expect(check.exitCode, check.stdout).toBe(0);
    expect((await netlab(['stop', id])).exitCode).toBe(0);
  });

  test('standard input, output and exit codes pass through', async () => {
    await netlab(['start', '01-netns', '--no-shell']);
    expect(await netlab(['exec', 'host', '--', 'cat'], { input: 'one\ntwo' })).toMatchObject({
      exitCode: 0,
      stdout: 'one\ntwo',
    });
    expect(await netlab(['exec', 'host', '--', 'sh', '-c', `echo "it's" $0 >&2; exit 7`, 'a b'])).toEqual({
      exitCode: 7,
      stdout: '',
      stderr: "it's a b",
    });
    expect((await netlab(['check'])).exitCode).toBe(1);
  });

  test('a lab in a folder of this machine is sent along', async () => {
    const folder = scratchLab(me, '60-mine', 'link: {at: "host:lo"}');
    const sent = await netlab(['start', './labs/60-mine', '--no-shell']);
    expect(sent.exitCode, sent.stderr).toBe(0);
    expect((await netlab(['check', '--lab', '60-mine'])).exitCode).toBe(0);
    expect(await host.asRoot(`ls -d ~${person.name}/.cache/netlab/sent/*/60-mine`)).toContain('60-mine');
    expect((await netlab(['lab', 'lint', folder])).stdout).toContain('60-mine/lab.yaml');
    await netlab(['stop', '60-mine']);
  });

  test('at a terminal, a shell of the lab is a shell of the lab', async () => {
    await netlab(['start', '01-netns', '--no-shell']);
    const typing = atTerminal({ ...me, env: { ...me.env, XDG_RUNTIME_DIR: me.home } }, ['shell'], host.beside);
    await typing.see(/\[01-netns host\]# /);
    typing.press('stty size\r');
    await typing.see(/40 100/);
    typing.press('sleep 60\r');
    await typing.see(/sleep 60/);
    typing.press('\u0003');
    await typing.see(/\^C[\s\S]*\[01-netns host\]# /);
    typing.press('exit\r');
    expect(await typing.ended).toBe(0);
  });

  test('a connection that breaks in the middle is said, and the lab there is what it was', async () => {
    await netlab(['start', '01-netns', '--no-shell']);
    const waiting = begin(['exec', 'host', '--', 'sleep', '61']);
    await expect.poll(() => host.asRoot('pgrep -xfc "sleep 61" || true'), { timeout: 10_000 }).not.toBe('0');
    await host.asRoot(`pkill -KILL -f "[s]shd: ${person.name}" --ns $$ --nslist net`);
    const { exitCode, stderr } = await waiting;
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/the connection to .*:2222 was lost[\s\S]*try: netlab status/),
    ]);
    await expect.poll(() => host.asRoot('pgrep -xfc "sleep 61" || true'), { timeout: 10_000 }).toBe('0');
    expect((await netlab(['status'])).stdout).toContain('01-netns');
  });

  const endings = [
    ['SIGINT', 130, 'INT'],
    ['SIGTERM', 143, 'TERM'],
    ['SIGKILL', undefined, 'HUP'],
  ] as const;
  test.each(endings)(
    '%s here ends a command of the lab there, which reads standard input',
    async (signal, code, name) => {
      await netlab(['start', '01-netns', '--no-shell']);
      const traps = ['INT', 'TERM', 'HUP'].map((one) => `trap "echo ${one} >/tmp/told; exit 9" ${one}`).join('; ');
      const running = begin(['exec', 'host', '--', 'sh', '-c', `${traps}; cat; sleep 62`], { input: 'one' });
      await expect.poll(() => host.asRoot('pgrep -xfc "sleep 62" || true'), { timeout: 10_000 }).not.toBe('0');
      process.kill(running.pid ?? 0, signal);
      const { exitCode } = await running;
      expect(exitCode).toBe(code);
      await expect
        .poll(async () => (await netlab(['exec', 'host', '--', 'cat', '/tmp/told'])).stdout, { timeout: 20_000 })
        .toBe(name);
      await netlab(['exec', 'host', '--', 'rm', '/tmp/told']);
    },
  );

  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    '%s here, without a terminal, undoes a start there',
    async (signal) => {
      await netlab(['stop', '--all']);
      const starting = begin(['start', '05-pod-network', '--no-shell']);
      await new Promise((resolve) => starting.stderr.once('data', () => setTimeout(resolve, 60)));
      process.kill(starting.pid ?? 0, signal);
      const { exitCode, stderr } = await starting;
      if (signal !== 'SIGKILL') expect([exitCode, stderr]).toEqual([2, expect.stringContaining('netlab: interrupted')]);
      await expect
        .poll(() => host.asRoot(`ls ~${person.name}/.local/state/netlab/running`), { timeout: 5000 })
        .toBe('');
      expect((await netlab(['status'])).stdout).toContain('No lab is running');
    },
  );

  test.each([
    ['nothing answers', ['--machine', 'ssh:127.0.0.1:9', 'status'], 'nothing answers at 127.0.0.1:9'],
    ['an unknown host', ['--machine', 'ssh:no-such-host.invalid', 'status'], 'has no address'],
    ['no machine', ['--machine', 'docker', 'status'], '"docker" names no machine'],
    ['a machine that netlab cannot switch on', ['machine', 'up'], 'that is up to you'],
  ])('%s: a sentence, exit code 2', async (_, args, sentence) => {
    const said = await netlab(args);
    expect([said.exitCode, said.stdout, said.stderr]).toEqual([2, '', expect.stringContaining(sentence)]);
    expect(said.stderr).toMatch(/\n {2}try: /);
  });

  test('another host key than before is said with what to do', async () => {
    const known = `~${person.name}/.ssh/known_hosts`;
    await host.asRoot(`cp ${known} /run/known; ssh-keygen -q -t ed25519 -N '' -f /run/other`);
    await host.asRoot(`echo "[127.0.0.1]:2222 $(cut -d ' ' -f 1,2 /run/other.pub)" >${known}`);
    expect((await netlab(['machine', 'down'])).exitCode).toBe(0);
    const said = await netlab(['status']);
    await host.asRoot(`cp /run/known ${known}`);
    expect([said.exitCode, said.stderr]).toEqual([2, expect.stringMatching(/another host key[\s\S]*ssh-keygen -R/)]);
    expect((await netlab(['status'])).exitCode).toBe(0);
  });

  test('a netlab of another version does nothing and says so', async () => {
    const said = await me.netlab(['status'], { env: { NETLAB_CALLER: '9.9.9', NETLAB_MACHINE: 'this' } });
    expect([said.exitCode, said.stdout, said.stderr]).toEqual([
      2,
      '',
      expect.stringContaining('the netlab that calls it is 9.9.9'),
    ]);
  });
});
