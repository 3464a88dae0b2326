import type { ChainOutcome } from '../attachment.ts';
import { callList } from '../chain.ts';
import { byVersion, chosenVersion, requestFor } from '../config.ts';
import { pluginVersions } from '../runtime.ts';
import { type NetworkList, RELEASED_VERSIONS } from '../types.ts';
import type { Case, Finding } from './case.ts';
import { addPod, evidenceOf, lookAt, podLine } from './stage.ts';

/** VERSION and the versions a plugin speaks (section 2, "VERSION"; section 5, "VERSION Success"). */

export type VersionSeen = {
  asked: string;
  version: ChainOutcome;
  /** STATUS and GC exist since 1.1.0: whether the plugin knows them shows whether a claim of 1.1.0 is true. */
  status: ChainOutcome;
  gc: ChainOutcome;
};

export const version: Case<VersionSeen> = {
  title: 'VERSION says which versions the plugin speaks',
  rule: {
    section: 'section 5, VERSION',
    sentence: 'the plugin prints an object with cniVersion (the one of the input) and supportedVersions, a list',
  },
  expected: () => "an honest list that has the network's own version",
  holds: 'an honest list',
  async look(stage) {
    const { network, list } = stage;
    const valid = (plugin: NetworkList['plugins'][number]) => requestFor(list, plugin);
    const [seen, status, gc] = await Promise.all([
      pluginVersions(network, stage),
      callList(network, stage, 'STATUS', valid),
      callList(network, stage, 'GC', (plugin) => ({ ...valid(plugin), 'cni.dev/valid-attachments': [] })),
    ]);
    return { asked: chosenVersion(list), version: seen, status, gc };
  },
  judge: judgeVersion,
  evidence: (seen) => evidenceOf(seen.version),
};

export function judgeVersion({ asked, version: said, status, gc }: VersionSeen): Finding | undefined {
  if (!said.ok) return { found: said.problem ?? 'no answer' };
  for (const { plugin, versions } of said.calls) {
    const list = versions?.supportedVersions ?? [];
    if (versions?.cniVersion !== asked) {
      return { found: `${plugin} answers with cniVersion ${versions?.cniVersion}, and was asked with ${asked}` };
    }
    if (!list.includes(asked)) {
      const because = `the network is written for ${asked}, so a runtime would refuse to use ${plugin} for it`;
      return { found: `${plugin} lists ${list.join(', ')}`, because };
    }
    const unknown = list.filter((one) => !RELEASED_VERSIONS.includes(one));
    if (unknown.length > 0) return { found: `${plugin} lists ${unknown.join(', ')}, which were never released` };
    const denied = [status, gc].find((outcome) => !outcome.ok);
    if (denied && list.some((one) => byVersion(one, '1.1.0') >= 0)) {
      const because = 'CNI 1.1.0 has the commands GC and STATUS: a plugin that lists 1.1.0 answers them';
      return { found: `${plugin} lists 1.1.0, but ${denied.problem}`, because, evidence: evidenceOf(denied) };
    }
  }
  return undefined;
}

export type RefusedSeen = { asked: string; add: ChainOutcome; interfaces: readonly string[] };

/** No plugin can speak it: it will not be released for a long time. */
const FUTURE = '99.0.0';

export const refusesVersion: Case<RefusedSeen> = {
  title: 'a version the plugin does not speak is refused',
  rule: {
    section: 'section 5, Error',
    sentence: 'code 1 is "Incompatible CNI version": a plugin refuses a cniVersion that is not in its list',
  },
  expected: () => `ADD with cniVersion ${FUTURE} fails with code 1 and makes nothing`,
  holds: 'refused with code 1',
  async look(stage) {
    const list = { ...stage.list, cniVersion: FUTURE, cniVersions: [] };
    const add = await addPod(stage, 'try-a', list);
    const { pod } = await lookAt(stage, 'try-a');
    return { asked: FUTURE, add, interfaces: pod.links.map((link) => link.ifname).filter((name) => name !== 'lo') };
  },
  judge: judgeRefused,
  evidence: (seen) => evidenceOf(seen.add, [podLine('try-a')]),
};

export function judgeRefused({ asked, add, interfaces }: RefusedSeen): Finding | undefined {
  const [call] = add.calls;
  if (!call) return { found: add.problem ?? 'the plugin was not called' };
  const name = `${call.plugin} ADD`;
  if (call.exitCode === 0) return { found: `${name} with cniVersion ${asked} exited with 0` };
  if (!call.error) return { found: call.problem ?? `${name} failed without an error object` };
  if (call.error.code !== 1) return { found: `${name} failed with code ${call.error.code}: ${call.error.msg}` };
  if (interfaces.length > 0) return { found: `refused with code 1, but the pod now has ${interfaces.join(', ')}` };
  return undefined;
}
