import { afterAll, beforeAll, expect, test } from 'vitest';
import { reach } from '../../../../src/checks/kinds/reach.ts';
import type { World } from '../../../support/namespaces.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

/** red gets through to port 80 and not to port 81; the host to both. Nobody listens on port 82. */
let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
  await world.sh('iptables -A FORWARD -s 192.168.15.1 -p tcp --dport 81 -j DROP');
});
afterAll(() => world.close());

const to = { web: '10.9.0.2:80', other: '10.9.0.2:81' };

const cases: [string, Record<string, unknown>, 'passed' | 'failed', string][] = [
  [
    'one pair closed by a rule',
    { to, from: { red: ['web'], host: ['web', 'other'] } },
    'passed',
    '3 pairs open, 1 closed',
  ],
  [
    'a pair that the rule closes and that must be open',
    { to, from: { red: ['web', 'other'], host: ['web', 'other'] } },
    'failed',
    'red → other: no answer within 2 s',
  ],
  [
    'a pair that is open and must not be',
    { to, from: { red: ['web'], host: ['other'] } },
    'failed',
    'host → web: accepted',
  ],
  [
    'nobody listens, and no route',
    { to: { web: to.web, none: '10.9.0.2:82' }, from: { red: ['web', 'none'], blue: ['web'] } },
    'failed',
    'red → none: refused; blue → web: Network is unreachable',
  ],
  [
    'a place does not try what has its own name',
    { to: { ...to, far: '10.9.0.2:80' }, from: { far: ['web', 'other'], host: ['web', 'other', 'far'] } },
    'passed',
    '5 pairs open, 0 closed',
  ],
];

test.concurrent.each(cases)('%s', async (_title, entry, status, found) => {
  expect(await world.check(reach, entry)).toMatchObject({ status, found });
});
