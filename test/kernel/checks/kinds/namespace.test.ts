import { afterAll, beforeAll, expect, test } from 'vitest';
import { namespace } from '../../../../src/checks/kinds/namespace.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh('ip netns add red; ip netns add blue');
});
afterAll(() => world.close());

test('a namespace that ip netns lists exists', async () => {
  expect(await world.check(namespace, { name: 'red' })).toMatchObject({ status: 'passed' });
  expect(await world.check(namespace, { name: 'host/red' })).toMatchObject({ status: 'passed' });
});

test('a namespace nobody made is missing, and the report names the ones there are', async () => {
  const verdict = await world.check(namespace, { name: 'gray' });
  expect(verdict).toMatchObject({ status: 'failed', expected: 'a namespace gray' });
  expect(verdict.found).toContain('red');
});

test('a namespace that must be gone is found when it is still there', async () => {
  expect(await world.check(namespace, { name: 'blue', exists: false })).toMatchObject({ status: 'failed' });
  expect(await world.check(namespace, { name: 'gray', exists: false })).toMatchObject({ status: 'passed' });
});

test('without ip it is unknown whether a namespace exists', async () => {
  const network = world.network(['ip']);
  const looking = namespace.probe(
    { name: 'red', exists: true },
    { network, answer: undefined, provoke: async () => {} },
  );
  await expect(looking).rejects.toThrow('there is no ip here');
});
