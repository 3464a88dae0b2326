import { expect, test } from 'vitest';
import { cni } from '../../../src/checks/kinds/cni.ts';
import { cniEntries, labFile, labScripts, openLabWorld, partsOf } from './lab-world.ts';

/** The mistakes of 04-cni in a world without netlab's own sandbox; its solutions are proved by `netlab lab test`. */

test.each(labScripts('mistakes'))('%s is caught by the check it names', { timeout: 60_000 }, async (script) => {
  const text = await labFile(script);
  const id = /^# caught by: (.+)$/m.exec(text)?.[1] ?? '';
  const entry = (await cniEntries()).get(id);
  expect(entry, `lab 04 has a cni check ${id}`).toBeDefined();
  const world = await openLabWorld();
  try {
    // A mistake is the solution with one change; the lab's folder has another place here.
    const solution = [...partsOf(await labFile('solution.sh')).values()].join('\n');
    for (const part of partsOf(text).values()) {
      await world.sh(part.replace('bash -eu /netlab/lab/solution.sh', () => solution));
    }
    expect(await world.check(cni, entry)).toMatchObject({ status: 'failed' });
  } finally {
    await world.close();
  }
});
