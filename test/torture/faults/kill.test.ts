import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { scratchLab } from '../../e2e/scratch-lab.ts';
import { atHome, type Installed, putFile } from '../../support/installed.ts';
import { SIZES } from '../sizes.ts';
import { expectNothing, expectTruth, stateOf } from './truth.ts';

/** netlab is ended by SIGKILL before and after every step by which it changes the system. */

const LAB = '93-faults';
const HOOK = readFileSync(join(import.meta.dirname, 'kill-at.js'), 'utf8');
const TOPOLOGY = 'topology: {nodes: {host: {namespaces: {red: {}}, workspace: [{path: /srv/work}]}}}';
/** The sandbox of such a lab is laid out before the lab is read. */
const NO_FOLDERS = 'topology: {nodes: {host: {namespaces: {red: {}}}}}';
const PROGRESS = {
  format: 1,
  lab: LAB,
  tasks: { earlier: { doneAt: '2026-01-01T00:00:00.000Z' } },
  hints: { earlier: 2 },
  answers: {},
  solutionsShown: [],
};

/** Each command, and whether it begins with a running lab. */
const start = (folder: string) => ['start', folder, '--no-shell'];
const COMMANDS = [
  { name: 'start', running: false, topology: TOPOLOGY, args: start },
  { name: 'start of a lab that shows no folder', running: false, topology: NO_FOLDERS, args: start },
  { name: 'check', running: true, topology: TOPOLOGY, args: () => ['check'] },
  { name: 'reset', running: true, topology: TOPOLOGY, args: () => ['reset', '--yes'] },
  { name: 'stop', running: true, topology: TOPOLOGY, args: () => ['stop'] },
];

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  test.concurrent.each(COMMANDS)('$name ends anywhere', { timeout: 900_000 }, ({ args, running, topology }) =>
    atHome(person, async (me) => {
      const folder = scratchLab(me, LAB, 'ping: {from: red, to: 127.0.0.1}', topology);
      const hook = putFile(me, 'kill-at.mjs', HOOK);
      const prepare = async () => {
        if (!running) await me.netlab(['stop']);
        putFile(me, `.local/state/netlab/progress/${LAB}.json`, JSON.stringify(PROGRESS));
      };
      await me.netlab(['start', folder, '--no-shell']);
      await prepare();
      const steps = await stepsOf(me, hook, args(folder));
      expect(steps.length).toBeGreaterThan(2);
      await me.netlab(['start', folder, '--no-shell']);
      let unreached = 0;
      for (let at = 1; at <= steps.length; at += SIZES.stride) {
        await prepare();
        const when = `step ${at} of ${steps.length}, ${steps[at - 1]}`;
        const killed = await me.netlab(args(folder), {
          env: { NODE_OPTIONS: `--import ${hook}`, NETLAB_FAULT_AT: String(at) },
        });
        if (killed.exitCode !== undefined) unreached += 1;
        await expectTruth(me, folder, when);
        expect(progressOf(me)).toMatchObject({ tasks: PROGRESS.tasks, hints: PROGRESS.hints });
      }
      // How often a command looks whether something has ended is not the same each time, so the last steps may be missing.
      expect(unreached * SIZES.stride).toBeLessThan(steps.length / 2 + SIZES.stride);
      await me.netlab(['stop']);
      await expectNothing(me, 'at the end');
    }),
  );
});

async function stepsOf(me: Installed, hook: string, args: readonly string[]): Promise<string[]> {
  const log = join(me.home, 'steps.json');
  await me.netlab(args, { env: { NODE_OPTIONS: `--import ${hook}`, NETLAB_FAULT_LOG: log } });
  return JSON.parse(readFileSync(log, 'utf8'));
}

function progressOf(me: Installed): unknown {
  return JSON.parse(readFileSync(join(stateOf(me), 'progress', `${LAB}.json`), 'utf8'));
}
