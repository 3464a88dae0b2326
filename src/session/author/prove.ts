import { findLab, labIds } from '../../lab/find.ts';
import type { ProofReport, RunReport } from '../../proof/proof-report.ts';
import { type ProveOptions, proveLabs } from '../../proof/prove.ts';
import { runLine } from '../../report/proof.ts';
import { interruptible } from '../interruptible.ts';
import { readGradable } from '../reading/read-lab.ts';
import type { Session } from '../session.ts';

type Options = Omit<ProveOptions, 'signal' | 'onPlan' | 'onRun'>;

/** Proves the named labs, or all that come with netlab, and shows on standard error how far it is. Ctrl-C closes every sandbox. */
export async function proveWithProgress(
  session: Session,
  names: readonly string[],
  options: Options,
): Promise<ProofReport> {
  const wanted = names.length > 0 ? names : await labIds(session.labs);
  const folders = await Promise.all(wanted.map((name) => findLab(name, session.labs, process.cwd())));
  const labs = await Promise.all([...new Set(folders)].map((folder) => readGradable(session, folder)));
  return interruptible((signal) => {
    const prove = (more: Pick<ProveOptions, 'onPlan' | 'onRun'>) =>
      proveLabs(session, labs, { ...options, ...more, signal });
    return process.stderr.isTTY ? onTerminal(prove) : inLines(prove);
  });
}

type Prove = (more: Pick<ProveOptions, 'onPlan' | 'onRun'>) => Promise<ProofReport>;

function inLines(prove: Prove): Promise<ProofReport> {
  return prove({ onRun: (lab, run) => process.stderr.write(`${runLine(lab, run)}\n`) });
}

/** A line per lab that counts its runs and names the last one. */
async function onTerminal(prove: Prove): Promise<ProofReport> {
  const { Listr } = await import('listr2');
  const labs = new Map<string, LabCount>();
  let start: () => void = () => {};
  const planned = new Promise<void>((resolve) => {
    start = resolve;
  });
  const proving = prove({
    onPlan: (runs) => {
      for (const { lab } of runs) labs.set(lab.id, counted(labs.get(lab.id)));
      start();
    },
    onRun: (lab, run) => labs.get(lab)?.ended(run),
  });
  await Promise.race([planned, proving]);
  const list = new Listr(
    [...labs].map(([title, count]) => ({
      title,
      task: (_context: unknown, task: { title: string; output: string }) => count.follow(title, task, proving),
    })),
    {
      concurrent: true,
      exitOnError: false,
      registerSignalListeners: false,
      rendererOptions: { showErrorMessage: false },
    },
  );
  await list.run();
  return proving;
}

type Shown = { title: string; output: string };

type LabCount = {
  all: number;
  ended(run: RunReport): void;
  /** Settles when the lab's last run has ended; rejects when something in it does not hold. */
  follow(title: string, shown: Shown, proving: Promise<unknown>): Promise<void>;
};

function counted(before: LabCount | undefined): LabCount {
  if (before) {
    before.all += 1;
    return before;
  }
  const ended: RunReport[] = [];
  let tell: () => void = () => {};
  const count: LabCount = {
    all: 1,
    ended(run) {
      ended.push(run);
      tell();
    },
    follow: (title, shown, proving) =>
      new Promise((resolve, reject) => {
        tell = () => {
          shown.title = `${title}  ${ended.length} of ${count.all}`;
          shown.output = ended.at(-1)?.name ?? '';
          if (ended.length < count.all) return;
          if (ended.some(({ status }) => status === 'broken' || status === 'unknown')) reject(new Error(title));
          else resolve();
        };
        proving.catch(reject);
        tell();
      }),
  };
  return count;
}
