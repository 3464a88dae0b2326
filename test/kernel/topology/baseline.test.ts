import { expect, test } from 'vitest';
import { closeSandbox } from '../../../src/sandbox/close.ts';
import { INSIDE } from '../../../src/sandbox/layout.ts';
import { openSandbox } from '../../../src/sandbox/open.ts';
import { compilePlan } from '../../../src/topology/compile.ts';
import { planLab } from '../../../src/topology/plan.ts';
import { labOfTopology, ROOT } from '../../support/sandbox.ts';

test('what a machine sets otherwise is set back in every place, however the place is built', async () => {
  const lab = labOfTopology({
    nodes: {
      host: { namespaces: { bare: {}, own: { sysctls: { 'net.ipv4.conf.all.arp_ignore': 1 } } } },
      far: {},
    },
  });
  const looks = ["host ''", 'host bare', 'host own', "far ''"].map(
    (place) => `in_place ${place} cat /proc/sys/net/ipv4/ip_forward`,
  );
  // As if 0 were what this machine has, and 1 the baseline: the machine's own settings are not for a test to change.
  const script = compilePlan(planLab(lab))
    .replace('\nBASELINE\n', `\nBASELINE\necho "setting_if_any 'net/ipv4/ip_forward' 1" >/netlab/run/baseline\n`)
    .replace('printf "ready\\n"', `${looks.join('\n')}\nprintf "ready\\n"`);
  const lines: string[] = [];
  const init = await openSandbox({
    shares: [{ from: ROOT, to: INSIDE.app, writable: false }],
    script: () => script,
    onBorn: () => {},
    onLine: (line) => lines.push(line),
  });
  await closeSandbox(init);
  expect(lines).toEqual(['1', '1', '1', '1']);
});
