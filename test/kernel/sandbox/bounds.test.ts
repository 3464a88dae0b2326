import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLab } from '../../../src/topology/start.ts';
import { labOfTopology, openWorld, ROOT, scratchState, type TestWorld } from '../../support/sandbox.ts';

/** What a sandbox may take of the machine. */

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ nodes: { host: {} } });
});
afterAll(() => world.close());

const says = async (line: string) => (await world.sh('host', line)).output;

/** A fork bomb with a counter: its processes sleep, and it stops by itself at 5000. `HOP` lets each take an id of its own first. */
const BOMB = `
import os, time
count = 0
try:
    while count < 5000:
        if os.fork() == 0:
            HOP
            time.sleep(20)
            os._exit(0)
        count += 1
except OSError as error:
    print(count, error.strerror)
else:
    print(count, 'nothing stopped it')
`;

test.each([
  ['as root', 'pass'],
  ['under an id of its own for each process', 'os.setuid(1 + count % 900)'],
])('a fork bomb ends at the bound on processes: %s', async (_, hop) => {
  const here = await openWorld({ nodes: { host: {} } });
  const bomb = BOMB.replace('HOP', hop);
  const { output } = await here.sh('host', `python3 -c '${bomb.replaceAll("'", '"')}'`);
  expect(output).toMatch(/^[34]\d{3} Resource temporarily unavailable$/);
  await here.close();
});

test('root inside cannot raise its bound on processes', async () => {
  const init = readFileSync(`/proc/${world.record.init.pid}/limits`, 'utf8');
  expect(init).toMatch(/^Max processes\s+(\d+)\s+\1/m);
  expect(await says('prlimit --pid 1 --nproc=unlimited || echo refused')).toContain('refused');
});

test('a process may not take more than 2 GiB of memory, nor write more than 1 GiB into one file', async () => {
  expect(await says("python3 -c 'bytearray(3 << 30)'")).toContain('MemoryError');
  expect(await says('truncate -s 2G /tmp/large || echo refused')).toContain('refused');
});

test('no directory in memory takes more than its bound', async () => {
  const unbounded = 'awk \'$3 == "tmpfs" && $4 ~ /^rw/ && $4 !~ /size=/ { print $2 }\' /proc/mounts';
  expect(await says(unbounded)).toBe('');
  expect(await says('touch /dev/mine || echo refused')).toContain('refused');
  expect(await says('head -c 100M /dev/zero >/dev/shm/large || echo full; rm /dev/shm/large')).toContain('full');
});

test('when memory runs out the sandbox is what the kernel ends', () => {
  expect(readFileSync(`/proc/${world.record.init.pid}/oom_score_adj`, 'utf8')).toBe('1000\n');
});

test('what is read-only stays so for root inside', async () => {
  for (const path of ['/usr', '/etc', '/netlab/app', '/netlab/lab', '/netlab/state/running/90-test']) {
    expect(await says(`mount -o remount,bind,rw ${path === '/etc' ? '/netlab/etc' : path} || echo refused`)).toContain(
      'refused',
    );
  }
});

test('a crash in a lab leaves no core and wakes no handler of the machine', async () => {
  expect(readFileSync(`/proc/${world.record.init.pid}/limits`, 'utf8')).toMatch(/^Max core file size\s+1\s+1/m);
});

test('a set-up that does not end is ended', async () => {
  const { state, remove } = scratchState();
  const processes = { never: { run: ['sleep', '1000'], ready: { file: '/tmp/never' }, within: 50 } };
  const lab = labOfTopology({ nodes: { host: { processes } } });
  await expect(startLab({ lab, state, root: ROOT, patienceMs: 500 })).rejects.toThrow(/it was not ready after 0.5 s/);
  remove();
});
