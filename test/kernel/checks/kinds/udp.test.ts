import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { udp } from '../../../../src/checks/kinds/udp.ts';
import type { World } from '../../../support/namespaces.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
});
afterAll(() => world.close());

const far = { from: 'red', to: '10.9.0.2', port: 53 };
const passing: [string, Record<string, unknown>][] = [
  ['a port that answers', far],
  ['a reply with the text', { ...far, send: 'what time is it', reply: 'echo what time' }],
  ['a port where nothing listens', { ...far, port: 54, answered: false }],
  ['a firewall that drops', { from: 'red', to: '192.168.15.4', port: 53, answered: false }],
  ['an address without a route', { from: 'blue', to: '10.9.0.2', port: 53, answered: false }],
  ['a masqueraded source', { ...far, 'seen-as': '10.9.0.1', 'seen-by': 'far' }],
];

describe('passes on', () => {
  test.concurrent.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(udp, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['a refusal', { ...far, port: 54 }, 'refused'],
  ['silence', { from: 'red', to: '192.168.15.4', port: 53 }, 'no reply to two datagrams, within 1 s each'],
  ['no route', { from: 'blue', to: '10.9.0.2', port: 53 }, 'Network is unreachable'],
  ['another reply', { ...far, send: 'a', reply: 'b' }, 'the reply "echo a"'],
  ['a reply that must not be', { ...far, answered: false }, 'a reply'],
  ['the wrong source', { ...far, 'seen-as': '192.168.15.1', 'seen-by': 'far' }, 'far sees it come from 10.9.0.1'],
];

describe('fails on', () => {
  test.concurrent.each(failing)('%s', async (_title, entry, found) => {
    expect(await world.check(udp, entry)).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});
