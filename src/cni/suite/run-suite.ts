import type { Network } from '../../checks/check.ts';
import { CASES, type CaseName } from '../cases/cases.ts';
import type { Stage } from '../cases/stage.ts';
import type { StartsSeen } from '../cases/starts.ts';
import { wantedOf } from '../cases/wanted.ts';
import { findPlugins, PLUGIN_PATH } from '../plugin.ts';
import { type Facts, whyNotApplicable } from './applicable.ts';
import { casesOf, scenesOf } from './chosen-cases.ts';
import { plainOutcome } from './outcome.ts';
import { NODE } from './room.ts';
import { CALL_MS, impatient, NO_MORE, PATIENCE, runScene } from './run-scene.ts';
import { highest, versionsOfOthers } from './spec-version.ts';
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
  const idle = notApplicable(others, facts);
  keep([...idle.values()]);
  await inParallel(scenesOf(others.filter((name) => !idle.has(name))), async (group) => {
    const why = blocked ?? (patience.left <= 0 ? NO_MORE : undefined);
    if (options.signal.aborted) return;
    const plain = (reason: string) => group.map((name) => plainOutcome(name, 'blocked', reason));
    keep(why === undefined ? await runScene(speaking, group, subject) : plain(why));
  });
  const cases = names.flatMap((name) => outcomes.get(name) ?? []);
  const { plugin, file } = subject;
  const ms = Math.round(performance.now() - began);
  return { plugin, file, spec, level: options.level, versions, list: speaking.list, cases, ms };
}

/** The outcomes of those cases that say nothing about this plugin. */
function notApplicable(names: readonly CaseName[], facts: Facts): ReadonlyMap<CaseName, CaseOutcome> {
  return new Map(
    names.flatMap((name) => {
      const why = whyNotApplicable(CASES[name], facts);
      return why === undefined ? [] : [[name, plainOutcome(name, 'not-applicable', why)] as const];
    }),
  );
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

/** The case that all others wait for, and the versions that the plugin claims. */
async function runStart(stage: Stage, subject: Subject): Promise<{ outcomes: CaseOutcome[]; versions: string[] }> {
  let versions: readonly string[] = [];
  const outcomes = await runScene(stage, ['starts'], subject, (seen) => {
    versions = (seen as StartsSeen).version.calls[0]?.versions?.supportedVersions ?? [];
  });
  return { outcomes, versions: [...versions] };
}
