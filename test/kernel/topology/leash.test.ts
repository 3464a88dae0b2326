import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { processesOf } from '../../support/machine.ts';
import { ROOT } from '../../support/sandbox.ts';

/** Starts a lab that ends with it, and names the stages as they begin. */
const OPENER = `
import { stateDir } from '${ROOT}/src/sandbox/state-dir.ts';
import { startLab } from '${ROOT}/src/topology/start.ts';
import { labOfTopology } from '${ROOT}/test/support/sandbox.ts';
const lab = labOfTopology({
  switches: { lan: {} },
  nodes: { one: { namespaces: { red: {}, blue: {}, gray: {} } }, two: { namespaces: { green: {}, pink: {} } } },
});
const state = stateDir({ XDG_STATE_HOME: process.env.STATE });
await startLab({ lab, state, root: '${ROOT}', endsWithUs: true, onStage: (title) => console.log(title) });
console.log('ready');
setInterval(() => {}, 1000);
`;

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
  'killed at its stage %i, an opener leaves nothing of a lab that is to end with it',
  async (stage) => {
    const home = mkdtempSync(join(tmpdir(), 'netlab-leash-'));
    const opener = execa('node', ['--input-type=module', '-e', OPENER], { env: { STATE: home }, reject: false });
    let count = 0;
    for await (const _line of opener.iterable()) {
      count += 1;
      if (count === stage) opener.kill('SIGKILL');
    }
    expect((await opener).signal).toBe('SIGKILL');
    await expect.poll(() => processesOf(home), { timeout: 10_000 }).toEqual([]);
    rmSync(home, { recursive: true });
  },
);
