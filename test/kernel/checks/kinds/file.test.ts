import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { file } from '../../../../src/checks/kinds/file.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    ip netns add red
    mkdir -p /tmp/net.d
    printf '%s' '{"name": "podnet", "plugins": [{"type": "mini", "mtu": 1500}], "a.b": true}' > /tmp/net.d/podnet.conflist
    printf '%s' '{"name": }' > /tmp/broken.json
    : > /tmp/empty
    install -m 0755 /dev/null /tmp/tool
    ln -s /tmp/tool /tmp/link
    head -c 300000 /dev/zero > /tmp/large
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['a file', { at: 'host', path: '/tmp/tool', mode: '0755', executable: true }],
  ['a file behind a link', { at: 'host', path: '/tmp/link', mode: '755' }],
  ['text', { at: 'red', path: '/tmp/net.d/podnet.conflist', contains: ['podnet', 'mini'], lacks: 'bridge' }],
  [
    'JSON',
    {
      at: 'host',
      path: '/tmp/net.d/podnet.conflist',
      json: { name: 'podnet', 'plugins.0.type': 'mini', 'plugins.0.mtu': 1500, 'a.b': true },
    },
  ],
  ['no file', { at: 'host', path: '/tmp/nope', exists: false }],
  ['a folder', { at: 'host', path: '/tmp/net.d' }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(file, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['nothing there', { at: 'host', path: '/tmp/nope' }, 'nothing at /tmp/nope'],
  ['another mode', { at: 'host', path: '/tmp/tool', mode: '0700' }, 'mode 0755'],
  ['a program nobody may execute', { at: 'host', path: '/tmp/empty', executable: true }, 'which nobody may execute'],
  ['an empty file', { at: 'host', path: '/tmp/empty', contains: 'x' }, 'an empty file'],
  ['text that must not be', { at: 'host', path: '/tmp/net.d/podnet.conflist', lacks: 'mini' }, '"mini"'],
  ['broken JSON', { at: 'host', path: '/tmp/broken.json', json: { name: 'x' } }, 'text that is not JSON'],
  [
    'another value',
    { at: 'host', path: '/tmp/net.d/podnet.conflist', json: { 'plugins.0.mtu': '1500' } },
    'plugins.0.mtu: 1500',
  ],
  [
    'a missing value',
    { at: 'host', path: '/tmp/net.d/podnet.conflist', json: { 'plugins.1.type': 'x' } },
    'no plugins.1.type',
  ],
  ['a folder where text is due', { at: 'host', path: '/tmp/net.d', contains: 'x' }, '/tmp/net.d is a folder'],
  ['a file that must be gone', { at: 'host', path: '/tmp/tool', exists: false }, '/tmp/tool is there'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(file, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('without stat nothing is known', async () => {
  const network = world.network(['stat']);
  const entry = file.schema.parse({ at: 'host', path: '/tmp/tool' });
  await expect(file.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no stat',
  );
});

test('a file too large to read is unknown, not failed', async () => {
  await expect(world.check(file, { at: 'host', path: '/tmp/large', contains: 'x' })).rejects.toThrow(
    'has 300000 bytes',
  );
});
