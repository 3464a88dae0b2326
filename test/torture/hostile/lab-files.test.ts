import { existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { scratchLab } from '../../e2e/scratch-lab.ts';
import { asPerson, type Installed, putFile, type Typed } from '../../support/installed.ts';
import { processesOf } from '../../support/machine.ts';
import { REFUSED_LABS, TRYING_CHECKS } from './lab-files.ts';

/** Lab files that want out by what they say. */

const PING = 'ping: {from: host, to: 127.0.0.1}';
const LAB = '92-trying';

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  let me: Installed;
  beforeAll(() => {
    me = asPerson(person);
    putFile(me, 'secret', 'nobody reads this\n');
  });
  afterAll(() => me.leave());

  test.each(REFUSED_LABS)('$title is refused, and nothing is left', async ({ id = LAB, lines, check, link, says }) => {
    const folder = scratchLab(me, id, check ?? PING, lines);
    if (link) {
      rmSync(join(folder, link[0]), { force: true });
      symlinkSync(join(me.home, link[1]), join(folder, link[0]));
    }
    const before = shown(me.home);
    const started = await me.netlab(['start', folder, '--no-shell'], { timeoutMs: 30_000 });
    await me.netlab(['exec', '--lab', LAB, 'host', '--', 'true']);
    await me.netlab(['stop', '--all']);
    expect([started.exitCode, started.stderr]).toEqual([2, expect.stringMatching(says)]);
    expect(steering(started)).toBe(false);
    expect(started.stdout + started.stderr).not.toMatch(/nobody reads this|bug in netlab/);
    expect([existsSync('/tmp/owned'), shown(me.home)]).toEqual([false, before]);
    expect(processesOf(me.home)).toEqual([]);
    await me.netlab(['list']);
  });

  test.each(TRYING_CHECKS)('a check with $title comes to an end', async ({ check, exitCode, sees }) => {
    const folder = scratchLab(me, LAB, check);
    expect((await me.netlab(['start', folder, '--no-shell'])).exitCode).toBe(0);
    const checked = await me.netlab(['check'], { timeoutMs: 20_000 });
    await me.netlab(['stop']);
    expect([checked.exitCode, checked.stdout + checked.stderr]).toEqual([exitCode, expect.stringMatching(sees)]);
    expect(steering(checked)).toBe(false);
    expect(processesOf(me.home)).toEqual([]);
  });

  test('words of a lab that steer a terminal are shown as words', async () => {
    const steer = '"\\e]0;owned\\a\\e[2J\\x9b31m\\u202Etxet"';
    const lines = `references: [{title: ${steer}, url: "https://example.com/"}]`;
    const folder = scratchLab(me, LAB, `{${PING}, title: ${steer}, because: ${steer}}`, lines);
    const all = [
      await me.netlab(['start', folder, '--no-shell']),
      await me.netlab(['check', '--verbose']),
      await me.netlab(['status']),
      await me.netlab(['list'], { env: { NETLAB_LABS: join(me.home, 'labs') } }),
      await me.netlab(['stop']),
    ];
    expect(all.map(steering)).toEqual([false, false, false, false, false]);
    expect(all[1]?.exitCode).toBe(0);
  });
});

/** What a person sees of a folder. */
function shown(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('.') && name !== 'netlab-work');
}

/** Whether anything but words, lines and tabs was printed. */
function steering({ stdout, stderr }: Typed): boolean {
  return /[^\P{Cc}\n\t]|[\u202A-\u202E]/u.test(stdout + stderr);
}
