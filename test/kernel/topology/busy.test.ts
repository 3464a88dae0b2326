import { execa } from 'execa';
import { expect, test } from 'vitest';
import { processesOf } from '../../support/machine.ts';
import { ROOT, scratchState } from '../../support/sandbox.ts';

/** Starts a lab, and has no time to hear anything while it is built. */
const BUSY = `
import { stateDir } from '${ROOT}/src/sandbox/state-dir.ts';
import { interruptible } from '${ROOT}/src/session/interruptible.ts';
import { startLab } from '${ROOT}/src/topology/start.ts';
import { labOfTopology } from '${ROOT}/test/support/sandbox.ts';
const state = stateDir({ XDG_STATE_HOME: process.env.STATE });
const lab = labOfTopology({ nodes: { one: {} } });
const onStage = () => {
  console.log('stage');
  const until = performance.now() + 800;
  while (performance.now() < until);
};
await interruptible((signal) => startLab({ lab, state, root: '${ROOT}', onStage, signal, endsWithUs: true })).catch(({ message }) => console.log(message));
`;

test('an interrupt counts that came before the lab was ready, although nobody had time to hear it', async () => {
  const { home, remove } = scratchState();
  const starting = execa('node', ['--input-type=module', '-e', BUSY], { env: { STATE: home }, reject: false });
  const lines: string[] = [];
  for await (const line of starting.iterable()) {
    if (lines.length === 0) starting.kill('SIGINT');
    lines.push(String(line));
  }
  expect(lines.at(-1)).toMatch(/^interrupted/);
  await expect.poll(() => processesOf(home)).toEqual([]);
  remove();
});
