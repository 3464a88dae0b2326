import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Installed } from '../../support/installed.ts';
import { processesOf } from '../../support/machine.ts';

export const stateOf = (me: Installed): string => join(me.home, '.local/state/netlab');

/**
 * What must hold after anything: the next command says what is, `stop` leaves nothing, `start` works. `folder` is the lab's, `when` names the fault
 * in a failure.
 */
export async function expectTruth(me: Installed, folder: string, when: string): Promise<void> {
  const status = await me.netlab(['status', '--json']);
  expect([when, status.exitCode]).toEqual([when, 0]);
  const [lab] = JSON.parse(status.stdout).labs;
  const check = await me.netlab(['check']);
  const said = `${when}: ${lab?.state}: ${check.stdout}${check.stderr}`;
  if (lab?.state === 'running') expect([said, check.exitCode]).toEqual([said, 0]);
  else
    expect(check).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/no lab is running|has ended|was interrupted/),
    });
  const stopped = await me.netlab(['stop', '--all']);
  expect([said, stopped.exitCode]).toEqual([said, 0]);
  await expectNothing(me, when);
  const started = await me.netlab(['start', folder, '--no-shell']);
  expect([when, started.exitCode, started.stderr]).toEqual([when, 0, expect.stringContaining('Ready')]);
}

/** No record, no lock and no process is left; an orphan ends by itself, at the latest within some seconds. */
export async function expectNothing(me: Installed, when: string): Promise<void> {
  const deadline = performance.now() + 8000;
  while (processesOf(me.home).length > 0 && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect([when, ...processesOf(me.home)]).toEqual([when]);
  expect([when, ...readdirSync(join(stateOf(me), 'running'))]).toEqual([when]);
}
