import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { scratchLab } from '../../e2e/scratch-lab.ts';
import { asPerson, type Installed } from '../../support/installed.ts';
import { processesOf } from '../../support/machine.ts';
import { type Canaries, plantCanaries } from './canaries.ts';
import { FILE_ATTEMPTS } from './file-attempts.ts';
import { MACHINE_ATTEMPTS } from './machine-attempts.ts';

/** Scripts that run as root of a lab and try to get out. Each must fail, and what they were after must be untouched. */

const LAB = '91-hostile';
const BOMB = `import os, time
try:
    while True:
        if os.fork() == 0:
            os.closerange(0, 3)
            time.sleep(60)
            os._exit(0)
except OSError as error:
    print(error)`;
const TOPOLOGY = 'topology: {nodes: {host: {workspace: [{path: /srv/work}]}}}';

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  let me: Installed;
  let canaries: Canaries;

  beforeAll(async () => {
    me = asPerson(person);
    canaries = await plantCanaries(me, LAB);
    const folder = scratchLab(me, LAB, 'ping: {from: host, to: 127.0.0.1}', TOPOLOGY);
    expect((await me.netlab(['start', folder, '--no-shell'])).stderr).toContain('Ready');
  });
  afterAll(async () => {
    canaries?.remove();
    await me.leave();
  });

  test.each([...FILE_ATTEMPTS, ...MACHINE_ATTEMPTS])('$title', async ({ script, sees }) => {
    const words = Object.entries(canaries.env).map(([name, value]) => `${name}='${value}'; export ${name}`);
    const tried = await me.netlab(['exec', 'host', '--', 'sh'], {
      input: `exec 2>&1\n${words.join('\n')}\n${script}\n`,
    });
    expect(tried.stdout).not.toContain('escaped');
    expect(tried.stdout).toMatch(sees);
    canaries.untouched();
    // Whatever it left behind, netlab still looks and says the truth.
    const check = await me.netlab(['check'], { timeoutMs: 20_000 });
    expect([check.exitCode, check.stdout]).toEqual([0, expect.stringContaining('1 of 1')]);
    expect((await me.netlab(['status'])).stdout).toContain(`${LAB}  A lab of a test · running`);
    canaries.untouched();
  });

  test('what it put where the machine sees it belongs to nobody who is more', async () => {
    const gift = statSync(join(me.home, 'netlab-work', LAB, 'srv/work/gift'));
    expect(gift.uid).not.toBe(0);
    expect(person.uid === 0 ? gift.uid >= 0x70000000 : gift.uid === person.uid).toBe(true);
  });

  test('a reset hands over nothing that a link points at', async () => {
    await me.netlab(['reset', '--yes']);
    expect((await me.netlab(['check'])).exitCode).toBe(0);
    canaries.untouched();
  });

  test('a lab full of processes is said, and stops', async () => {
    const tried = await me.netlab(['exec', 'host', '--', 'python3', '-c', BOMB]);
    expect(tried.stdout).toContain('Resource temporarily unavailable');
    const check = await me.netlab(['check'], { timeoutMs: 30_000 });
    expect([check.exitCode, check.stdout + check.stderr]).toEqual([
      2,
      expect.stringMatching(/could not look|does not answer/),
    ]);
    expect((await me.netlab(['reset', '--yes'])).exitCode).toBe(0);
    expect((await me.netlab(['check'])).exitCode).toBe(0);
    canaries.untouched();
  });

  test('stop ends every daemon', async () => {
    expect((await me.netlab(['stop'])).exitCode).toBe(0);
    expect(processesOf('sleep 4712')).toEqual([]);
    expect(processesOf(me.home)).toEqual([]);
    canaries.untouched();
  });
});
