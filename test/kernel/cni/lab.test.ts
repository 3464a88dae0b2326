import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../src/checks/check.ts';
import { cni } from '../../../src/checks/kinds/cni.ts';
import type { World } from '../../support/namespaces.ts';
import { cniEntries, installList, labFile, labScripts, openLabWorld, partsOf } from './lab-world.ts';

const MINUTE = 60_000;

/** What the lab's own checks of the kind `cni` say, by their ids. */
async function verdicts(world: World): Promise<Map<string, Verdict>> {
  const entries = [...(await cniEntries())];
  return new Map(await Promise.all(entries.map(async ([id, entry]) => [id, await world.check(cni, entry)] as const)));
}

function failing(all: Map<string, Verdict>): string[] {
  return [...all].filter(([, verdict]) => verdict.status === 'failed').map(([id, { found }]) => `${id}: ${found}`);
}

async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
  const world = await openLabWorld();
  try {
    await work(world);
  } finally {
    await world.close();
  }
}

const podnet = {
  cniVersion: '1.0.0',
  name: 'podnet',
  plugins: [{ type: 'mini', bridge: 'cni0', subnet: '10.244.0.0/24' }],
};

test(
  'every check fails at the start, and all but the list go on failing with the bare skeleton',
  { timeout: MINUTE },
  () =>
    inWorld(async (world) => {
      const { size } = await cniEntries();
      expect(failing(await verdicts(world))).toHaveLength(size);
      await installList(world, podnet);
      expect(failing(await verdicts(world))).toHaveLength(size - 1);
    }),
);

describe('a solution', () => {
  test.each(['solution.sh', ...labScripts('solutions')])(
    '%s does its tasks part by part, satisfies every check at the end, and they leave nothing',
    { timeout: 2 * MINUTE },
    (script) =>
      inWorld(async (world) => {
        const entries = [...(await cniEntries())];
        for (const [task, part] of partsOf(await labFile(script))) {
          await world.sh(part);
          for (const [id, entry] of entries.filter(([one]) => one.startsWith(`${task}.`))) {
            expect({ id, ...(await world.check(cni, entry)) }).toMatchObject({ id, status: 'passed' });
          }
        }
        const before = await world.sh('ip -o link; ip netns; find /run/cni /run/mini /tmp 2>/dev/null | sort');
        expect(failing(await verdicts(world))).toEqual([]);
        const after = await world.sh('ip -o link; ip netns; find /run/cni /run/mini /tmp 2>/dev/null | sort');
        expect(after).toBe(before);
        await world.sh('ip netns exec pod-a ping -c 1 -W 2 10.244.0.3');
      }),
  );
});

test.each(labScripts('mistakes'))('%s is caught by the check it names', { timeout: MINUTE }, async (script) => {
  const text = await labFile(script);
  const id = /^# caught by: (.+)$/m.exec(text)?.[1] ?? '';
  const entry = (await cniEntries()).get(id);
  expect(entry, `lab 04 has a cni check ${id}`).toBeDefined();
  await inWorld(async (world) => {
    // A mistake is the solution with one change; the lab's folder has another place here.
    const solution = [...partsOf(await labFile('solution.sh')).values()].join('\n');
    for (const part of partsOf(text).values()) {
      await world.sh(part.replace('bash -eu /netlab/lab/solution.sh', () => solution));
    }
    expect(await world.check(cni, entry)).toMatchObject({ status: 'failed' });
  });
});
