import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { http } from '../../../../src/checks/kinds/http.ts';
import type { World } from '../../../support/namespaces.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
});
afterAll(() => world.close());

const far = { from: 'red', url: 'http://10.9.0.2/' };
const passing: [string, Record<string, unknown>][] = [
  ['status 200', far],
  ['the text of the answer', { ...far, contains: ['hello', 'GET'] }],
  ['another status that is due', { ...far, url: 'http://10.9.0.2/missing', status: [404, 410] }],
  ['another method', { ...far, method: 'POST', contains: 'POST' }],
  ['a request for the headers only', { ...far, method: 'HEAD' }],
  ['headers there and back', { ...far, headers: { 'X-Lab': 'nat' }, 'answer-headers': { 'x-lab': 'nat' } }],
  ['a refused connection', { ...far, url: 'http://10.9.0.2:82/', reachable: false }],
  ['a firewall that drops', { ...far, url: 'http://192.168.15.4/', reachable: false }],
  ['an address without a route', { from: 'blue', url: 'http://10.9.0.2/', reachable: false }],
  ['a masqueraded source', { ...far, 'seen-as': '10.9.0.1', 'seen-by': 'far' }],
];

describe('passes on', () => {
  test.concurrent.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(http, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string, RegExp | undefined][] = [
  ['another status', { ...far, url: 'http://10.9.0.2/missing' }, 'status 404', undefined],
  ['another text', { ...far, contains: 'bye' }, 'the answer "hello from far GET"', undefined],
  ['another header', { ...far, 'answer-headers': { 'X-Lab': 'nat' } }, 'X-Lab: none', undefined],
  ['a refused connection', { ...far, url: 'http://10.9.0.2:82/' }, 'the connection is refused', /nothing listens/],
  ['a firewall that drops', { ...far, url: 'http://192.168.15.4/' }, 'no answer in time', /lost on the way/],
  [
    'no route',
    { from: 'blue', url: 'http://10.9.0.2/' },
    'Network is unreachable',
    /^blue has no route to 10\.9\.0\.2$/,
  ],
  ['a server that hangs up', { ...far, url: 'http://10.9.0.2:81/' }, 'the ', undefined],
  ['a name that nobody knows', { ...far, url: 'http://shop.example/' }, 'the name does not resolve', undefined],
  [
    'a name that nobody knows, where silence is due',
    { ...far, url: 'http://shop.example/', reachable: false },
    'the name does not resolve',
    undefined,
  ],
  ['an answer where none is due', { ...far, reachable: false }, 'status 200', undefined],
  [
    'the wrong source',
    { ...far, 'seen-as': '192.168.15.1', 'seen-by': 'far' },
    'far sees it come from 10.9.0.1',
    undefined,
  ],
];

describe('fails on', () => {
  test.concurrent.each(failing)('%s', async (_title, entry, found, because) => {
    const verdict = await world.check(http, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
    if (because) expect(verdict.because).toMatch(because);
  });
});
