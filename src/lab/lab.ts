import type { CheckKinds } from './schema.ts';
import type { Topology } from './topology-schema.ts';

/** What a lab is, once its file has been read, checked and completed with defaults: data only. */

export type Lab = {
  /** `03-nat`: the name of its folder. */
  id: string;
  /** Absolute path of its folder. */
  folder: string;
  /** Absolute path of its lab.yaml. */
  file: string;
  title: string;
  summary: string;
  level: 'beginner' | 'intermediate' | 'advanced';
  minutes: number;
  after: readonly string[];
  /** Kernel features and tools beyond the base set, e.g. `vxlan`. */
  requires: readonly string[];
  references: readonly { title: string; url: string }[];
  topology: Topology;
  tasks: readonly Task[];
  /** What may be broken: one of them at each start. None for a lab in which something is to be built. */
  faults: readonly LabFault[];
  /** The modules of kinds of checks that it brings, as its file names them; most labs bring none. */
  brings: readonly string[];
};

/** A lab and the kinds its checks may be of, by their key: netlab's own and those the lab brings. */
export type GradableLab = Lab & { kinds: CheckKinds };

/** One thing that a start breaks in a network that is whole. Its scripts are in `faults/ID/`. */
export type LabFault = {
  id: string;
  /** What was broken, once it is mended. */
  title: string;
  /** Where it was, such as `addresses`. */
  layer: string;
  /** The checks that fail because of it, for sure. */
  shows: readonly string[];
  /** Markdown: what it was, how one finds it, and where one meets it. */
  debrief: string;
};

export type Task = {
  id: string;
  title: string;
  /** Tasks of this lab that must be done first. */
  after: readonly string[];
  /** Markdown. */
  text: string;
  hints: readonly string[];
  checks: readonly LabCheck[];
};

/** One expectation. `entry` has been parsed by the schema of its kind. */
export type LabCheck = {
  /** `reach.2`: the task and the position, 1-based. */
  id: string;
  kind: string;
  entry: unknown;
  title: string | undefined;
  points: number;
  /** Why it matters; shown when it fails. */
  because: string | undefined;
  /** Seconds during which a failing check is tried again; 0 is once. */
  within: number;
  /** Must pass too, or this check proves nothing: the probe itself works. */
  control: { kind: string; entry: unknown } | undefined;
  /** Holds from the start and must go on holding. */
  guard: boolean;
  /** Shown and counted as a bonus, never needed. */
  optional: boolean;
  /** How much of a failure is shown: everything, only what was found, nothing. */
  reveal: 'full' | 'found' | 'none';
};
