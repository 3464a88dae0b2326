import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sysctl } from '../../../../src/checks/kinds/sysctl.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    ip netns add red
    ip link add name eth0.1 type veth peer name other
    sysctl -q net.ipv4.ip_forward=1
    sysctl -q net/ipv4/conf/eth0.1/rp_filter=2
    ip netns exec red sysctl -q net.ipv4.ip_forward=0
    ip netns exec red sysctl -q net.ipv4.tcp_rmem='4096 131072 6291456'
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['a value', { at: 'host', key: 'net.ipv4.ip_forward', is: 1 }],
  ['one of several values', { at: 'host', key: 'net/ipv4/conf/eth0.1/rp_filter', is: [0, 2] }],
  ['its own value in each namespace', { at: 'red', key: 'net.ipv4.ip_forward', is: '0' }],
  ['several numbers with any blanks', { at: 'red', key: 'net.ipv4.tcp_rmem', is: '4096  131072 6291456' }],
  ['a bridge setting that is missing, as 0', { at: 'red', key: 'net.bridge.no-such-thing', is: 0 }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(sysctl, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['another value', { at: 'red', key: 'net.ipv4.ip_forward', is: 1 }, 'net.ipv4.ip_forward = 0'],
  [
    'a setting of a missing interface',
    { at: 'host', key: 'net.ipv4.conf.eth9.rp_filter', is: 0 },
    'no setting net.ipv4.conf.eth9.rp_filter',
  ],
  ['a bridge setting that is missing, where 1 is due', { at: 'red', key: 'net.bridge.no-such-thing', is: 1 }, '= 0'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(sysctl, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('without sysctl nothing is known', async () => {
  const network = world.network(['sysctl']);
  const entry = sysctl.schema.parse({ at: 'red', key: 'net.ipv4.ip_forward', is: 0 });
  await expect(sysctl.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no sysctl',
  );
});
