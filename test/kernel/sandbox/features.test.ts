import { expect, test } from 'vitest';
import { FEATURES, tryFeatures } from '../../../src/sandbox/features.ts';
import { ROOT } from '../../support/sandbox.ts';

/** What netlab cannot do without works on every machine that these tests run on; the rest depends on the kernel. */
const BASE = ['netns', 'veth', 'bridge', 'iptables', 'nftables', 'conntrack', 'ipv6'];

test('every feature is tried, and the base ones work', async () => {
  const results = await tryFeatures(ROOT, Object.keys(FEATURES));
  expect(results.map(({ feature }) => feature)).toEqual(Object.keys(FEATURES));
  const broken = results.filter(({ feature, works }) => BASE.includes(feature) && !works);
  expect(broken).toEqual([]);
});

test('a name that is no kernel feature is a program', async () => {
  const results = await tryFeatures(ROOT, ['sh', 'no-such-program', '$(touch /tmp/never)']);
  expect(results.map(({ works }) => works)).toEqual([true, false, false]);
});

test('a feature that does not work says why', async () => {
  const [gone] = await tryFeatures(ROOT, ['no-such-program']);
  expect(gone).toMatchObject({ command: 'command -v no-such-program', works: false });
});
