import * as z from 'zod';
import { type AnyCase, podsOf } from '../../cni/cases/case.ts';
import { CASE_NAMES, CASES, type CaseName } from '../../cni/cases/cases.ts';
import type { Stage } from '../../cni/cases/stage.ts';
import { type Said, wantedOf } from '../../cni/cases/wanted.ts';
import { byVersion, CONFIG_FOLDER, chosenVersion, findNetworkList } from '../../cni/config.ts';
import { type Found, findPlugins } from '../../cni/plugin.ts';
import { openHost } from '../../cni/throwaway-host.ts';
import type { NetworkList } from '../../cni/types.ts';
import type { CheckKind, Evidence, Network, Verdict } from '../check.ts';

/** Does a CNI plugin do what the specification asks of it? Each `does` is one case of src/cni/cases. */

const schema = z
  .strictObject({
    at: z.string().describe('The node whose /etc/cni/net.d and /opt/cni/bin are used.'),
    network: z.string().describe('The name of the network: `name` in its configuration list.'),
    does: z.enum(CASE_NAMES).describe('What the plugin is to do, such as `add-interface` or `del-repeats`.'),
    plugin: z.string().optional().describe('The type of the first plugin of the list (`configured` only).'),
    bridge: z.string().optional().describe('The bridge; what the list says unless told.'),
    subnet: z.string().optional().describe('The pods’ subnet, such as 10.244.0.0/24; what the list says unless told.'),
    gateway: z.string().optional().describe('The gateway; what the list says, or the first address of the subnet.'),
    timeout: z.number().min(0.1).max(30).default(8).describe('Seconds that one call of the plugin may take.'),
  })
  .describe('Drives a CNI plugin as a container runtime does, on a throw-away host inside the node.');

type CniEntry = z.output<typeof schema>;

/** Either the case saw something, or there was no network to try it on. */
export type CniSeen =
  | { ran: true; does: CaseName; wanted: Stage['wanted']; saw: unknown }
  | { ran: false; problem: string; evidence: Evidence };

export const cni: CheckKind<CniEntry, CniSeen> = {
  kind: 'cni',
  about: 'A CNI plugin does what the specification asks, tried on a throw-away host.',
  example: 'cni: {at: node1, network: podnet, does: add-interface}',
  schema,
  title: (entry) => `${entry.network}: ${caseOf(entry.does).title}`,
  places: (entry) => [entry.at],
  costly: true,
  async probe(entry, { network, once = alone }) {
    const found = await findNetworkList(network, entry.at, entry.network);
    if (!found.ok) return { ran: false, problem: found.problem, evidence: await shownFolder(network, entry.at) };
    const { list } = found;
    const old = tooOld(entry, list);
    if (old !== undefined) return { ran: false, problem: old, evidence: await shownFolder(network, entry.at) };
    const { scene } = caseOf(entry.does);
    // Cases that judge the same scene share one look at it, when they say the same of the network.
    const { does: _, ...same } = entry;
    const saw = await once(`cni ${scene.id} ${JSON.stringify(same)}`, () => lookAt(entry, network, list));
    return { ran: true, does: entry.does, wanted: wantedOf(list, saidIn(entry)), saw };
  },
  judge: judgeCni,
};

/** Pods added at the same moment: fewer than the suite adds. */
const CROWD = 6;

function alone<T>(_key: string, look: () => Promise<T>): Promise<T> {
  return look();
}

async function lookAt(entry: CniEntry, network: Network, list: NetworkList): Promise<unknown> {
  const { scene } = caseOf(entry.does);
  const types = list.plugins.map(({ type }) => type);
  const plugins = await findPlugins(network, entry.at, types);
  const host = await openHost(network, entry.at, { pods: podsOf(scene, CROWD) });
  try {
    return await scene.look(stageOf(entry, host.network, list, plugins));
  } finally {
    await host.close();
  }
}

/** A case that came with a later version than the one that the network is written for. */
function tooOld({ does }: CniEntry, list: NetworkList): string | undefined {
  const { since, title } = caseOf(does);
  const version = chosenVersion(list);
  if (since === undefined || byVersion(version, since) >= 0) return undefined;
  return `the network is written for CNI ${version}, and ${title.split(' ')[0]} is asked since ${since}`;
}

export function judgeCni(entry: CniEntry, seen: CniSeen): Verdict {
  const tried = caseOf(entry.does);
  if (!seen.ran) {
    const wanted = `a network "${entry.network}" in ${CONFIG_FOLDER}`;
    return { status: 'failed', expected: wanted, found: seen.problem, evidence: seen.evidence };
  }
  const finding = tried.judge(seen.saw);
  const verdict = { expected: tried.expected(seen.wanted), evidence: finding?.evidence ?? tried.evidence(seen.saw) };
  if (!finding) return { status: 'passed', found: tried.holds, ...verdict };
  if (finding.notApplicable) return { status: 'passed', found: finding.found, ...verdict };
  if (finding.isLabsOwn) return { status: 'failed', found: finding.found, ...verdict };
  const { section, sentence, link } = tried.rule;
  const source = `CNI specification, ${section}: “${sentence}” ${link}`;
  const because = finding.because ? `${finding.because}. ${source}` : source;
  return { status: 'failed', found: finding.found, because, ...verdict };
}

function caseOf(does: CaseName): AnyCase {
  return CASES[does];
}

function saidIn({ plugin, bridge, subnet, gateway }: CniEntry): Said {
  const pairs = Object.entries({ plugin, bridge, subnet, gateway }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(pairs);
}

/** A lab's network is one plugin that makes interfaces. */
function stageOf(entry: CniEntry, network: Network, list: NetworkList, plugins: Found): Stage {
  const said = saidIn(entry);
  return {
    ...{ network, list, plugins, said, node: entry.at, subject: 0, role: 'interface', ifname: 'eth0', crowd: CROWD },
    wanted: wantedOf(list, said),
    ...{ results: new Map(), history: [] },
    timeoutMs: entry.timeout * 1000,
  };
}

async function shownFolder(network: Network, node: string): Promise<Evidence> {
  return network.evidence(await network.run(node, ['ls', '-l', CONFIG_FOLDER]));
}
