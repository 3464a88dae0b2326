import { describe, expect, inject, test } from 'vitest';
import type { Person } from '../support/installed.ts';
import { DAMAGE, LEFTOVERS } from '../support/other-people.ts';
import { openThrowAway, type ThrowAway } from '../support/throw-away.ts';

/** Direct mode, on throw-away machines with other people's things on them: whatever is done, stop puts the machine back. */

const START = 'netlab start 02-bridge --direct --no-shell';

/** Root of the throw-away machine is root of a user namespace when an ordinary user runs the tests; netlab does the same in both. */
describe.each(inject('people').slice(0, 1))('on a machine of $name', (person) => {
  test.concurrent.each(['01-netns', '02-bridge', '03-nat', '05-pod-network', '08-docker-bridge', '15-gateway-mesh'])(
    '%s is started, solved and stopped',
    (lab) =>
      onMachine(person, async ({ sh }) => {
        expect(await sh(`netlab start ${lab} --direct --no-shell`)).toMatchObject({ exitCode: 0 });
        expect(await sh('netlab check')).toMatchObject({ exitCode: 1 });
        expect(await sh('netlab hint')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('hint 1') });
        await solve(sh);
        const check = await sh('netlab check --json');
        expect([check.exitCode, openChecks(check.stdout)]).toEqual([0, []]);
        const status = JSON.parse((await sh('netlab status --json')).stdout);
        expect(status.labs).toMatchObject([{ lab, state: 'running', direct: true }]);
        expect((await sh(`netlab exec ${status.labs[0].places[0]} -- netlab check`)).exitCode).toBe(0);
        expect(await sh('netlab reset --yes')).toMatchObject({ exitCode: 0 });
        expect(await sh('netlab check')).toMatchObject({ exitCode: 1 });
      }),
  );

  test.concurrent('a check that is killed leaves none of its programs', () =>
    onMachine(person, async ({ sh }) => {
      await sh('netlab start 03-nat --direct --no-shell');
      await solve(sh);
      const killed = `netlab check >/dev/null 2>&1 & for i in $(seq 200); do pgrep tcpdump >/dev/null && break; sleep 0.02; done
        echo found $(pgrep -c tcpdump); pkill -KILL -f 'run.js check'; wait; sleep 1; pgrep -l tcpdump
        netlab exec host -- ls -A /netlab/run/jobs`;
      expect((await sh(killed)).stdout).toMatch(/^found [1-9][0-9]*$/);
    }));

  test.concurrent('a namespace has its name on the machine and in the lab alike', () =>
    onMachine(person, async ({ sh }) => {
      await sh(START);
      expect((await sh('netlab exec host -- ip netns add within; ip netns add beside; ip netns')).stdout).toContain(
        'within',
      );
      expect((await sh('netlab exec host -- ip netns')).stdout).toContain('beside');
      expect((await sh('netlab exec beside -- ip link')).exitCode).toBe(0);
    }));

  test.concurrent("the learner's own leftovers go, wherever they were made", () =>
    onMachine(person, async ({ sh }) => {
      await sh(START);
      expect(await sh(LEFTOVERS)).toMatchObject({ exitCode: 0 });
      expect(await sh(`netlab exec host -- ip link add name within type bridge`)).toMatchObject({ exitCode: 0 });
    }));

  test.concurrent("what the learner did to other people's things is undone", () =>
    onMachine(person, async ({ sh }) => {
      await sh(START);
      expect(await sh(DAMAGE)).toMatchObject({ exitCode: 0 });
    }));

  test.concurrent('a namespace of other people whose name is deleted comes back as it was', () =>
    onMachine(person, async ({ sh }) => {
      await sh(START);
      expect(await sh('ip netns delete other; ip netns add other')).toMatchObject({ exitCode: 0 });
    }));

  test.concurrent('a lab from elsewhere is refused until it is trusted', () =>
    onMachine(person, async ({ sh }) => {
      await sh('cp -r /netlab-app/labs/01-netns /root/77-theirs');
      const { exitCode, stderr } = await sh('netlab start ./77-theirs --direct --no-shell');
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('would run as root of this machine')]);
      expect(await sh('netlab lab trust ./77-theirs')).toMatchObject({ exitCode: 0 });
      expect(await sh('netlab start ./77-theirs --direct --no-shell')).toMatchObject({ exitCode: 0 });
      await sh('rm -r /root/77-theirs');
    }));

  test.concurrent('from within another network namespace nothing is put back', () =>
    onMachine(person, async ({ sh }) => {
      const started = await sh(`ip netns exec other ${START}`);
      expect([started.exitCode, started.stderr]).toEqual([
        2,
        expect.stringContaining('in a network namespace of its own'),
      ]);
      await sh(START);
      const { exitCode, stderr } = await sh('ip netns exec red netlab stop');
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('in a network namespace of its own')]);
      expect((await sh('netlab check')).exitCode).toBe(1);
    }));

  test.concurrent('SIGINT in the middle of a start leaves nothing', () =>
    onMachine(person, async ({ sh, dump }) => {
      const before = await dump();
      const begun = 'until grep -q switches /tmp/said; do sleep 0.01; done';
      const { exitCode } = await sh(
        `netlab start 05-pod-network --direct --no-shell 2>/tmp/said & ${begun}; kill -INT $!; wait $!`,
      );
      expect([exitCode, (await sh('cat /tmp/said')).stdout]).toEqual([
        2,
        expect.stringContaining('netlab: interrupted'),
      ]);
      expect(changed(before, await dump())).toEqual([]);
    }));

  test.concurrent('what cannot be put back is said', () =>
    onMachine(person, async ({ sh }) => {
      await sh('ip link add name pair0 type veth peer name pair1');
      await sh(START);
      await sh('ip link delete pair0');
      const { exitCode, stderr } = await sh('netlab stop');
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Not put back: ip link show dev pair0')]);
      await sh('ip link add name pair0 index 4 type veth peer name pair1');
      await sh('ip link delete pair0');
    }));

  test.concurrent('a second lab is refused while one has the network', () =>
    onMachine(person, async ({ sh }) => {
      await sh(START);
      for (const state of ['', 'XDG_STATE_HOME=/tmp/other ']) {
        const { exitCode, stderr } = await sh(`${state}netlab start 01-netns --direct --no-shell`);
        expect([exitCode, stderr]).toEqual([2, expect.stringContaining("02-bridge has the machine's network already")]);
      }
      expect(await sh('netlab exec host -- ip netns')).toMatchObject({ stdout: expect.stringContaining('gray') });
    }));

  test.concurrent('a set-up that fails leaves the machine as it was', () =>
    onMachine(person, async ({ sh, dump }) => {
      await sh('ip netns add red');
      const before = await dump();
      const { exitCode, stderr } = await sh(START);
      expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/setting up 02-bridge failed.*netns add red/s)]);
      expect(changed(before, await dump())).toEqual([]);
      await sh('ip netns delete red');
    }));

  test.concurrent('after a kill of the first process any command puts the machine back', () =>
    onMachine(person, async ({ sh, dump }) => {
      const before = await dump();
      await sh(START);
      await sh(LEFTOVERS);
      await sh(`kill -9 $(sed -n 's/^ *"pid": //p' ${RECORD} | tr -d ,)`);
      const { exitCode, stderr } = await sh('netlab check');
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('has ended')]);
      expect(changed(before, await dump())).toEqual([]);
    }));

  test.concurrent('after a reboot the new network is left alone', () =>
    onMachine(
      person,
      async ({ sh }) => {
        await sh(START);
        await sh(
          `kill -9 $(sed -n 's/^ *"pid": //p' ${RECORD} | tr -d ,); ip -all netns delete; ip netns add other; ip link set br9 down`,
        );
        await sh(
          `sed -i 's/"boot": *"[^"]*"/"boot":"before"/' ${RECORD} ${RECORD.replace('record', 'direct')}; rm /run/netlab-direct`,
        );
        expect(await sh('netlab stop')).toMatchObject({ exitCode: 0 });
        expect((await sh('ip -br link show br9; ls /netlab')).stdout).toMatch(/^br9 +DOWN [^\n]*$/);
        expect((await sh('ls -A /root/.local/state/netlab/running')).stdout).toBe('');
      },
      'changed',
    ));

  test.concurrent.each([20, 60, 90, 120, 150, 180, 210])('netlab is killed at step %d of a start', (step) =>
    onMachine(person, async ({ sh }) => {
      await sh(`NETLAB_FAULT_AT=${step} NODE_FLAGS='--import /kill-at.js' ${START}`);
    }),
  );

  test.concurrent.each([10, 40, 70, 100, 130])('netlab is killed at step %d of a stop', (step) =>
    onMachine(person, async ({ sh }) => {
      await sh(START);
      await sh(LEFTOVERS);
      await sh(DAMAGE);
      expect((await sh(`NETLAB_FAULT_AT=${step} NODE_FLAGS='--import /kill-at.js' netlab stop`)).exitCode).not.toBe(0);
    }),
  );
});

const RECORD = '/root/.local/state/netlab/running/02-bridge/record.json';

/** Runs `work` on a machine of its own; afterwards, a lab that still runs is stopped, and the machine must be what it was. */
async function onMachine(
  person: Person,
  work: (machine: ThrowAway) => Promise<unknown>,
  then: 'restored' | 'changed' = 'restored',
): Promise<void> {
  const machine = await openThrowAway(person);
  try {
    const before = await machine.dump();
    await work(machine);
    expect(await machine.sh('netlab stop')).toMatchObject({ exitCode: 0, stderr: '' });
    if (then === 'restored') expect(changed(before, await machine.dump())).toEqual([]);
  } finally {
    await machine.close();
  }
}

/** The lines that went and those that came, alone: a dump has a thousand. netlab's own state directory stays. */
function changed(before: readonly string[], after: readonly string[]): string[] {
  const kept = ['.cache', '.local', 'other', 'netlab-work'];
  const without = (lines: readonly string[], others: readonly string[]) => {
    const left = [...others];
    return lines.filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0 && !kept.includes(line);
    });
  };
  return [
    ...without(before, after).map((line) => `gone: ${line}`),
    ...without(after, before).map((line) => `new: ${line}`),
  ];
}

/** Runs the reference solution of every task. */
async function solve(sh: ThrowAway['sh']): Promise<void> {
  const { stdout } = await sh('netlab check --json');
  const last = JSON.parse(stdout).tasks.at(-1).id;
  expect(await sh(`netlab solution ${last} --apply`)).toMatchObject({ exitCode: 0 });
}

/** What does not hold, and what was seen instead. */
function openChecks(report: string): string[] {
  const { tasks } = JSON.parse(report) as {
    tasks: { checks: { id: string; status: string; found: string; optional: boolean }[] }[];
  };
  const needed = tasks.flatMap(({ checks }) => checks).filter(({ optional }) => !optional);
  return needed.filter(({ status }) => status !== 'passed').map(({ id, found }) => `${id}: ${found}`);
}
