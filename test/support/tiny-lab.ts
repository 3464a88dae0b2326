import type { Kinds } from '../../src/checks/looking.ts';
import type { GradableLab, LabCheck } from '../../src/lab/lab.ts';
import { topologySchema } from '../../src/lab/topology-schema.ts';

/** A check of a lab for tests: only its kind and entry are needed. */
export type CheckDraft = Partial<Omit<LabCheck, 'id'>> & { kind: string; entry: unknown };
export type TaskDraft = { after?: readonly string[]; checks: readonly CheckDraft[] };

/** A lab with these tasks by id, completed as the loader does it; entries are parsed by their kind's schema. */
export function labOf(tasks: Readonly<Record<string, TaskDraft>>, kinds: Kinds): GradableLab {
  return {
    id: '99-tiny',
    folder: '/nowhere/99-tiny',
    file: '/nowhere/99-tiny/lab.yaml',
    title: 'Tiny',
    summary: 'A lab for tests.',
    level: 'beginner',
    minutes: 1,
    after: [],
    requires: [],
    references: [],
    kinds,
    brings: [],
    faults: [],
    topology: topologySchema.parse({}),
    tasks: Object.entries(tasks).map(([id, { after = [], checks }]) => ({
      id,
      title: `Task ${id}`,
      after,
      text: '',
      hints: [],
      checks: checks.map((draft, index) => labCheck(`${id}.${index + 1}`, draft, kinds)),
    })),
  };
}

function labCheck(id: string, draft: CheckDraft, kinds: Kinds): LabCheck {
  const parsed = ({ kind, entry }: { kind: string; entry: unknown }) => ({
    kind,
    entry: kinds.get(kind)?.schema.parse(entry) ?? entry,
  });
  return {
    title: undefined,
    points: 1,
    because: undefined,
    within: 0,
    guard: false,
    optional: false,
    reveal: 'full',
    ...draft,
    control: draft.control && parsed(draft.control),
    id,
    ...parsed(draft),
  };
}
