import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from '../../../../src/checks/kinds/command.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    ip netns add red
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['an exit code', { at: 'host', run: ['sh', '-c', 'exit 3'], exit: 3 }],
  [
    'what is printed',
    {
      at: 'red',
      run: ['echo', 'one two'],
      stdout: { contains: 'one', lacks: 'three', matches: '^one t', equals: 'one two' },
    },
  ],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(command, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  [
    'another exit code',
    { at: 'host', run: ['sh', '-c', 'echo no such thing >&2; exit 3'] },
    'exit code 3 (no such thing)',
  ],
  ['other text', { at: 'host', run: ['echo', 'one'], stdout: { contains: 'two' } }, '"one"'],
  ['nothing printed', { at: 'host', run: ['true'], stdout: { matches: 'x' } }, 'nothing printed'],
  ['a command that does not end', { at: 'host', run: ['sleep', '60'], timeout: 0.2 }, 'it did not end within 0.2 s'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(command, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('without no-such-program nothing is known', async () => {
  const network = world.network(['no-such-program']);
  const entry = command.schema.parse({ at: 'host', run: ['no-such-program'] });
  await expect(command.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no no-such-program',
  );
});
