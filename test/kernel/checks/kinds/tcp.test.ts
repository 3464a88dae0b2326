import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tcp } from '../../../../src/checks/kinds/tcp.ts';
import type { World } from '../../../support/namespaces.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
  await world.sh('ip netns exec far iptables -A INPUT -p tcp --dport 90 -j DROP');
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['a port that is open', { from: 'red', to: '10.9.0.2', port: 80 }],
  ['a port that refuses', { from: 'red', to: '10.9.0.2', port: 82, open: false }],
  ['a port behind a rule that drops', { from: 'red', to: '10.9.0.2', port: 90, open: false }],
  ['an address without a route', { from: 'blue', to: '10.9.0.2', port: 80, open: false }],
  ['a masqueraded source', { from: 'red', to: '10.9.0.2', port: 80, 'seen-as': '10.9.0.1', 'seen-by': 'far' }],
  ['a source that nobody changed', { from: 'host', to: '10.9.0.2', port: 80, 'seen-as': '10.9.0.1', 'seen-by': 'far' }],
];

describe('passes on', () => {
  test.concurrent.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(tcp, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string, RegExp | undefined][] = [
  ['a refused connection', { from: 'red', to: '10.9.0.2', port: 82 }, 'refused', /nothing listens on its port 82/],
  ['a rule that drops', { from: 'red', to: '10.9.0.2', port: 90 }, 'no answer within 2 s', /lost on the way/],
  [
    'no route',
    { from: 'blue', to: '10.9.0.2', port: 80 },
    'Network is unreachable',
    /^blue has no route to 10\.9\.0\.2$/,
  ],
  ['an open port that must not be', { from: 'red', to: '10.9.0.2', port: 80, open: false }, 'accepted', undefined],
  [
    'the wrong source, seen in spite of others that connect meanwhile',
    { from: 'red', to: '10.9.0.2', port: 80, 'seen-as': '192.168.15.1', 'seen-by': 'far' },
    'far sees it come from 10.9.0.1',
    undefined,
  ],
  [
    'a source that never arrives',
    { from: 'red', to: '192.168.15.4', port: 80, 'seen-as': '192.168.15.1', 'seen-by': 'far' },
    'nothing arrives at far',
    undefined,
  ],
];

describe('fails on', () => {
  test.concurrent.each(failing)('%s', async (_title, entry, found, because) => {
    const verdict = await world.check(tcp, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
    if (because) expect(verdict.because).toMatch(because);
  });
});

test('recognises its own packet among those of others', async () => {
  const others = Array.from({ length: 5 }, () => world.check(tcp, { from: 'host', to: '10.9.0.2', port: 80 }));
  await world.sh('iptables -t nat -F POSTROUTING; ip -n far route add 192.168.15.0/24 via 10.9.0.1');
  const own = { from: 'red', to: '10.9.0.2', port: 80, 'seen-as': '192.168.15.1', 'seen-by': 'far' };
  const [verdict] = await Promise.all([world.check(tcp, own), ...others]);
  expect(verdict).toMatchObject({ status: 'passed', found: 'accepted; far sees it come from 192.168.15.1' });
});

test('leaves no process and no file behind', async () => {
  const left = await world.sh('ls -A /tmp; pgrep -l "tcpdump|timeout" || true');
  expect(left).toBe('');
});

test('cannot look without bash', async () => {
  const network = world.network();
  const without = {
    ...network,
    run: (place: string, argv: readonly string[]) =>
      network.run(
        place,
        argv.map((word) => (word === 'bash' ? 'no-such-bash' : word)),
      ),
  };
  const entry = tcp.schema.parse({ from: 'red', to: '10.9.0.2', port: 80, open: false });
  const probe = tcp.probe(entry, { network: without, answer: undefined, provoke: async () => {} });
  await expect(probe).rejects.toThrow(/there is no timeout here|could not try to connect/);
});
