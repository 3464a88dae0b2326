import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listening } from '../../../../src/checks/kinds/listening.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    ip netns add red
    ip link set lo up
    ip addr add 10.0.0.1/24 dev lo
  `);
  world.start('host', ['nc', '-l', '-p', '8080']);
  world.start('host', ['nc', '-l', '-p', '8081', '-s', '127.0.0.1']);
  world.start('host', ['nc', '-6', '-l', '-p', '8082']);
  world.start('host', ['nc', '-u', '-l', '-p', '53']);
  world.start('red', ['nc', '-l', '-p', '80']);
  const all =
    'until [ "$(ss -Hlntu | wc -l)" -ge 4 ] && [ "$(ip netns exec red ss -Hlntu | wc -l)" -ge 1 ]; do sleep 0.02; done';
  await world.sh(`timeout 5 bash -c '${all}'`);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['a server on all addresses', { at: 'host', port: 8080, process: 'nc', address: '10.0.0.1' }],
  ['a server on one address', { at: 'host', port: 8081, address: '127.0.0.1' }],
  ['a server for both families', { at: 'host', port: 8082, address: '10.0.0.1' }],
  ['UDP', { at: 'host', port: 53, protocol: 'udp' }],
  ['a port that is free elsewhere', { at: 'red', port: 8080, exists: false }],
  ['a server inside a namespace', { at: 'red', port: 80 }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(listening, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['a port nobody holds', { at: 'red', port: 8080 }, 'nothing listens on tcp port 8080'],
  ['a server bound to loopback', { at: 'host', port: 8081, address: '10.0.0.1' }, 'nc on 127.0.0.1 tcp port 8081'],
  ['the other protocol', { at: 'host', port: 53 }, 'nothing listens on tcp port 53'],
  ['another program', { at: 'host', port: 8080, process: 'nginx' }, 'nc on 0.0.0.0 tcp port 8080'],
  ['a port that must be free', { at: 'host', port: 8080, exists: false }, 'nc on 0.0.0.0 tcp port 8080'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(listening, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('without ss nothing is known', async () => {
  const network = world.network(['ss']);
  const entry = listening.schema.parse({ at: 'host', port: 80 });
  await expect(listening.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no ss',
  );
});
