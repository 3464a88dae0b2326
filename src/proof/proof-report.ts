import type { CheckReport } from '../checks/report.ts';
import type { Mutant } from './mutants.ts';

/** What `netlab lab test` found. These keys are a stable interface: `lab test --json` prints them. */
export type ProofReport = {
  /** Everything that was asked for holds; with `strict` no mutant survived either. */
  proved: boolean;
  strict: boolean;
  labs: LabProof[];
  /** Wall time in milliseconds. */
  ms: number;
};

export type LabProof = {
  lab: string;
  proved: boolean;
  runs: RunReport[];
  mutants: { all: number; caught: number; optional: number; survived: number };
};

export type RunKind = 'start' | 'fault' | 'solution' | 'mistake' | 'mutation';

/** `survived`: a mutant that no check caught. `unknown`: netlab could not look or could not start the lab. */
export type RunStatus = 'held' | 'broken' | 'survived' | 'unknown';

/** One sandbox from start to stop. */
export type RunReport = {
  kind: RunKind;
  /** `solution`, `mistakes/no-way-back`, `solution.sh:12 dropped`. */
  name: string;
  /** Which of the repetitions, from 1. */
  round: number;
  status: RunStatus;
  /** What does not hold, a sentence each. */
  problems: string[];
  /** What an author may want to know all the same. */
  notes: string[];
  mutant: Pick<Mutant, 'file' | 'line' | 'change' | 'was' | 'now'> | null;
  /** The checks that were open when it broke. */
  open: CheckReport[];
  /** The running lab that was kept, and the folder that holds its files. */
  kept: { lab: string; folder: string } | null;
  ms: number;
};

/** 0: proved. 1: something does not hold. 2: nothing is wrong, but not everything could be looked at. */
export function exitCodeOfProof({ proved, strict, labs }: ProofReport): 0 | 1 | 2 {
  if (proved) return 0;
  const found = labs.flatMap(({ runs }) => runs.map(({ status }) => status));
  return found.includes('broken') || (strict && found.includes('survived')) ? 1 : 2;
}

/** The runs of one lab, summed up. */
export function labProof(lab: string, runs: RunReport[], strict: boolean): LabProof {
  const mutants = runs.filter(({ mutant }) => mutant !== null);
  const optional = mutants.filter(({ notes }) => notes.some((note) => note.startsWith('optional:'))).length;
  const survived = mutants.filter(({ status }) => status === 'survived').length;
  const caught = mutants.filter(({ status }) => status === 'held').length - optional;
  const fine = (status: RunStatus) => status === 'held' || (status === 'survived' && !strict);
  return {
    lab,
    proved: runs.every(({ status }) => fine(status)),
    runs,
    mutants: { all: mutants.length, caught, optional, survived },
  };
}
