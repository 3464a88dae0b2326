import type { Stage } from '../cases/stage.ts';
import { byVersion } from '../config.ts';
import { callPlugin, findPlugins } from '../plugin.ts';
import { SPEC_VERSIONS } from '../types.ts';
import { NODE } from './room.ts';
import type { Subject } from './subject.ts';

/** What the other plugins of the network list, those that give out addresses among them; one that does not answer claims all. */
export async function versionsOfOthers(
  stage: Stage,
  { list, index }: Subject,
): Promise<(readonly string[] | undefined)[]> {
  const types = list.plugins.flatMap((plugin, place) => {
    const ipam = (plugin['ipam'] as { type?: unknown } | undefined)?.type;
    return [...(place === index ? [] : [plugin.type]), ...(typeof ipam === 'string' ? [ipam] : [])];
  });
  const found = await findPlugins(stage.network, NODE, types, stage.path);
  if (!found.ok) return [];
  return Promise.all(
    found.plugins.map(async (plugin) => {
      const { network, timeoutMs } = stage;
      const request = { cniVersion: '1.0.0' };
      const asked = { node: NODE, plugin, command: 'VERSION', environment: {}, request, timeoutMs } as const;
      return (await callPlugin(network, asked)).versions?.supportedVersions;
    }),
  );
}

/** The highest version that the plugin, the others and netlab know; 1.0.0 when there is none. */
export function highest(versions: readonly string[], others: readonly (readonly string[] | undefined)[]): string {
  const known = SPEC_VERSIONS.filter(
    (version) => versions.includes(version) && others.every((list) => list?.includes(version) ?? true),
  );
  return known.toSorted(byVersion).at(-1) ?? '1.0.0';
}
