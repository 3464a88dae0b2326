import { describe, expect, test } from 'vitest';
import { byVersion, chosenVersion, parseNetworkList, requestFor } from '../../../src/cni/config.ts';
import type { NetworkList } from '../../../src/cni/types.ts';

const parsed = (value: unknown): NetworkList => {
  const read = parseNetworkList(JSON.stringify(value));
  if (!read.ok) throw new Error(read.problem);
  return read.list;
};
const podnet = { cniVersion: '1.0.0', name: 'podnet', plugins: [{ type: 'mini', bridge: 'cni0' }] };

describe('a network configuration list', () => {
  test('is read with its unknown keys', () => {
    expect(parsed({ ...podnet, comment: 'mine' })).toMatchObject({ ...podnet, comment: 'mine', disableCheck: false });
  });

  test('of a single plugin (.conf) counts as a list of one', () => {
    const list = parsed({ cniVersion: '0.4.0', name: 'one', type: 'bridge', bridge: 'b0' });
    expect(list).toMatchObject({ name: 'one', plugins: [{ type: 'bridge', bridge: 'b0' }] });
  });

  test('takes "true" as a word, as libcni does', () => {
    expect(parsed({ ...podnet, disableCheck: 'true' }).disableCheck).toBe(true);
  });

  test.each([
    ['empty', '', 'the file is empty'],
    ['cut short', '{"name": "podnet",', /it is not JSON: .+/],
    [
      'without a name',
      JSON.stringify({ ...podnet, name: undefined }),
      'the list: "name" must be the name of the network',
    ],
    ['named with a slash', JSON.stringify({ ...podnet, name: 'a/b' }), /"name" must start with a letter or digit/],
    ['without plugins', '{"name":"podnet"}', 'the list: "plugins" must be a list of plugins'],
    ['of no plugin', JSON.stringify({ ...podnet, plugins: [] }), /"plugins" must list at least one plugin/],
    [
      'of a plugin by path',
      JSON.stringify({ ...podnet, plugins: [{ type: '../sh' }] }),
      /"plugins\[0\]\.type" must be the file name/,
    ],
    ['of a version that is none', JSON.stringify({ ...podnet, cniVersion: 'one' }), /"cniVersion" must be a version/],
  ])('is refused with a sentence when it is %s', (_what, text, problem) => {
    const read = parseNetworkList(text);
    expect(read.ok ? 'accepted' : read.problem).toMatch(problem);
  });
});

describe('the request for a plugin', () => {
  test('has the version and name of the list in place of its own', () => {
    const list = parsed({ ...podnet, plugins: [{ type: 'mini', name: 'other', cniVersion: '0.1.0', key: [1] }] });
    expect(requestFor(list, list.plugins[0] as never)).toEqual({
      cniVersion: '1.0.0',
      name: 'podnet',
      type: 'mini',
      key: [1],
    });
  });

  test('has prevResult when there is one, and never capabilities or the runtime’s own keys', () => {
    const plugin = { type: 'mini', capabilities: { ips: true }, prevResult: 'mine', 'cni.dev/x': 1, args: { a: 1 } };
    const list = parsed({ ...podnet, plugins: [plugin] });
    const own = { cniVersion: '1.0.0', name: 'podnet', type: 'mini', args: { a: 1 } };
    expect(requestFor(list, list.plugins[0] as never)).toEqual(own);
    expect(requestFor(list, list.plugins[0] as never, { prevResult: { ips: [] } })).toEqual({
      ...own,
      prevResult: { ips: [] },
    });
  });
});

describe('capability arguments', () => {
  const plugin = { type: 'portmap', capabilities: { portMappings: true, mac: false } };
  const list = parsed({ ...podnet, plugins: [plugin] });
  const request = (capabilityArgs: Record<string, unknown>) =>
    requestFor(list, list.plugins[0] as never, { capabilityArgs });

  test('reach a plugin that declares them, as runtimeConfig', () => {
    const portMappings = [{ hostPort: 8080, containerPort: 80 }];
    expect(request({ portMappings, mac: '02:00:00:00:00:07', ips: ['10.0.0.1'] })).toMatchObject({
      runtimeConfig: { portMappings },
    });
  });

  test('reach no other plugin, and then there is no runtimeConfig', () => {
    expect(request({ mac: '02:00:00:00:00:07', ips: ['10.0.0.1'] })).not.toHaveProperty('runtimeConfig');
  });
});

test('plugins in the folder of the network follow those of the list, unless it says otherwise', () => {
  const more = () => [{ path: '/etc/cni/net.d/podnet/50-mine.conf', text: '{"type": "mine"}' }];
  const types = (value: unknown) => {
    const read = parseNetworkList(JSON.stringify(value), more);
    return read.ok ? read.list.plugins.map(({ type }) => type) : read.problem;
  };
  expect(types(podnet)).toEqual(['mini', 'mine']);
  expect(types({ cniVersion: '1.1.0', name: 'podnet' })).toEqual(['mine']);
  expect(types({ ...podnet, loadOnlyInlinedPlugins: true })).toEqual(['mini']);
  const broken = parseNetworkList(JSON.stringify(podnet), () => [{ path: '/x/50-mine.conf', text: '{}' }]);
  expect(broken).toEqual({
    ok: false,
    problem: '/x/50-mine.conf: the plugin: "type" must be the file name of a plugin',
  });
});

test('a version that netlab does not know is spoken only when there is no other', () => {
  expect(chosenVersion({ cniVersion: '1.0.0', cniVersions: ['9.0.0'] })).toBe('1.0.0');
  expect(chosenVersion({ cniVersion: '9.0.0' })).toBe('9.0.0');
});

test('the highest version of cniVersion and cniVersions is spoken', () => {
  expect(chosenVersion(parsed({ ...podnet, cniVersions: ['0.4.0', '1.1.0', '0.10.0'] }))).toBe('1.1.0');
  expect(chosenVersion(parsed(podnet))).toBe('1.0.0');
});

test('versions are ordered by number and not by text', () => {
  expect(['0.10.0', '1.0.0', '0.4.0', '0.3.1'].toSorted(byVersion)).toEqual(['0.3.1', '0.4.0', '0.10.0', '1.0.0']);
});
