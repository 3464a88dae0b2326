import { describe, expect, inject, test } from 'vitest';
import { asPerson, type Installed, type Person } from '../support/installed.ts';
import { processesOf } from '../support/machine.ts';
import { scratchLab } from './scratch-lab.ts';
import { atTerminal, type Typing } from './typing.ts';

/** What a person sees and types at a real terminal. */

const PROMPT = /\[01-netns host\]# $/;

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  test.concurrent('pick a lab, work in its shell, be asked, reset it from inside, and stop it', () =>
    atHome(person, async (me, type) => {
      const learner = type('start');
      await learner.see(/Which lab\?[\s\S]*05-pod-network/);
      learner.press('\r');
      const brief = await learner.see(PROMPT);
      expect(brief).toMatch(/✔ Starting 01-netns[\s\S]*Task 1: Two rooms[\s\S]*What to type[\s\S]*Ready in/);
      learner.press('tty; ip netns add red; netlab check rooms\r');
      expect(await learner.see(/netlab hint rooms\n/)).toMatch(/\/dev\/pts\/0[\s\S]*✓ The namespace red exists/);
      learner.press('netlab solution\r');
      await learner.see(/"Two rooms" is still open\. See its solution\?/);
      learner.press('n\r');
      await learner.see(PROMPT);
      learner.press('netlab reset wire\r');
      await learner.see(/Reset 01-netns\? What you built in it is lost\./);
      learner.press('y\r');
      await learner.see(/01-netns is back before wire/);
      await learner.see(PROMPT);
      learner.press('ip netns | sort; netlab stop\r');
      expect(await learner.see(/01-netns has ended\./)).toMatch(/blue[\s\S]*red/);
      expect(await learner.ended).toBe(0);
      expect((await me.netlab(['status'])).stdout).toContain('No lab is running');
    }));

  test.concurrent('a shell lands in the new sandbox when the lab is reset from elsewhere, and ends when it is stopped', () =>
    atHome(person, async (me, type) => {
      await me.netlab(['start', '1', '--no-shell']);
      await me.netlab(['exec', 'host', '--', 'ip', 'netns', 'add', 'red']);
      const first = type('shell', 'red');
      await first.see(/\[01-netns red\]# $/);
      const second = type('shell');
      await second.see(PROMPT);
      expect((await me.netlab(['reset', '--yes'])).exitCode).toBe(0);
      await Promise.all(
        [first, second].map((shell) => shell.see(/was reset: this is the new one\.\n[\s\S]*host\]# $/)),
      );
      second.press('netlab reset --yes\r');
      await Promise.all([first, second].map((shell) => shell.see(PROMPT)));
      first.press('ip netns; echo "exit $?"\r');
      await first.see(/\nexit 0\n/);
      first.press('exit\r');
      await first.see(/01-netns still runs/);
      await me.netlab(['stop']);
      await second.see(/01-netns has ended\./);
      expect(await second.ended).toBe(0);
    }));

  test.concurrent('start of a running lab offers its shell, a reset, or nothing', () =>
    atHome(person, async (me, type) => {
      await me.netlab(['start', '1', '--no-shell']);
      const learner = type('start', '1');
      await learner.see(/01-netns is running\. What now\?[\s\S]*leave it as it is/);
      learner.press('\r');
      await learner.see(PROMPT);
      learner.press('exit\r');
      await learner.see(/still runs/);
      const cancelled = type('start', '1');
      await cancelled.see(/What now\?[\s\S]*leave it as it is/);
      cancelled.press('\u0003');
      await cancelled.see(/netlab: cancelled/);
      expect(await cancelled.ended).toBe(2);
    }));

  test.concurrent('check --watch flips lines while another terminal works, goes on over a reset, and ends with all passed', () =>
    atHome(person, async (me, type) => {
      await me.netlab(['start', '1', '--no-shell']);
      const watch = type('check', '--watch');
      await watch.see(/✗ 1\. Two rooms · open[\s\S]*Ctrl-C ends\./);
      for (const name of ['red', 'blue']) await me.netlab(['exec', 'host', '--', 'ip', 'netns', 'add', name]);
      await watch.see(/✓ 1\. Two rooms · passed[\s\S]*Ctrl-C ends\./);
      await me.netlab(['reset', '--yes']);
      await watch.see(/✗ 1\. Two rooms · open[\s\S]*Ctrl-C ends\./);
      await me.netlab(['solution', 'talk', '--apply', '--yes']);
      await watch.see(/✓ 4\.[\s\S]*All passed: well done![\s\S]*Next: netlab start 02-bridge/);
      expect(await watch.ended).toBe(0);
      expect(watch.shown()).not.toContain('could not look');
    }));

  test.concurrent('Ctrl-C ends a watch with the exit code of what it saw last, and no process stays', () =>
    atHome(person, async (me, type) => {
      await me.netlab(['start', '1', '--no-shell']);
      const watch = type('check', '--watch');
      await watch.see(/✗ 1\. Two rooms · open[\s\S]*Ctrl-C ends\./);
      watch.press('\u0003');
      expect(await watch.ended).toBe(1);
      expect(processesOf(me.home).filter((line) => line.includes('monitor'))).toEqual([]);
      expect(watch.shown()).not.toContain('netlab: ');
    }));

  test.concurrent('Ctrl-C ends a watch in the middle of a look, and the probes with it', () =>
    atHome(person, async (me, type) => {
      const topology = 'topology: {nodes: {host: {namespaces: {red: {}}}}}';
      const folder = scratchLab(me, '94-slow', 'ping: {from: red, to: 127.0.0.1, count: 50}', topology);
      await me.netlab(['start', folder, '--no-shell']);
      const pings = async () => (await me.netlab(['exec', 'host', '--', 'pgrep', '-c', 'ping'])).stdout;
      const watch = type('check', '--watch');
      await watch.see(/Watching 94-slow: Ctrl-C ends\.[\s\S]*94-slow: .*looking at [a-z]+\.1 …/);
      await expect.poll(pings, { timeout: 20_000 }).toBe('1');
      watch.press('\u0003');
      expect([await watch.ended, await pings()]).toEqual([2, '0']);
      expect(watch.shown()).toContain('interrupted before the first look was done');
    }));

  test.concurrent('Ctrl-C while the lab is set up undoes everything', () =>
    atHome(person, async (me, type) => {
      const learner = type('start', '03-nat');
      await learner.see(/Starting 03-nat\n/);
      learner.press('\u0003');
      expect(await learner.ended).not.toBe(0);
      expect((await me.netlab(['status'])).stdout).toContain('No lab is running');
      expect(processesOf(me.home)).toEqual([]);
    }));

  test.concurrent('an answer is asked for', () =>
    atHome(person, async (me, type) => {
      await me.netlab(['start', '1', '--no-shell']);
      await me.netlab(['reset', 'talk', '--yes']);
      const learner = type('answer');
      await learner.see(/Which\s+number is it\?/);
      learner.press('4711\r');
      await learner.see(/"4711" is not right/);
      expect(await learner.ended).toBe(1);
    }));
});

/** A person with a home and terminals of their own; all are gone afterwards. */
async function atHome(
  person: Person,
  work: (me: Installed, type: (...args: string[]) => Typing) => Promise<void>,
): Promise<void> {
  const me = asPerson(person);
  const open: Typing[] = [];
  try {
    await work(me, (...args) => {
      const typing = atTerminal(me, args);
      open.push(typing);
      return typing;
    });
  } finally {
    await Promise.all(open.map((typing) => typing.close()));
    await me.leave();
  }
}
