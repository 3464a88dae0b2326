import { afterAll, beforeAll, expect, test } from 'vitest';
import { spread } from '../../../../src/checks/kinds/spread.ts';
import type { World } from '../../../support/namespaces.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

/** 10.96.0.10 leads to `far`; every other connection to 10.96.0.11 leads to its port 82, where nobody listens. */
const BALANCED = `
  iptables -t nat -A PREROUTING -d 10.96.0.10 -p tcp --dport 80 -j DNAT --to-destination 10.9.0.2:80
  iptables -t nat -A PREROUTING -d 10.96.0.11 -p tcp --dport 80 -m statistic --mode nth --every 2 --packet 1 -j DNAT --to-destination 10.9.0.2:82
  iptables -t nat -A PREROUTING -d 10.96.0.11 -p tcp --dport 80 -j DNAT --to-destination 10.9.0.2:80
  ip -n red addr add 192.168.15.32/30 dev lo
`;

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
  await world.sh(BALANCED);
});
afterAll(() => world.close());

const entry = { from: 'red', url: 'http://10.96.0.10/', requests: 20, shares: { 'hello from far': { min: 100 } } };

const cases: [string, Record<string, unknown>, 'passed' | 'failed', string][] = [
  ['every request is answered', entry, 'passed', '"hello from far" in 100 %'],
  [
    'a source gets the same answer',
    { ...entry, same: true, sources: '192.168.15.32/30' },
    'passed',
    '"hello from far" in 100 %; the same answer each time',
  ],
  [
    'one of two backends is gone',
    { ...entry, url: 'http://10.96.0.11/' },
    'failed',
    '1 answered, then the connection is refused',
  ],
  [
    'what is asked for in between is answered',
    { ...entry, between: 'http://10.96.0.10/', same: true },
    'passed',
    '"hello from far" in 100 %; the same answer each time',
  ],
  [
    'what is asked for in between is answered once',
    { ...entry, between: 'http://10.96.0.11/' },
    'failed',
    '2 answered, then the connection is refused, when asked for http://10.96.0.11/',
  ],
  [
    'another text',
    { ...entry, shares: { bye: { min: 1 } } },
    'failed',
    '"bye" in 0 %; the answer "hello from far GET"',
  ],
  [
    'the server has no such page',
    { ...entry, url: 'http://10.96.0.10/missing' },
    'failed',
    '0 answered, then status 404',
  ],
  ['nobody has the address', { ...entry, from: 'blue' }, 'failed', '0 answered, then Network is unreachable'],
];

test.each(cases)('%s', async (_title, given, status, found) => {
  expect(await world.check(spread, given)).toMatchObject({ status, found });
});
