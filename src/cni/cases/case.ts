import type { Evidence } from '../../checks/check.ts';
import type { Stage, Wanted } from './stage.ts';

/**
 * One thing the CNI specification asks of a plugin. `look` drives the plugin on a throw-away host and writes down what happened;
 * `judge` decides, and is pure. A plugin that fails is something seen; only what keeps netlab from looking is thrown.
 */
export type Case<Seen> = {
  /** Completes "podnet: …" in reports, e.g. "ADD makes the pod's interface". */
  title: string;
  rule: Rule;
  /** Completes "expected: …". */
  expected(wanted: Wanted): string;
  /** Completes "found: …" when all is well. */
  holds: string;
  /** The empty network namespaces it needs; `try-a` unless told. */
  pods?: readonly string[];
  look(stage: Stage): Promise<Seen>;
  /** What is wrong, or undefined when the plugin does what the rule says. */
  judge(seen: Seen): Finding | undefined;
  /** The commands that show it by hand, the last one best. */
  evidence(seen: Seen): Evidence;
};

/** Where the specification says it, and what it says, in plain words. */
export type Rule = { section: string; sentence: string };

export type Finding = {
  /** Completes "found: …". */
  found: string;
  /** What most likely went wrong or what it leads to, when that can be told. */
  because?: string;
  /** Shows it better than the case's own evidence. */
  evidence?: Evidence;
};

/** Cases side by side in one map: what one case saw only ever reaches its own judge. */
// biome-ignore lint/suspicious/noExplicitAny: what is seen differs per case, and the case that looked is the one that judges.
export type AnyCase = Case<any>;
