import { describe, expect, test } from 'vitest';
import { route } from '../../../../src/checks/kinds/route.ts';
import type { Route } from '../../../../src/system/ip.ts';

const evidence = { command: 'look', output: 'seen' };

const via = (dst: string, gateway: string | undefined, more: Partial<Route> = {}): Route => ({
  type: 'unicast',
  dst,
  ...(gateway === undefined ? {} : { gateway }),
  dev: 'eth0',
  table: 'main',
  protocol: 'boot',
  flags: [],
  ...more,
});
const connected = via('192.168.1.0/24', undefined, { protocol: 'kernel' });
const seen = (...routes: Route[]) => ({ routes, family: 4 as const });

type Seen = Parameters<typeof route.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const twoWays = via('203.0.113.80', undefined, {
  nexthops: [
    { gateway: '192.168.1.11', dev: 'eth0' },
    { gateway: '192.168.1.12', dev: 'eth0' },
  ],
});

const table: Row[] = [
  [
    'a next hop among several',
    { at: 'tor', to: '203.0.113.80', hop: '192.168.1.12' },
    seen(twoWays),
    'passed',
    '203.0.113.80 via 192.168.1.11 dev eth0 and via 192.168.1.12 dev eth0',
  ],
  [
    'a next hop that is the only one',
    { at: 'tor', to: '203.0.113.80', hop: '192.168.1.12' },
    seen(via('203.0.113.80', '192.168.1.12')),
    'passed',
    '203.0.113.80 via 192.168.1.12',
  ],
  [
    'a next hop that is not among them',
    { at: 'tor', to: '203.0.113.80', hop: '192.168.1.13' },
    seen(twoWays),
    'failed',
    '203.0.113.80 via 192.168.1.11 dev eth0 and via 192.168.1.12 dev eth0',
  ],
  [
    'several next hops where one is asked for',
    { at: 'tor', to: '203.0.113.80', via: '192.168.1.12' },
    seen(twoWays),
    'failed',
    '203.0.113.80 via 192.168.1.11 dev eth0 and via 192.168.1.12 dev eth0',
    'several next hops',
  ],
  [
    'a route',
    { at: 'red', to: '10.0.0.0/8', via: '192.168.1.1' },
    seen(via('10.0.0.0/8', '192.168.1.1')),
    'passed',
    '10.0.0.0/8 via 192.168.1.1 dev eth0',
  ],
  [
    'a host route without a length',
    { at: 'red', to: '10.0.0.1/32' },
    seen(via('10.0.0.1', '192.168.1.1')),
    'passed',
    '10.0.0.1 via',
  ],
  [
    'no route in an empty table',
    { at: 'red', to: 'default' },
    seen(),
    'failed',
    'no default route (the table is empty)',
    'an interface that is up',
  ],
  [
    'no default route',
    { at: 'red', to: 'default' },
    seen(connected),
    'failed',
    'no default route (there is 192.168.1.0/24 dev eth0)',
    'Network is unreachable',
  ],
  [
    'a route without a next hop',
    { at: 'red', to: '10.0.0.0/8', via: '192.168.1.1' },
    seen(via('10.0.0.0/8', undefined)),
    'failed',
    '10.0.0.0/8 dev eth0',
    'Without `via`',
  ],
  [
    'a route behind another with a lower metric',
    { at: 'red', to: 'default', via: '192.168.1.1' },
    seen(via('0.0.0.0/0', '192.168.1.1', { metric: 10 }), via('0.0.0.0/0', '192.168.1.9')),
    'failed',
    'default via 192.168.1.9',
    'lower metric',
  ],
  [
    'a dead route',
    { at: 'red', to: '10.0.0.0/8' },
    seen(via('10.0.0.0/8', '192.168.1.1', { flags: ['dead'] })),
    'failed',
    '10.0.0.0/8',
    'is down',
  ],
  [
    'another prefix length',
    { at: 'red', to: '10.244.2.0/24' },
    seen(via('10.244.2.0/28', '192.168.1.1')),
    'failed',
    'but 10.244.2.0/28',
    'prefix length',
  ],
  [
    'a next hop of the other family',
    { at: 'red', to: '10.0.0.0/8', via: 'fe80::1' },
    { routes: [via('10.0.0.0/8', undefined, { via: { family: 'inet6', host: 'fe80::1' } })], family: 4 },
    'passed',
    'via fe80::1',
  ],
  [
    'no route inside a range',
    { at: 'red', to: '10.244.0.0/16', exists: false },
    seen(connected),
    'passed',
    'no route to 10.244.0.0/16',
  ],
  [
    'a wider route than the one that must not be',
    { at: 'red', to: '10.244.1.0/24', exists: false },
    seen(via('10.244.0.0/16', '192.168.1.1')),
    'passed',
    'no route',
  ],
  [
    'a narrower route than the one that must not be',
    { at: 'red', to: '10.244.0.0/16', exists: false },
    seen(via('10.244.1.0/24', '192.168.1.1')),
    'failed',
    '10.244.1.0/24 via 192.168.1.1',
  ],
  [
    'no default route beside others',
    { at: 'red', to: 'default', exists: false },
    seen(connected),
    'passed',
    'no default route',
  ],
  [
    'exactly the routes',
    { at: 'red', exact: [{ to: 'default', via: '192.168.1.1' }] },
    seen(connected, via('0.0.0.0/0', '192.168.1.1')),
    'passed',
    'default via 192.168.1.1',
  ],
  [
    'one too few and one too many',
    { at: 'red', exact: [{ to: 'default', via: '192.168.1.1' }] },
    seen(via('0.0.0.0/0', '192.168.1.2')),
    'failed',
    'no default route via 192.168.1.1; also default via 192.168.1.2',
  ],
  [
    'a default route of IPv6 that is one too many',
    { at: 'red', exact: [] },
    seen(via('::/0', 'fd00::1')),
    'failed',
    'also default via fd00::1',
  ],
];

describe('route', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = route.judge(route.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    ['neither to nor exact', { at: 'red' }],
    ['both to and exact', { at: 'red', to: 'default', exact: [] }],
    ['a destination that is none', { at: 'red', to: 'the internet' }],
  ])('refuses %s', (_title, entry) => {
    expect(route.schema.safeParse(entry).success).toBe(false);
  });
});
