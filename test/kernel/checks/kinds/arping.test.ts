import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arping } from '../../../../src/checks/kinds/arping.ts';
import type { World } from '../../../support/namespaces.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
  await world.sh(`
    ip -n gray addr add 192.168.15.77/24 dev veth-gray
    ip -n blue addr add 192.168.15.77/24 dev veth-blue
    ip netns add quiet
    ip link add name veth-quiet netns quiet type veth peer name veth-quiet-br
  `);
});
afterAll(() => world.close());

const red = { from: 'red:veth-red', to: '192.168.15.2' };
const passing: [string, Record<string, unknown>][] = [
  ['an answer', red],
  ['an answer of the right interface', { ...red, 'mac-of': 'blue:veth-blue' }],
  ['an answer of one interface only', { ...red, unique: true, 'mac-of': 'blue:veth-blue' }],
  ['silence', { ...red, to: '192.168.15.99', answered: false }],
  ['an answer in spite of a firewall', { ...red, to: '192.168.15.4' }],
];

describe('passes on', () => {
  test.concurrent.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(arping, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['silence', { ...red, to: '192.168.15.99' }, 'nobody answers'],
  ['an answer where none is due', { ...red, answered: false }, 'answers'],
  ['an answer of another interface', { ...red, 'mac-of': 'gray:veth-gray' }, 'answers'],
  ['two interfaces with one address', { ...red, to: '192.168.15.77', unique: true }, ' and '],
  ['an interface that does not exist', { ...red, from: 'red:veth-none' }, 'red:veth-none: there is no such interface'],
  ['an interface that is down', { ...red, from: 'quiet:veth-quiet' }, 'quiet:veth-quiet: the interface is down'],
  ['an interface that is down, where silence is due', { ...red, from: 'quiet:veth-quiet', answered: false }, 'is down'],
];

describe('fails on', () => {
  test.concurrent.each(failing)('%s', async (_title, entry, found) => {
    expect(await world.check(arping, entry)).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});
