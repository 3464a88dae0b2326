import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../src/checks/check.ts';
import { cni } from '../../../src/checks/kinds/cni.ts';
import { CASE_NAMES, type CaseName } from '../../../src/cni/cases/cases.ts';
import type { World } from '../../support/namespaces.ts';
import { cniEntries, installList, labFile, labScripts, openLabWorld, partsOf } from './lab-world.ts';

const MINUTE = 60_000;

async function verdicts(world: World): Promise<Map<CaseName, Verdict>> {
  const seen = await Promise.all(
    CASE_NAMES.map(async (does) => [does, await world.check(cni, { at: 'host', network: 'podnet', does })] as const),
  );
  return new Map(seen);
}

function failing(all: Map<CaseName, Verdict>): string[] {
  return [...all].filter(([, verdict]) => verdict.status === 'failed').map(([does, { found }]) => `${does}: ${found}`);
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
  'every case fails at the start, and all but the list go on failing with the bare skeleton',
  { timeout: MINUTE },
  () =>
    inWorld(async (world) => {
      expect(failing(await verdicts(world))).toHaveLength(CASE_NAMES.length);
      await installList(world, podnet);
      expect(failing(await verdicts(world))).toHaveLength(CASE_NAMES.length - 1);
    }),
);

describe('a solution', () => {
  test.each(['solution.sh', ...labScripts('solutions')])(
    '%s does its tasks part by part, and satisfies every case at the end',
    { timeout: MINUTE },
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

  test('is a plugin of at most 250 lines', { timeout: MINUTE }, () =>
    inWorld(async (world) => {
      for (const part of partsOf(await labFile('solution.sh')).values()) await world.sh(part);
      expect(Number(await world.sh('wc -l </opt/cni/bin/mini'))).toBeLessThanOrEqual(250);
    }),
  );
});

test.each(labScripts('mistakes'))('%s is caught by the check it names', { timeout: MINUTE }, async (script) => {
  const text = await labFile(script);
  const id = /^# caught by: (.+)$/m.exec(text)?.[1] ?? '';
  const entry = (await cniEntries()).get(id);
  expect(entry, `lab 04 has a cni check ${id}`).toBeDefined();
  await inWorld(async (world) => {
    for (const part of partsOf(text).values()) await world.sh(part);
    expect(await world.check(cni, entry)).toMatchObject({ status: 'failed' });
  });
});
