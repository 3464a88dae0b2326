import { join } from 'node:path';
import { SetupError } from '../errors.ts';
import { editionOf } from '../lab/edition.ts';
import type { Lab } from '../lab/lab.ts';
import { endLab } from '../sandbox/end.ts';
import type { Share } from '../sandbox/filesystem.ts';
import { readHolders } from '../sandbox/holders.ts';
import { INSIDE } from '../sandbox/layout.ts';
import { interrupted, type OpenOptions, openSandbox, ScriptFailure } from '../sandbox/open.ts';
import { type LabRecord, recordDir, removeRecord, writeRecord } from '../sandbox/record.ts';
import type { StateDir } from '../sandbox/state-dir.ts';
import { handOver, prepareWorkspaces, type Workspace } from '../sandbox/workspace.ts';
import { compilePlan, stagesOf } from './compile.ts';
import { planLab } from './plan.ts';
import { printStage } from './print.ts';
import type { Plan } from './step.ts';

export type StartOptions = {
  lab: Lab;
  state: StateDir;
  /** The folder of the program itself, which the sandbox shows inside. */
  root: string;
  /** Called with the title of each stage as it begins. */
  onStage?: (title: string) => void;
  signal?: AbortSignal;
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
  const { lab, state, root, onStage, signal, patienceMs, env, marks, endsWithUs = false, direct = false } = options;
  const plan = planLab(lab, direct);
  const workspaces = prepareWorkspaces(lab, env);
  const dir = recordDir(state, lab.id);
  let record: LabRecord | undefined;
  try {
    const open = await opener(options, dir);
    const init = await open({
      shares: shares(lab, state, dir, root, workspaces),
      script: compilePlan(plan, endsWithUs),
      onLeash: endsWithUs,
      onBorn: (born, identity) => {
        record = {
          ...newRecord(lab, born, identity.kind === 'single', workspaces),
          ...(direct && { direct }),
          ...marks,
        };
        for (const path of [state.progress, dir, ...workspaces.map(({ folder }) => folder)]) handOver(path, identity);
        writeRecord(state, record);
      },
      ...(onStage && { onStage: (number: number) => onStage(stagesOf(plan)[number]?.title ?? '') }),
      ...(signal && { signal }),
      ...(patienceMs && { patienceMs }),
    });
    if (!record) throw new Error('a sandbox was opened without being written down');
    const running: LabRecord = { ...record, phase: 'running', nodes: readHolders(init.pid, plan.nodes) };
    await options.onBuilt?.(running);
    if (signal?.aborted) throw interrupted();
    writeRecord(state, running);
    return { record: running, workspaces };
  } catch (error) {
    await endLab(state, lab.id, record?.init);
    removeRecord(state, lab.id);
    // The first to notice that the sandbox is gone may be anything that was at work in it.
    if (signal?.aborted) throw interrupted();
    throw error instanceof ScriptFailure ? explainScript(lab, plan, error) : error;
  }
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
    edition: editionOf(lab),
  };
}

function uniqueNamespaces(lab: Lab): Record<string, string> {
  const pairs = Object.entries(lab.topology.nodes).flatMap(([node, { namespaces }]) =>
    Object.keys(namespaces).map((namespace) => [namespace, node] as const),
  );
  const names = pairs.map(([namespace]) => namespace);
  return Object.fromEntries(pairs.filter(([namespace]) => names.indexOf(namespace) === names.lastIndexOf(namespace)));
}

function shares(lab: Lab, state: StateDir, dir: string, root: string, workspaces: Workspace[]): Share[] {
  const readOnly = (from: string, to: string): Share => ({ from, to, writable: false });
  return [
    readOnly(root, INSIDE.app),
    readOnly(process.execPath, INSIDE.node),
    readOnly(lab.folder, INSIDE.lab),
    readOnly(dir, `${INSIDE.state}/running/${lab.id}`),
    { from: state.progress, to: `${INSIDE.state}/progress`, writable: true },
    { from: join(dir, 'inbox'), to: INSIDE.inbox, writable: true },
    ...workspaces.map(({ folder }, index): Share => ({ from: folder, to: `${INSIDE.work}/${index}`, writable: true })),
  ];
}

function explainScript(lab: Lab, plan: Plan, failure: ScriptFailure): SetupError {
  const stage = failure.stage === undefined ? undefined : stagesOf(plan)[failure.stage];
  const line = /^Command failed -:(\d+)$/m.exec(failure.message);
  const commands = stage?.steps.filter((step) => step.kind === 'ip') ?? [];
  const command = line && stage ? commands[Number(line[1]) - 1] : undefined;
  const what = command && stage ? ` at "${printStage({ ...stage, steps: [command] }, lab.folder).at(-1)}"` : '';
  const said = failure.message.replace(/^Command failed -:\d+$\n?/m, '').trim();
  return new SetupError(
    `setting up ${lab.id} failed in ${stage?.title ?? 'its first step'}${what}: ${said || 'without a word'}`,
    {
      next: [`netlab start ${lab.id} --dry-run   (every command of the set-up)`, 'netlab doctor'],
    },
  );
}
