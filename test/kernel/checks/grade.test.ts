import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gradeLab } from '../../../src/checks/grade.ts';
import { kinds } from '../../../src/checks/kinds.ts';
import type { World } from '../../support/namespaces.ts';
import { type CheckDraft, labOf } from '../../support/tiny-lab.ts';
import { openTrafficWorld } from '../../support/traffic-world.ts';

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
});
afterAll(() => world.close());

async function statuses(checks: CheckDraft[], without: readonly string[] = []) {
  const lab = labOf({ only: { checks } }, kinds);
  const report = await gradeLab(lab, kinds, world.network(without), { answers: {} });
  return report.tasks.flatMap((task) => task.checks);
}

const silent = (from: string) => ({ kind: 'ping', entry: { from, to: '192.168.15.4', reachable: false } });

describe('a report on the live network', () => {
  test('costs one time-out for ten unreachable pings', async () => {
    const pings = Array.from({ length: 10 }, (_, n) => ({
      kind: 'ping',
      entry: { from: 'red', to: `192.168.15.${100 + n}` },
    }));
    const started = performance.now();
    const checks = await statuses(pings);
    expect(checks.map(({ status }) => status)).toEqual(Array(10).fill('failed'));
    // One after the other they take ten seconds; the sum shows that each did wait.
    expect(checks.reduce((sum, { ms }) => sum + ms, 0)).toBeGreaterThan(9000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('believes an absence only when the control holds', async () => {
    const to = '192.168.15.2';
    const [proved, unproved] = await statuses([
      { ...silent('red'), control: { kind: 'ping', entry: { from: 'red', to } } },
      { ...silent('red'), control: { kind: 'ping', entry: { from: 'red', to: '192.168.15.99' } } },
    ]);
    expect(proved).toMatchObject({ status: 'passed' });
    expect(unproved).toMatchObject({ status: 'failed', found: expect.stringContaining('nothing is proved') });
  });

  test('is unknown, not passed, when the program of an absence is missing', async () => {
    const control = { kind: 'ping', entry: { from: 'red', to: '192.168.15.2' } };
    const [check] = await statuses([{ ...silent('red'), control }], ['ping']);
    expect(check).toMatchObject({ status: 'unknown', found: 'there is no ping here' });
  });

  test('says that a namespace is missing', async () => {
    const [check] = await statuses([{ kind: 'ping', entry: { from: 'purple', to: '192.168.15.2' } }]);
    expect(check).toMatchObject({ status: 'failed', expected: 'namespace purple exists', found: 'there is none' });
  });

  test('keeps the packets of other checks out of a capture', async () => {
    const checks = await statuses([
      { kind: 'ping', entry: { from: 'gray', to: '192.168.15.2', count: 10 } },
      {
        kind: 'capture',
        entry: {
          at: 'blue:veth-blue',
          filter: 'icmp',
          during: { ping: { from: 'red', to: '192.168.15.4' } },
          seen: false,
        },
        control: { kind: 'ping', entry: { from: 'red', to: '192.168.15.2' } },
      },
    ]);
    expect(checks.map(({ status }) => status)).toEqual(['passed', 'passed']);
  });

  test.each([
    ['forgets who was asked for in vain', '192.168.15.77', true, ''],
    ['of somebody who answers leaves alone what a learner asked', '192.168.15.2', true, '192.168.15.78 INCOMPLETE'],
    ['leaves the traces of its probes to a proof', '192.168.15.79', false, '192.168.15.79 INCOMPLETE'],
  ])('%s', async (_, to, forgets, left) => {
    await world.sh('ip -n red neigh flush nud incomplete; ip netns exec red ping -c 1 -W 0.1 192.168.15.78 || true');
    const lab = labOf({ only: { checks: [{ kind: 'ping', entry: { from: 'red', to } }] } }, kinds);
    await gradeLab(lab, kinds, world.network(), { answers: {}, forgets });
    const asked = await world.sh('ip -n red neigh show dev veth-red nud incomplete');
    expect(asked).toEqual(left === '' ? '' : expect.stringContaining(left));
  });

  test('waits for what comes late', async () => {
    const lab = labOf(
      { only: { checks: [{ kind: 'ping', entry: { from: 'red', to: '192.168.15.88' }, within: 10 }] } },
      kinds,
    );
    const report = gradeLab(lab, kinds, world.network(), { answers: {} });
    await world.sh('sleep 1; ip -n blue addr add 192.168.15.88/24 dev veth-blue');
    expect(await report).toMatchObject({ passed: true });
  });
});
