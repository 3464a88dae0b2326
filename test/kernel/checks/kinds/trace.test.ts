import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trace } from '../../../../src/checks/kinds/trace.ts';
import type { World } from '../../../support/namespaces.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
});
afterAll(() => world.close());

const programs: [string, string[]][] = [
  ['traceroute', []],
  ['tracepath', ['traceroute']],
];

describe.each(programs)('with %s', (_program, without) => {
  const look = async (entry: unknown) => {
    const parsed = trace.schema.parse(entry);
    const context = { network: world.network(without), answer: undefined, provoke: async () => {} };
    return trace.judge(parsed, await trace.probe(parsed, context));
  };

  test('passes on the way through a router', async () => {
    const verdict = await look({ from: 'red', to: '10.9.0.2', hops: ['192.168.15.5', '10.9.0.2'] });
    expect(verdict).toMatchObject({ status: 'passed' });
  });

  test('passes on a neighbour', async () => {
    expect(await look({ from: 'red', to: '192.168.15.2', hops: ['192.168.15.2'] })).toMatchObject({ status: 'passed' });
  });

  test('fails on a way through another router', async () => {
    const verdict = await look({ from: 'red', to: '10.9.0.2', hops: ['192.168.15.2', '10.9.0.2'] });
    expect(verdict).toMatchObject({ status: 'failed', found: 'the hops 192.168.15.5 → 10.9.0.2' });
  });

  test('fails on a detour', async () => {
    const verdict = await look({ from: 'red', to: '10.9.0.2', hops: ['10.9.0.2'] });
    expect(verdict).toMatchObject({ status: 'failed', found: 'the hops 192.168.15.5 → 10.9.0.2' });
  });

  test('fails without a route', async () => {
    const verdict = await look({ from: 'blue', to: '10.9.0.2', hops: ['10.9.0.2'] });
    expect(verdict).toMatchObject({ status: 'failed', because: 'blue has no way to 10.9.0.2' });
  });

  test('fails on a destination that drops', async () => {
    const verdict = await look({ from: 'red', to: '192.168.15.4', hops: ['192.168.15.4'] });
    expect(verdict).toMatchObject({ status: 'failed', found: 'the hops * → *' });
  });
});

test('cannot look with neither program', async () => {
  const context = {
    network: world.network(['traceroute', 'tracepath']),
    answer: undefined,
    provoke: async () => {},
  };
  const entry = trace.schema.parse({ from: 'red', to: '10.9.0.2', hops: ['10.9.0.2'] });
  await expect(trace.probe(entry, context)).rejects.toThrow('there is neither');
});
