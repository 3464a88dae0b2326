import { setImmediate } from 'node:timers/promises';
import { editionOf } from '../lab/edition.ts';
import type { Lab } from '../lab/lab.ts';
import type { Approach } from '../sandbox/approach.ts';
import { endLab } from '../sandbox/end.ts';
import { readHolders } from '../sandbox/holders.ts';
import { interrupted, type OpenOptions, openSandbox, ScriptFailure } from '../sandbox/open.ts';
import { type LabRecord, recordDir, removeRecord, writeRecord } from '../sandbox/record.ts';
import type { StateDir } from '../sandbox/state-dir.ts';
import { handOver, prepareWorkspaces, type Workspace } from '../sandbox/workspace.ts';
import { labShares } from './shares.ts';
import type { Plan, Stage } from './step.ts';

export type StartOptions = {
  lab: Lab;
  state: StateDir;
  /** The folder of the program itself, which the sandbox shows inside. */
  root: string;
  /** Called with the title of each stage as it begins. */
  onStage?: (title: string) => void;
  signal?: AbortSignal;
  /** Its sandbox, when that is on its way already: {@link approachLab}. The caller leaves it when we throw. */
  approach?: Approach | undefined;
  /** The lab ends with this process, however that ends. */
  endsWithUs?: boolean;
  /** Milliseconds that the set-up may take, two minutes unless told. */
  patienceMs?: number;
  /** On the machine itself instead of in a sandbox. */
  direct?: boolean;
  /** Written into the record: what chose the lab's fault, and the exam that it is part of. */
  marks?: Pick<LabRecord, 'seed' | 'exam'>;
  /** Called when the start state stands, before the lab counts as running; when it rejects, the start has failed. */
  onBuilt?: (record: LabRecord) => Promise<void>;
  /** Where $NETLAB_WORK and $HOME are read, our own environment unless told. */
  env?: NodeJS.ProcessEnv;
};

export type Started = { record: LabRecord; workspaces: Workspace[] };

/**
 * Opens a lab's sandbox and builds its start state; the lab then runs on its own. Throws SetupError (which stage, which command, what it
 * said) or MachineError; then, and when `signal` aborts, nothing is left behind.
 */
export async function startLab(options: StartOptions): Promise<Started> {
  const { lab, state, signal, env } = options;
  const workspaces = prepareWorkspaces(lab, env);
  const dir = recordDir(state, lab.id);
  const known: Known = {};
  try {
    const init = await openLab(options, workspaces, dir, known);
    return { record: await settle(options, init, known), workspaces };
  } catch (error) {
    await endLab(state, lab.id, known.record?.init);
    removeRecord(state, lab.id);
    // The first to notice that the sandbox is gone may be anything that was at work in it.
    if (signal?.aborted) throw interrupted();
    if (!known.build || !(error instanceof ScriptFailure)) throw error;
    const { explainScript } = await import('./explain-script.ts');
    throw explainScript(lab, known.build.plan, error);
  }
}

/** What is known of a lab while it is built. */
type Known = { record?: LabRecord; build?: Build; edition?: NonNullable<LabRecord['edition']> };

async function openLab(options: StartOptions, workspaces: Workspace[], dir: string, known: Known) {
  const { lab, state, root, onStage, signal, patienceMs, marks, endsWithUs = false, direct = false } = options;
  // YAML has other ways to write the word that its approach looked for.
  if (workspaces.length > 0) await options.approach?.leave();
  const open = await opener(options, dir);
  return open({
    shares: labShares(lab, state, dir, root, workspaces),
    approach: workspaces.length > 0 ? undefined : options.approach,
    script: async () => {
      known.build = await planBuild(lab, direct, endsWithUs);
      return known.build.script;
    },
    onLeash: endsWithUs,
    onBorn: (born, identity) => {
      const record = newRecord(lab, born, identity.kind === 'single', workspaces);
      known.record = { ...record, ...(direct && { direct }), ...marks };
      for (const path of [state.progress, dir, ...workspaces.map(({ folder }) => folder)]) handOver(path, identity);
      writeRecord(state, known.record);
    },
    onStage: (number) => {
      onStage?.(known.build?.stages[number]?.title ?? '');
      // While the sandbox is built there is time for it.
      known.edition ??= editionOf(lab);
    },
    ...(signal && { signal }),
    ...(patienceMs && { patienceMs }),
  });
}

/** The start state stands: the lab counts as running, unless it is given up now. */
async function settle(
  { lab, state, signal, onBuilt }: StartOptions,
  init: LabRecord['init'],
  { record, edition }: Known,
): Promise<LabRecord> {
  if (!record) throw new Error('a sandbox was opened without being written down');
  const nodes = readHolders(init.pid, Object.keys(lab.topology.nodes));
  const running: LabRecord = { ...record, phase: 'running', ...(edition && { edition }), nodes };
  await onBuilt?.(running);
  // The sandbox may have been built while we had no time to hear of an interrupt.
  await setImmediate();
  if (signal?.aborted) throw interrupted();
  writeRecord(state, running);
  return running;
}

type Build = { plan: Plan; stages: readonly Stage[]; script: string };

/** Called while the sandbox opens, which takes longer than to load and do this. */
async function planBuild(lab: Lab, direct: boolean, onLeash: boolean): Promise<Build> {
  const [{ planLab }, { compilePlan, stagesOf }] = await Promise.all([import('./plan.ts'), import('./compile.ts')]);
  const plan = planLab(lab, direct);
  return { plan, stages: stagesOf(plan), script: compilePlan(plan, onLeash) };
}

/** Most labs need no more than a sandbox, and do not wait until the rest is loaded. */
async function opener({ direct, lab, root }: StartOptions, dir: string): Promise<typeof openSandbox> {
  if (!direct) return openSandbox;
  const { openDirect } = await import('../sandbox/direct/open.ts');
  return (how: OpenOptions) => openDirect({ ...how, dir, lab: lab.id, root });
}

function newRecord(lab: Lab, init: LabRecord['init'], singleId: boolean, workspaces: Workspace[]): LabRecord {
  return {
    format: 1,
    lab: lab.id,
    title: lab.title,
    folder: lab.folder,
    startedAt: new Date().toISOString(),
    phase: 'starting',
    init,
    singleId,
    nodes: Object.fromEntries(Object.keys(lab.topology.nodes).map((node) => [node, 0])),
    namespaces: uniqueNamespaces(lab),
    workspaces: workspaces.map(({ path, folder }) => ({ path, folder })),
  };
}

function uniqueNamespaces(lab: Lab): Record<string, string> {
  const pairs = Object.entries(lab.topology.nodes).flatMap(([node, { namespaces }]) =>
    Object.keys(namespaces).map((namespace) => [namespace, node] as const),
  );
  const names = pairs.map(([namespace]) => namespace);
  return Object.fromEntries(pairs.filter(([namespace]) => names.indexOf(namespace) === names.lastIndexOf(namespace)));
}
