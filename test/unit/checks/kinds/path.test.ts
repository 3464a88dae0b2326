import { describe, expect, test } from 'vitest';
import { path } from '../../../../src/checks/kinds/path.ts';

const evidence = { command: 'look', output: 'seen' };

const route = { type: 'unicast', dst: '10.0.0.1', dev: 'eth0', prefsrc: '192.168.1.2', table: 'main', flags: [] };
const found = (more: Record<string, unknown> = {}) => ({ route: { ...route, ...more }, refusal: '' });

type Seen = Parameters<typeof path.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  ['a neighbour', { from: 'red', to: '10.0.0.1', via: 'direct' }, found(), 'passed', 'directly'],
  [
    'a gateway',
    { from: 'red', to: '10.0.0.1', via: '192.168.1.1', dev: 'eth0', src: '192.168.1.2' },
    found({ gateway: '192.168.1.1' }),
    'passed',
    'via 192.168.1.1; dev eth0; src 192.168.1.2',
  ],
  [
    'a neighbour where a gateway is due',
    { from: 'red', to: '10.0.0.1', via: '192.168.1.1' },
    found(),
    'failed',
    'directly',
    'takes the address for a neighbour',
  ],
  [
    'a gateway where a neighbour is due',
    { from: 'red', to: '10.0.0.1', via: 'direct' },
    found({ gateway: '192.168.1.1' }),
    'failed',
    'via 192.168.1.1',
    'should be a neighbour',
  ],
  [
    'another gateway',
    { from: 'red', to: '10.0.0.1', via: '192.168.1.1' },
    found({ gateway: '192.168.1.9' }),
    'failed',
    'via 192.168.1.9',
    'most specific',
  ],
  ['another interface', { from: 'red', to: '10.0.0.1', dev: 'eth1' }, found(), 'failed', 'dev eth0'],
  [
    'the MTU that a router told',
    { from: 'red', to: '10.0.0.1', mtu: 1400 },
    { ...found(), mtu: 1400 },
    'passed',
    '1400',
  ],
  [
    'an MTU that the sender does not know of',
    { from: 'red', to: '10.0.0.1', mtu: 1400 },
    { ...found(), mtu: 1500 },
    'failed',
    'packets of at most 1500 bytes',
  ],
  ['another source', { from: 'red', to: '10.0.0.1', src: '10.0.0.9' }, found(), 'failed', 'src 192.168.1.2'],
  [
    'no route',
    { from: 'red', to: '10.0.0.1' },
    { route: undefined, refusal: 'Network is unreachable' },
    'failed',
    'Network is unreachable',
    'No route covers',
  ],
  [
    'a blackhole',
    { from: 'red', to: '10.0.0.1' },
    { route: undefined, refusal: 'a blackhole route' },
    'failed',
    'a blackhole route',
    'one that refuses',
  ],
  [
    'no route, as it must be',
    { from: 'red', to: '10.0.0.1', reachable: false },
    { route: undefined, refusal: 'Network is unreachable' },
    'passed',
    'Network is unreachable',
  ],
  [
    'a route that must not be',
    { from: 'red', to: '10.0.0.1', reachable: false },
    found(),
    'failed',
    'directly dev eth0',
  ],
];

describe('path', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = path.judge(path.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    ['a prefix', { from: 'red', to: '10.0.0.0/8' }],
    ['a next hop of what must not be reachable', { from: 'red', to: '10.0.0.1', reachable: false, via: 'direct' }],
  ])('refuses %s', (_title, entry) => {
    expect(path.schema.safeParse(entry).success).toBe(false);
  });
});
