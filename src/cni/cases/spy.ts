import { requestFor } from '../config.ts';
import { parseObject } from '../parse.ts';
import { PLUGIN_PATH } from '../plugin.ts';
import type { NetworkList } from '../types.ts';
import { act, type Stage } from './stage.ts';
import { subnetOf } from './wanted.ts';

/** An IPAM plugin that writes down how it is called, and fails when it is told to: what a plugin that delegates is tried with. */

export const SPY = '/run/netlab-spy';

const PROGRAM = `#!/bin/sh
cd ${SPY} || exit 1
echo "$CNI_COMMAND" >>calls
env | grep ^CNI_ | sort >"$CNI_COMMAND.env"
cat >"$CNI_COMMAND.in"
if [ "$CNI_COMMAND" = VERSION ]; then
  echo '{"cniVersion":"1.0.0","supportedVersions":["0.3.0","0.3.1","0.4.0","1.0.0","1.1.0"]}'
elif [ -f "fail-$CNI_COMMAND" ]; then
  echo '{"cniVersion":"1.0.0","code":111,"msg":"netlab-spy was told to fail"}'
  exit 1
elif [ "$CNI_COMMAND" = ADD ]; then
  cat answer
fi`;

/** How the spy was called for one command: its `CNI_…` variables, and its standard input. */
export type SpyCall = { environment: Readonly<Record<string, string>>; request: unknown };

/** The stage, with the spy installed and as the IPAM plugin of the plugin under test. */
export async function withSpy(stage: Stage): Promise<Stage> {
  const { list, subject } = stage;
  const plugins = list.plugins.map((plugin, index) =>
    index === subject ? { ...plugin, ipam: { ...(plugin['ipam'] as object), type: 'netlab-spy' } } : plugin,
  );
  const spied = { ...stage, list: { ...list, plugins }, path: `${SPY}:${stage.path ?? PLUGIN_PATH}` };
  const install = `mkdir -p ${SPY}; cat >${SPY}/netlab-spy; chmod +x ${SPY}/netlab-spy`;
  await act(spied, stage.node, ['sh', '-c', install], PROGRAM);
  await act(spied, stage.node, ['sh', '-c', `cat >${SPY}/answer`], JSON.stringify(answer(spied)));
  return spied;
}

/** The address that the spy gives out. */
export function spyAddress(stage: Stage): string {
  const subnet = subnetOf(stage.wanted.subnet);
  const [a, b, c] = (subnet?.startAddress().correctForm() ?? '10.244.0.0').split('.');
  return `${a}.${b}.${c}.77/${subnet?.subnetMask ?? 24}`;
}

/** What it has written down of a command; undefined when it was not called with it. */
export async function readSpy(stage: Stage, command: string): Promise<SpyCall | undefined> {
  const { network, node } = stage;
  const [env, input] = await Promise.all([
    network.run(node, ['cat', `${SPY}/${command}.env`]),
    network.run(node, ['cat', `${SPY}/${command}.in`]),
  ]);
  if (env.exitCode !== 0) return undefined;
  const pairs = env.stdout.split('\n').flatMap((line) => {
    const [, key, value] = /^(CNI_[A-Z]+)=(.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  const parsed = parseObject(input.stdout);
  return { environment: Object.fromEntries(pairs), request: parsed.ok ? parsed.value : input.stdout };
}

/** The commands it was called with, in order. */
export async function spyCalls(stage: Stage): Promise<string[]> {
  const ran = await stage.network.run(stage.node, ['cat', `${SPY}/calls`]);
  return ran.stdout.split('\n').filter((line) => line !== '');
}

/** What the upper plugin was given, and the spy has to get. */
export function upperRequest({ list, subject }: Stage): Record<string, unknown> {
  return requestFor(list, list.plugins[subject] as NetworkList['plugins'][number]);
}

function answer(stage: Stage) {
  const { cniVersion } = upperRequest(stage);
  const old = String(cniVersion) < '1.0.0' ? { version: '4' } : {};
  const { gateway } = stage.wanted;
  const ip = { ...old, address: spyAddress(stage), ...(gateway === undefined ? {} : { gateway }) };
  return { cniVersion, ips: [ip], routes: routesOf(stage), dns: {} };
}

/** Those that the configuration asks the IPAM plugin for: one more than that could be in the upper plugin's way. */
function routesOf(stage: Stage): unknown {
  const { ipam } = upperRequest(stage) as { ipam?: { routes?: unknown } };
  return ipam?.routes ?? [];
}
