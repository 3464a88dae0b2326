import { faultFolder } from '../lab/faults.ts';
import type { GradableLab, Lab, LabFault } from '../lab/lab.ts';
import { listMistakes, type Mistake } from '../lab/mistake.ts';
import { listSolutions, type Solution } from '../lab/solution.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import type { RunKind } from './proof-report.ts';

/** One thing to prove, in a sandbox of its own. */
export type Run = {
  lab: GradableLab;
  name: string;
  round: number;
  /** What is broken before anything else happens. */
  fault: LabFault | undefined;
} & Subject;

export type Subject =
  | { kind: 'start' }
  | { kind: 'fault'; fault: LabFault }
  | { kind: 'solution'; solution: Solution }
  | { kind: 'mistake'; mistake: Mistake }
  | { kind: 'mutation'; mutant: Mutant };

export type RunPlan = {
  /** Leaves out the other kinds. */
  only: RunKind | undefined;
  /** Everything so many times over. */
  repeat: number;
  /** Whose mutants are tried. */
  mutate: 'reference' | 'all';
};

type Named = Subject & { name: string; fault: LabFault | undefined };

/** Every run that proves a lab. */
export async function planRuns(lab: GradableLab, { only, repeat, mutate }: RunPlan): Promise<Run[]> {
  const faults = await Promise.all(
    lab.faults.map(
      async (fault): Promise<Named[]> => [
        { kind: 'fault', name: `faults/${fault.id}`, fault },
        ...(await scriptRuns(lab, faultFolder(lab, fault), mutate, fault)),
      ],
    ),
  );
  const start: Named = { kind: 'start', name: 'start', fault: undefined };
  const subjects = [start, ...(await scriptRuns(lab, lab.folder, mutate, undefined)), ...faults.flat()];
  const wanted = subjects.filter(({ kind }) => only === undefined || kind === only);
  return Array.from({ length: repeat }, (_, index) =>
    wanted.map((subject): Run => ({ ...subject, lab, round: index + 1 })),
  ).flat();
}

/** What the scripts of a folder prove: those of the lab itself, or of one of its faults. */
async function scriptRuns(
  lab: Lab,
  folder: string,
  mutate: RunPlan['mutate'],
  fault: LabFault | undefined,
): Promise<Named[]> {
  const [solutions, mistakes] = await Promise.all([listSolutions(folder), listMistakes(folder)]);
  const mutated = solutions.filter(({ name }) => mutate === 'all' || name === 'solution');
  const subjects: (Subject & { name: string })[] = [
    ...solutions.map((solution) => ({ kind: 'solution' as const, name: shortName(lab, solution.file), solution })),
    ...mistakes.map((mistake) => ({ kind: 'mistake' as const, name: shortName(lab, mistake.file), mistake })),
    ...mutated.flatMap(mutantsOf).map((mutant) => {
      const name = `${shortName(lab, mutant.file)}:${mutant.line} ${changeWords(mutant)}`;
      return { kind: 'mutation' as const, name, mutant };
    }),
  ];
  return subjects.map((subject): Named => ({ fault, ...subject }));
}

function shortName(lab: Lab, file: string): string {
  return file.startsWith(`${lab.folder}/`) ? file.slice(lab.folder.length + 1) : file;
}

function changeWords({ change, match }: Mutant): string {
  if (change === 'dropped') return 'dropped';
  return change === 'match' ? `without ${match}` : `with another ${change}`;
}
