import { expect, test } from 'vitest';
import { gradeLab } from '../../../src/checks/grade.ts';
import { kinds } from '../../../src/checks/kinds.ts';
import { labNetwork } from '../../../src/sandbox/network.ts';
import { labOfTopology, openWorld } from '../../support/sandbox.ts';

const check = (entry: Record<string, unknown>, kind: string, id: string) => ({
  ...{ id, kind, entry: kinds.get(kind)?.schema.parse(entry), title: undefined, points: 1, because: undefined },
  ...{ within: 0, control: undefined, guard: false, optional: false, reveal: 'full' as const },
});

test('a node survives pkill, and of a node that has gone netlab says that it cannot look', async () => {
  const world = await openWorld({ nodes: { host: { namespaces: { red: {} } } } });
  try {
    await world.sh('host', 'pkill sleep; pkill netlab-keeper; true');
    expect((await world.sh('host', 'ip netns list')).output).toContain('red');
    await world.sh('host', `kill -9 ${world.record.nodes['host']}`).catch(() => {});
    // A process that was killed is there for a moment longer.
    await expect.poll(() => world.sh('host', 'true').then(String, String)).toContain('has gone');
    const checks = [
      check({ name: 'red', exists: false }, 'namespace', 'one.1'),
      check({ at: 'host', path: '/etc/hosts', exists: false }, 'file', 'one.2'),
      check({ from: 'red', to: '10.0.0.1', reachable: false }, 'ping', 'one.3'),
    ];
    const task = { id: 'one', title: 'one', after: [], text: '', hints: [], checks };
    const lab = { ...labOfTopology({}), tasks: [task] };
    const report = await gradeLab(lab, kinds, labNetwork(world.record, false), { answers: {} });
    expect(report.tasks[0]?.checks.map(({ status }) => status)).toEqual(['unknown', 'unknown', 'unknown']);
  } finally {
    await world.close();
  }
});
