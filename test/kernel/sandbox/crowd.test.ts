import { afterAll, beforeAll, expect, test } from 'vitest';
import { NoSuchPlaceError } from '../../../src/checks/check.ts';
import { labNetwork } from '../../../src/sandbox/network.ts';
import { openWorld, type TestWorld } from '../../support/sandbox.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ nodes: { host: { namespaces: { red: {}, blue: {} } }, other: {} } });
});
afterAll(() => world.close());

/** What several commands said that were asked for in one turn. */
const together = (place: string, commands: readonly string[][], timeoutMs = 5000) => {
  const network = labNetwork(world.record, false);
  return Promise.all(commands.map((argv) => network.run(place, argv, { timeoutMs })));
};

test('commands that are asked for together run where they belong, and each has its own end', async () => {
  const own = (place: string) => together(place, [['readlink', '/proc/self/ns/net'], ['hostname'], ['pwd']]);
  const seen = await Promise.all(['host', 'host/red', 'host/blue', 'other'].map(own));
  expect(new Set(seen.map(([link]) => link?.stdout)).size).toBe(4);
  expect(seen.map(([, name]) => name?.stdout.trim())).toEqual(['host', 'host', 'host', 'other']);
  expect(seen.map(([, , where]) => where?.stdout)).toEqual(Array(4).fill('/\n'));
  const ends = await together('host', [['sh', '-c', 'echo out; echo err >&2; exit 3'], ['true'], ['cat']]);
  expect(ends.map(({ exitCode, stdout, stderr }) => [exitCode, stdout, stderr])).toEqual([
    [3, 'out\n', 'err\n'],
    [0, '', ''],
    [0, '', ''],
  ]);
});

test('words come through as they are', async () => {
  const words = ["it's", 'END-OF-CROWD-2', 'a\nEND-OF-CROWD-2\nb', '$(id)', '`id`', '\\', 'ä\t"'];
  const said = await together(
    'host',
    words.map((word) => ['printf', '%s', word]),
  );
  expect(said.map(({ stdout }) => stdout)).toEqual(words);
});

test('a program that is missing, a place that is missing: each is told, and the others go on', async () => {
  const network = labNetwork(world.record, false);
  const one = await Promise.allSettled([
    network.run('host', ['no-such-program-here']),
    network.run('host', ['true']),
    network.run('host/green', ['true']),
    network.run('host/green', ['ip', 'addr']),
  ]);
  expect(one.map((result) => (result.status === 'rejected' ? String(result.reason) : result.value.exitCode))).toEqual([
    'ProbeError: the program "no-such-program-here" is not installed on this machine',
    0,
    ...Array(2).fill('NoSuchPlaceError: there is no namespace "host/green"'),
  ]);
  expect(one[2]?.status === 'rejected' && one[2].reason).toBeInstanceOf(NoSuchPlaceError);
});

test('who does not end is ended in time, with all that it started, and the others are heard', async () => {
  const started = performance.now();
  const mark = '86399';
  const ends = await together(
    'host',
    [
      ['sh', '-c', `sleep ${mark} & sleep ${mark}`],
      ['cat', '/proc/kmsg'],
      ['echo', 'here'],
    ],
    1000,
  );
  expect(ends.map(({ timedOut, stdout }) => timedOut || stdout)).toEqual([true, expect.anything(), 'here\n']);
  expect(performance.now() - started).toBeLessThan(8000);
  await expect
    .poll(() => world.sh('host', `pgrep -fc "sleep ${mark}$" || true`).then(({ output }) => output.trim()))
    .toBe('0');
});

test('a command whose end nobody could tell has not succeeded', async () => {
  const killsWhoTells = "kill -9 $(cut -d ' ' -f 4 /proc/$PPID/stat)";
  const ends = await together('host', [['sh', '-c', killsWhoTells], ['true']]);
  expect(ends.map(({ exitCode }) => exitCode)).toEqual([137, 0]);
});

test('a flood is cut off, and more jobs than run at once all end', async () => {
  const [flood, calm] = await Promise.allSettled(
    [
      ['sh', '-c', 'yes'],
      ['echo', 'calm'],
    ].map((argv) => labNetwork(world.record, false).run('host', argv)),
  );
  expect(flood?.status).toBe('rejected');
  expect(calm?.status === 'fulfilled' && calm.value.stdout).toBe('calm\n');
  const many = await together(
    'host/red',
    Array.from({ length: 300 }, (_, index) => ['echo', String(index)]),
    30_000,
  );
  expect(many.map(({ stdout }) => Number(stdout))).toEqual(Array.from({ length: 300 }, (_, index) => index));
});
