import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { kinds } from '../../../src/checks/kinds.ts';
import { loadLab } from '../../../src/lab/load.ts';
import { closeSandbox } from '../../../src/sandbox/close.ts';
import { labNetwork } from '../../../src/sandbox/network.ts';
import { approachLab } from '../../../src/topology/approach.ts';
import { startLab } from '../../../src/topology/start.ts';
import { processesOf } from '../../support/machine.ts';
import { ROOT, scratchState } from '../../support/sandbox.ts';

/** A sandbox that is laid out before the lab has been read. */

const LAB = `
format: 1
title: Tiny
summary: For a test.
level: beginner
minutes: 1
topology: {nodes: {host: {NODE}}}
tasks: [{id: one, title: One, text: One., checks: [{link: {at: "host:lo"}}]}]
`;

function folderOf(home: string, node = 'namespaces: {red: {}}'): string {
  const folder = join(home, '90-tiny');
  mkdirSync(join(folder, 'files'), { recursive: true });
  writeFileSync(join(folder, 'lab.yaml'), LAB.replace('NODE', node));
  writeFileSync(join(folder, 'files', 'note'), 'a note\n');
  return folder;
}

test('is what the lab is then built in', async () => {
  const { home, state, remove } = scratchState();
  const folder = folderOf(home);
  const approach = await approachLab(state, folder, ROOT);
  const lab = await loadLab(folder, kinds);
  const { record } = await startLab({ lab, state, root: ROOT, approach });
  expect(record.init).toEqual(await approach?.born);
  const { stdout } = await labNetwork(record, false).run('host', ['ip', 'netns', 'list']);
  expect(stdout).toContain('red');
  await closeSandbox(record.init);
  remove();
});

test('leaves nothing when nobody goes on, whatever it has come to', async () => {
  const { home, state, remove } = scratchState();
  const folder = folderOf(home);
  for (const ms of [0, 10, 20, 30, 40, 60, 100, 300]) {
    const approach = await approachLab(state, folder, ROOT);
    await sleep(ms);
    await approach?.leave();
    await expect.poll(() => processesOf(home)).toEqual([]);
  }
  remove();
});

test('leaves nothing when who waited for the lab was killed', async () => {
  const { home, remove } = scratchState();
  const folder = folderOf(home);
  const waits = `
    import { stateDir } from '${ROOT}/src/sandbox/state-dir.ts';
    import { approachLab } from '${ROOT}/src/topology/approach.ts';
    const approach = await approachLab(stateDir({ XDG_STATE_HOME: '${home}' }), '${folder}', '${ROOT}');
    console.log('begun');
    await approach.born;
    console.log('born');
    setInterval(() => {}, 1000);
  `;
  for (const word of ['begun', 'born']) {
    const waiting = execa('node', ['--input-type=module', '-e', waits], { reject: false });
    for await (const line of waiting.iterable()) if (line === word) waiting.kill('SIGKILL');
    expect((await waiting).signal).toBe('SIGKILL');
    await expect.poll(() => processesOf(home), { timeout: 5000 }).toEqual([]);
  }
  remove();
});

test('is not made when only the lab can say what it shows, and given up when that is found out late', async () => {
  const { home, state, remove } = scratchState();
  const plain = folderOf(home, 'workspace: [{path: /root/mine, from: files}]');
  expect(await approachLab(state, plain, ROOT)).toBeUndefined();
  const folder = folderOf(home, '"work\\u0073pace": [{path: /root/mine, from: files}]');
  const approach = await approachLab(state, folder, ROOT);
  expect(approach).toBeDefined();
  const lab = await loadLab(folder, kinds);
  const { record } = await startLab({ lab, state, root: ROOT, approach, env: { NETLAB_WORK: join(home, 'work') } });
  const { stdout } = await labNetwork(record, false).run('host', ['cat', '/root/mine/note']);
  expect(stdout).toBe('a note\n');
  await closeSandbox(record.init);
  await expect.poll(() => processesOf(home)).toEqual([]);
  remove();
});

test('is not made of a folder that can be no lab', async () => {
  const { home, state, remove } = scratchState();
  const folder = join(home, 'No Lab');
  mkdirSync(folder);
  writeFileSync(join(folder, 'lab.yaml'), LAB);
  expect(await approachLab(state, folder, ROOT)).toBeUndefined();
  expect(await approachLab(state, join(home, '91-missing'), ROOT)).toBeUndefined();
  remove();
});
