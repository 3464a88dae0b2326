import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { process } from '../../../../src/checks/kinds/process.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    ip netns add red
    ip netns add blue
  `);
  world.start('host', ['sleep', '1111']);
  world.start('red', ['sleep', '2222']);
  await world.sh('until [ "$(pgrep -cx -f "sleep (1111|2222)")" = 2 ]; do sleep 0.02; done');
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['a program by its name', { at: 'host', name: 'sleep', 'args-contain': '1111' }],
  ['a program in a namespace', { at: 'red', name: 'sleep', 'args-contain': ['sleep', '2222'] }],
  ['a program that is not there', { at: 'blue', name: 'sleep', running: false }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(process, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['a program nobody started', { at: 'red', name: 'nginx' }, 'no nginx in red'],
  [
    'a program in another namespace',
    { at: 'blue', 'args-contain': '2222' },
    'but sleep 2222 runs in another namespace',
  ],
  ['a part of a name', { at: 'red', name: 'slee' }, 'no slee in red'],
  ['a program that must not run', { at: 'red', name: 'sleep', running: false }, 'sleep 2222 (PID'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(process, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('without ps nothing is known', async () => {
  const network = world.network(['ps']);
  const entry = process.schema.parse({ at: 'host', name: 'sleep' });
  await expect(process.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no ps',
  );
});
