import { shellLine } from '../system/shell-quote.ts';
import { mendCommands } from './commands.ts';
import type { Facts, Host } from './facts.ts';
import { type Finding, isReady } from './finding.ts';
import { judgeIds } from './ids.ts';
import { judgeItself } from './itself.ts';
import { judgeKernel } from './kernel.ts';
import { lookAround } from './look.ts';
import { judgePrograms } from './programs.ts';
import { judgeSandbox } from './sandbox.ts';

/** This machine, and all that was found out about it. */
export type Examination = { host: Host; findings: readonly Finding[] };

/** What `netlab doctor --json` prints; its keys are a stable interface. */
export type DoctorReport = {
  /** Whether nothing is missing. */
  ready: boolean;
  machine: { distribution: string; kernel: string; user: string };
  findings: {
    id: string;
    status: Finding['status'];
    says: string;
    /** Ids of built-in labs. */
    blocks: string[];
    /** The commands that mend it here, in order, as one would type them. */
    mend: string[];
    /** What a person can do that no command does. */
    advice: string | null;
  }[];
};

/** Examines this machine. `root` is the program's own folder, `labs` the folder of the labs that come with it. */
export async function examine(root: string, labs: string, env: NodeJS.ProcessEnv): Promise<Examination> {
  const facts = await lookAround(root, labs, env);
  return { host: facts.host, findings: judge(facts) };
}

/** All that the facts say, most basic things first. */
export function judge(facts: Facts): Finding[] {
  return [judgeSandbox(facts), judgeIds(facts), ...judgePrograms(facts), ...judgeKernel(facts), ...judgeItself(facts)];
}

/** An examination as it is told to people and programs. */
export function reportOf({ host, findings }: Examination): DoctorReport {
  const { distribution, kernel, user } = host;
  return {
    ready: isReady(findings),
    machine: { distribution, kernel, user },
    findings: findings.map(({ id, status, says, blocks, mend, advice }) => ({
      id,
      status,
      says,
      blocks: [...blocks],
      mend: mendCommands(mend, host).map(shellLine),
      advice: advice ?? null,
    })),
  };
}
