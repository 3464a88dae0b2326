import { type Network, ProbeError } from '../../checks/check.ts';
import { type AnyCase, podsOf } from '../cases/case.ts';
import { CASE_NAMES, CASES, type CaseName } from '../cases/cases.ts';
import type { Stage } from '../cases/stage.ts';
import type { StartsSeen } from '../cases/starts.ts';
import { wantedOf } from '../cases/wanted.ts';
import { byVersion } from '../config.ts';
import { callPlugin, findPlugins, PLUGIN_PATH } from '../plugin.ts';
import { openHost } from '../throwaway-host.ts';
import { SPEC_VERSIONS } from '../types.ts';
import { whyNotApplicable } from './applicable.ts';
import { judgeCase, plainOutcome } from './outcome.ts';
import { NODE } from './room.ts';
import type { Subject } from './subject.ts';
import type { CaseOutcome, SuiteReport } from './suite-report.ts';

export type SuiteOptions = {
  level: 'core' | 'full';
  /** The version to speak; the highest that the plugin and netlab know unless told. */
  spec?: string | undefined;
  /** Only these cases, and `starts`. */
  only?: readonly CaseName[] | undefined;
  /** Called once, when it is known how many cases there are. */
  onPlan?: (cases: number) => void;
  /** Called for every case as soon as it is judged. */
  onOutcome?: (outcome: CaseOutcome) => void;
  signal: AbortSignal;
};

/** Scenes side by side. */
const AT_ONCE = 4;

/** A call that is still running then is stopped, in milliseconds. */
const CALL_MS = 10_000;

/** After so many calls that were stopped the rest is not tried: a plugin that hangs once per case would take minutes. */
const PATIENCE = 3;
const NO_MORE = `${PATIENCE} calls of the plugin did not end, so no more were made`;

/** Runs every case that applies to a plugin, each scene on a throw-away host of its own. Never throws because a plugin is wrong. */
export async function runSuite(
  network: Network,
  folder: string,
  subject: Subject,
  options: SuiteOptions,
): Promise<SuiteReport> {
  const began = performance.now();
  const patience = { left: PATIENCE };
  const stage = await stageFor(impatient(network, patience), folder, subject);
  const names = casesOf(options);
  const { outcomes: first, versions } = await runStart(stage, subject);
  const spec = options.spec ?? highest(versions, await versionsOfOthers(stage, subject));
  const speaking = { ...stage, list: { ...stage.list, cniVersion: spec, cniVersions: [] } };
  options.onPlan?.(names.length);
  const outcomes = new Map<CaseName, CaseOutcome>();
  const keep = (list: readonly CaseOutcome[]) => {
    for (const outcome of list) {
      outcomes.set(outcome.id, outcome);
      options.onOutcome?.(outcome);
    }
  };
  keep(first);
  const blocked = first[0]?.status === 'passed' ? undefined : 'the plugin does not start and end as it should';
  const others = names.filter((name) => name !== 'starts');
  const facts = { versions, spec, role: stage.role, wanted: stage.wanted };
  const inapplicable = new Map(others.map((name) => [name, whyNotApplicable(CASES[name], facts)] as const));
  keep(
    others.flatMap((name) => {
      const why = inapplicable.get(name);
      return why === undefined ? [] : [plainOutcome(name, 'not-applicable', why)];
    }),
  );
  await inParallel(scenesOf(others.filter((name) => inapplicable.get(name) === undefined)), async (group) => {
    const why = blocked ?? (patience.left <= 0 ? NO_MORE : undefined);
    if (options.signal.aborted) return;
    keep(
      why === undefined
        ? await runScene(speaking, group, subject)
        : group.map((name) => plainOutcome(name, 'blocked', why)),
    );
  });
  const cases = names.flatMap((name) => outcomes.get(name) ?? []);
  const { plugin, file } = subject;
  return {
    plugin,
    file,
    spec,
    level: options.level,
    versions,
    list: speaking.list,
    cases,
    ms: Math.round(performance.now() - began),
  };
}

/** One scene on one host, and what all its cases make of it. What keeps us from looking makes them unknown. */
async function runScene(
  stage: Stage,
  names: readonly CaseName[],
  subject: Subject,
  onSeen: (seen: unknown) => void = () => {},
): Promise<CaseOutcome[]> {
  const began = performance.now();
  const { scene }: AnyCase = CASES[names[0] as CaseName];
  try {
    const uplink = subject.list.plugins.some((plugin) => plugin['master'] === 'eth0') ? uplinkOf(stage) : undefined;
    const host = await openHost(stage.network, NODE, { pods: podsOf(scene, stage.crowd), uplink });
    try {
      const own: Stage = { ...stage, network: host.network, results: new Map(), history: [] };
      const seen: unknown = await scene.look(own);
      onSeen(seen);
      const ms = Math.round(performance.now() - began);
      return names.map((name) => judgeCase(name, seen, stage.wanted, ms));
    } finally {
      await host.close();
    }
  } catch (error) {
    if (error instanceof OutOfPatience) return names.map((name) => plainOutcome(name, 'blocked', NO_MORE));
    if (!(error instanceof ProbeError)) throw error;
    return names.map((name) => ({ ...plainOutcome(name, 'unknown', error.message), evidence: error.evidence ?? null }));
  }
}

/** The gateway that pods on an interface of the machine have is a machine outside. */
function uplinkOf({ wanted: { subnet, gateway } }: Stage): string {
  return `${gateway ?? '192.0.2.1'}/${subnet?.split('/')[1] ?? '24'}`;
}

function casesOf({ level, only }: SuiteOptions): CaseName[] {
  return CASE_NAMES.filter((name) => {
    if (name === 'configured') return false;
    if (only) return only.includes(name) || name === 'starts';
    const { level: own = 'core' }: AnyCase = CASES[name];
    return level === 'full' || own === 'core';
  });
}

/** Cases that judge the same scene, together; scenes that take longest first, so that none is alone at the end. */
function scenesOf(names: readonly CaseName[]): CaseName[][] {
  const groups = new Map<string, CaseName[]>();
  for (const name of names) {
    const { id } = CASES[name].scene;
    groups.set(id, [...(groups.get(id) ?? []), name]);
  }
  const slow = ['killed', 'crowd', 'odd', 'gc-keeps', 'gc-by-interface', 'claims', 'refusals', 'environment'];
  const rank = (id: string) => (slow.includes(id) ? slow.indexOf(id) : slow.length);
  return [...groups].toSorted(([one], [other]) => rank(one) - rank(other)).map(([, group]) => group);
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function stageFor(network: Network, folder: string, subject: Subject): Promise<Stage> {
  const { list, index, role, capabilityArgs } = subject;
  const path = `${folder}:${PLUGIN_PATH}`;
  const wanted = wantedOf(list);
  const types = list.plugins.map(({ type }) => type);
  return {
    ...{ network, node: NODE, list, wanted, said: {}, subject: index, role, path, crowd: 20 },
    plugins: await findPlugins(network, NODE, types, path),
    ifname: role === 'existing' ? 'lo' : 'eth0',
    ...(capabilityArgs ? { capabilityArgs } : {}),
    ...{ results: new Map(), history: [], timeoutMs: CALL_MS },
  };
}

/** Too many calls were stopped: the scenes that are under way end at their next call of the plugin. */
class OutOfPatience extends Error {
  override readonly name = 'OutOfPatience';
}

/** Counts calls of the plugin that were stopped at their time limit; no more are made when patience is at its end. */
function impatient(network: Network, patience: { left: number }): Network {
  return {
    ...network,
    async run(place, argv, options) {
      const calls = options?.timeoutMs === CALL_MS;
      if (calls && patience.left <= 0) throw new OutOfPatience(NO_MORE);
      const ran = await network.run(place, argv, options);
      if (calls && ran.timedOut) patience.left -= 1;
      return ran;
    },
  };
}

/** The case that all others wait for, and the versions that the plugin claims. */
async function runStart(stage: Stage, subject: Subject): Promise<{ outcomes: CaseOutcome[]; versions: string[] }> {
  let versions: readonly string[] = [];
  const outcomes = await runScene(stage, ['starts'], subject, (seen) => {
    versions = (seen as StartsSeen).version.calls[0]?.versions?.supportedVersions ?? [];
  });
  return { outcomes, versions: [...versions] };
}

/** What the other plugins of the network list, those that give out addresses among them; one that does not answer claims all. */
async function versionsOfOthers(stage: Stage, { list, index }: Subject): Promise<(readonly string[] | undefined)[]> {
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

function highest(versions: readonly string[], others: readonly (readonly string[] | undefined)[]): string {
  const known = SPEC_VERSIONS.filter(
    (version) => versions.includes(version) && others.every((list) => list?.includes(version) ?? true),
  );
  return known.toSorted(byVersion).at(-1) ?? '1.0.0';
}
