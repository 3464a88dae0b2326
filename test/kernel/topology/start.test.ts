import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CancelledError, SetupError } from '../../../src/errors.ts';
import { closeSandbox } from '../../../src/sandbox/close.ts';
import { readRunning } from '../../../src/sandbox/record.ts';
import type { StateDir } from '../../../src/sandbox/state-dir.ts';
import { isAlive, type ProcessIdentity } from '../../../src/system/processes.ts';
import { startLab } from '../../../src/topology/start.ts';
import { labOfTopology, ROOT, scratchState } from '../../support/sandbox.ts';

let state: StateDir;
let remove: () => void;
beforeEach(() => {
  ({ state, remove } = scratchState());
});
afterEach(() => remove());

/** Starts, and notes every sandbox that was born on the way. */
const start = async (topology: unknown, signal?: AbortSignal) => {
  const lab = labOfTopology(topology);
  let born: ProcessIdentity | undefined;
  const onStage = () => {
    born ??= readRunning(state, lab.id)?.record.init;
  };
  const started = startLab({ lab, state, root: ROOT, onStage, ...(signal && { signal }) });
  return { started, born: () => born };
};

const nothingIsLeft = (born: ProcessIdentity | undefined) => {
  expect(born).toBeDefined();
  expect(born && isAlive(born)).toBe(false);
  expect(readdirSync(state.running)).toEqual([]);
};

test('a lab that started is on record with the number of each node, and closing it ends everything', async () => {
  const { started } = await start({ nodes: { a: {}, b: { namespaces: { red: {} } } } });
  const { record } = await started;
  expect(record.phase).toBe('running');
  expect(Object.keys(record.nodes)).toEqual(['a', 'b']);
  expect(Math.min(...Object.values(record.nodes))).toBeGreaterThan(2);
  expect(record.namespaces).toEqual({ red: 'b' });
  const holder = `/proc/${record.init.pid}/root/proc/${record.nodes['a']}/ns/net`;
  expect(existsSync(holder)).toBe(true);
  expect(await closeSandbox(record.init)).toBe(true);
  expect(existsSync(holder)).toBe(false);
});

test.each([
  [
    'a route that cannot be',
    { nodes: { host: { routes: [{ to: 'default', via: '10.9.9.9' }] } } },
    /in host at "ip route add default via 10.9.9.9"/,
  ],
  [
    'a route that cannot be, in a namespace',
    { nodes: { host: { namespaces: { red: { routes: [{ to: 'default', via: '10.9.9.9' }] }, blue: {} } } } },
    /in host\/red at "ip -n red route add default via 10.9.9.9"/,
  ],
  [
    'a setting that no kernel has',
    { nodes: { host: { sysctls: { 'net.ipv4.no_such_key': 0 } } } },
    /no setting net\/ipv4\/no_such_key/,
  ],
  ['rules that do not parse', { nodes: { host: { iptables: 'nonsense\n' } } }, /in host/],
  [
    'a program that is not there',
    { nodes: { host: { processes: { web: { run: ['no-such-program'], ready: { tcp: 80 } } } } } },
    /"web" on host is not ready \(waits for tcp port 80\)/,
  ],
  [
    'a file that has vanished',
    { nodes: { host: { files: { '/etc/x': { from: 'files/none' } } } } },
    /cannot write \/etc\/x/,
  ],
])('%s is told with its place, and nothing is left', async (_, topology, message) => {
  const { started, born } = await start(topology);
  const error = await started.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SetupError);
  expect((error as Error).message).toMatch(message);
  nothingIsLeft(born());
});

test('a server that is never ready is given up when its time is over', async () => {
  const web = { run: ['sleep', '60'], ready: { tcp: 80 }, within: 0.3 };
  const { started, born } = await start({ nodes: { host: { processes: { web } } } });
  await expect(started).rejects.toThrow(/not ready/);
  nothingIsLeft(born());
});

test('an interrupted set-up is undone', async () => {
  const controller = new AbortController();
  const web = { run: ['sleep', '60'], ready: { tcp: 80 }, within: 30 };
  const { started, born } = await start({ nodes: { host: { processes: { web } } } }, controller.signal);
  setTimeout(() => controller.abort(), 600);
  await expect(started).rejects.toThrow(CancelledError);
  nothingIsLeft(born());
});

test('whatever an interrupt meets, it is told as that', async () => {
  for (let after = 0; after < 200; after += 5) {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), after);
    const { started } = await start(
      { nodes: { a: { processes: { web: { run: ['sleep', '60'], ready: { tcp: 80 } } } }, b: {} } },
      controller.signal,
    );
    const error = await started.catch((reason: unknown) => reason);
    expect([after, String(error)]).toEqual([after, expect.stringContaining('interrupted')]);
    expect(readdirSync(state.running)).toEqual([]);
  }
});

test('forty namespaces on one bridge come up', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `h${index + 1}`);
  const namespaces = Object.fromEntries(
    names.map((name, index) => [
      name,
      { interfaces: { eth0: { peer: `${name}-br`, bridge: 'br0', addresses: [`10.0.0.${index + 1}/24`] } } },
    ]),
  );
  const { started } = await start({ nodes: { host: { bridges: { br0: {} }, namespaces } } });
  const { record } = await started;
  const namespacesOfHost = `/proc/${record.init.pid}/root/proc/${record.nodes['host']}/root/run/netns`;
  expect(readdirSync(namespacesOfHost).sort()).toEqual(names.sort());
  await closeSandbox(record.init);
  expect(existsSync(join(namespacesOfHost, 'h1'))).toBe(false);
});
