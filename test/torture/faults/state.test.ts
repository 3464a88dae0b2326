import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { identify } from '../../../src/system/processes.ts';
import { scratchLab } from '../../e2e/scratch-lab.ts';
import { atHome, type Installed } from '../../support/installed.ts';
import { SIZES } from '../sizes.ts';
import { expectNothing, expectTruth, stateOf } from './truth.ts';

/** What netlab remembers is lost or wrong, the lab is killed in pieces, and everybody types at once. */

const LAB = '94-state';
const TOPOLOGY = 'topology: {nodes: {host: {namespaces: {red: {}}, processes: {web: {run: [sleep, "3600"]}}}}}';

const recordFile = (me: Installed) => join(stateOf(me), 'running', LAB, 'record.json');
const change = (me: Installed, to: (record: Record<string, unknown>) => unknown) =>
  writeFileSync(recordFile(me), JSON.stringify(to(JSON.parse(readFileSync(recordFile(me), 'utf8')))));

const FAULTS: { title: string; work: (me: Installed) => void }[] = [
  { title: 'the record is empty', work: (me) => truncateSync(recordFile(me), 0) },
  { title: 'the record is cut short', work: (me) => truncateSync(recordFile(me), 100) },
  { title: 'the record is cut by its last bytes', work: (me) => truncateSync(recordFile(me), 300) },
  { title: 'the record is nonsense', work: (me) => writeFileSync(recordFile(me), Buffer.from([0xff, 0, 1, 0x7b])) },
  { title: 'the record is a list', work: (me) => change(me, (record) => [record]) },
  { title: 'the record is of a newer version', work: (me) => change(me, (record) => ({ ...record, format: 2 })) },
  { title: 'the record has vanished', work: (me) => rmSync(recordFile(me)) },
  { title: 'the record has no nodes', work: (me) => change(me, ({ nodes: _, ...record }) => record) },
  {
    title: 'the record was made before a reboot, and another process has the very number and time',
    work: (me) => {
      process.kill(JSON.parse(readFileSync(recordFile(me), 'utf8')).init.pid, 'SIGKILL');
      change(me, (record) => ({ ...record, init: { ...identify(process.pid), boot: 'another' } }));
    },
  },
  {
    title: 'the number of PID 1 belongs to another process now',
    work: (me) => {
      const { pid } = JSON.parse(readFileSync(recordFile(me), 'utf8')).init;
      process.kill(pid, 'SIGKILL');
      change(me, (record) => ({ ...record, init: { ...(record['init'] as object), pid: process.pid } }));
    },
  },
  {
    title: 'the clock was moved back after the start',
    work: (me) => change(me, (record) => ({ ...record, startedAt: '2099-01-01T00:00:00.000Z' })),
  },
  {
    title: 'the clock is of another century',
    work: (me) => change(me, (record) => ({ ...record, startedAt: '1900-01-01T00:00:00.000Z' })),
  },
  {
    title: 'the progress is nonsense',
    work: (me) => writeFileSync(join(stateOf(me), 'progress', `${LAB}.json`), '{"format": 9'),
  },
  { title: 'the locks have vanished', work: (me) => rmSync(join(stateOf(me), 'locks'), { recursive: true }) },
];

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  const inLab = (work: (me: Installed, folder: string) => Promise<void>) => () =>
    atHome(person, async (me) => {
      const folder = scratchLab(me, LAB, 'ping: {from: red, to: 127.0.0.1}', TOPOLOGY);
      await me.netlab(['start', folder, '--no-shell']);
      await work(me, folder);
      await me.netlab(['stop', '--all']);
      await expectNothing(me, 'at the end');
    });

  for (const { title, work } of FAULTS) {
    test(
      title,
      inLab(async (me, folder) => {
        work(me);
        await expectTruth(me, folder, title);
      }),
    );
  }

  test(
    'each process of a lab is killed in turn',
    { timeout: 240_000 },
    inLab(async (me, folder) => {
      const count = await numbersIn(me);
      expect(count.length).toBeGreaterThan(2);
      for (const [index] of count.entries()) {
        const pid = (await numbersIn(me))[index];
        await me.netlab(['exec', 'host', '--', 'kill', '-KILL', String(pid)]);
        const status = JSON.parse((await me.netlab(['status', '--json'])).stdout).labs[0]?.state;
        const check = await me.netlab(['check']);
        // A lab whose keeper is gone may be gone or lack a node: then nothing is judged.
        expect([0, 2]).toContain(check.exitCode);
        if (status !== 'running') expect(check.exitCode).toBe(2);
        await me.netlab(['stop', '--all']);
        await expectNothing(me, `process ${index}`);
        expect((await me.netlab(['start', folder, '--no-shell'])).exitCode).toBe(0);
      }
    }),
  );

  test(
    'a crowd of commands on one lab: each says the truth, and one lab is there in the end',
    { timeout: 300_000 },
    inLab(async (me, folder) => {
      const kinds = [
        ['check'],
        ['status'],
        ['start', folder, '--no-shell'],
        ['reset', '--yes'],
        ['check'],
        ['stop'],
        ['list'],
        ['hint'],
      ];
      const crowd = Array.from({ length: SIZES.crowd }, (_, index) => kinds[index % kinds.length] ?? []);
      const all = await Promise.all(crowd.map((args) => me.netlab(args, { timeoutMs: 240_000 })));
      for (const [index, { exitCode, stdout, stderr }] of all.entries()) {
        expect([crowd[index], exitCode, stdout + stderr]).toEqual([
          crowd[index],
          expect.toBeOneOf([0, 2]),
          expect.not.stringMatching(/bug in netlab|internal error/),
        ]);
      }
      await expectTruth(me, folder, 'after the crowd');
    }),
  );
});

/** The numbers of the lab's processes, as the lab counts. */
async function numbersIn(me: Installed): Promise<string[]> {
  const { stdout } = await me.netlab(['exec', 'host', '--', 'sh', '-c', 'cd /proc && echo [0-9]*; echo $$']);
  const [all = '', own] = stdout.trim().split('\n');
  return all.split(' ').filter((pid) => Number(pid) < Number(own) - 1);
}
