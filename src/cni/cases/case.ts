import type { Evidence } from '../../checks/check.ts';
import type { Rule } from '../spec.ts';
import type { Stage, Wanted } from './stage.ts';

/**
 * Something done to a plugin on a throw-away host, written down as it went. Several cases can judge the same scene. A plugin that fails is
 * something seen; only what keeps netlab from looking is thrown.
 */
export type Scene<Seen> = {
  id: string;
  /** The empty network namespaces it needs. */
  pods: readonly string[];
  /** Of these, only as many as a crowd has here (`stage.crowd`). */
  crowded?: true;
  look(stage: Stage): Promise<Seen>;
};

/** The namespaces that a scene needs where a crowd has so many pods. */
export function podsOf({ pods, crowded }: Pick<Scene<never>, 'pods' | 'crowded'>, crowd: number): readonly string[] {
  return crowded ? pods.slice(0, crowd) : pods;
}

/**
 * What a plugin is in the network under test: it makes the interface, it works on one that is there, it comes after another in the
 * chain, or it gives out addresses for another.
 */
export type Role = 'interface' | 'existing' | 'chained' | 'ipam';

export const EVERY_ROLE: readonly Role[] = ['interface', 'existing', 'chained', 'ipam'];

/** Those that give out addresses from a range. */
export const POOLS: readonly Role[] = ['interface', 'ipam'];

/** One thing the CNI specification asks of a plugin. `judge` is pure. */
export type Case<Seen> = {
  /** Completes "podnet: …" in reports, e.g. "ADD makes the pod's interface". */
  title: string;
  rule: Rule;
  /** `core` unless told. */
  level?: 'core' | 'full';
  /** The version that brought it; a plugin that claims only older ones need not do it. */
  since?: '0.4.0' | '1.1.0';
  /** Plugins that it is about: those that make an interface, unless told. */
  roles?: readonly Role[];
  /** What the configuration has to say for the case to make sense. */
  needs?: readonly ('bridge' | 'subnet' | 'gateway' | 'ipam')[];
  scene: Scene<Seen>;
  /** Completes "expected: …". */
  expected(wanted: Wanted): string;
  /** Completes "found: …" when all is well. */
  holds: string;
  /** What is wrong, or undefined when the plugin does what the rule says. */
  judge(seen: Seen): Finding | undefined;
  /** The commands that show it by hand, the last one best. */
  evidence(seen: Seen): Evidence;
};

export type Finding = {
  /** Completes "found: …". */
  found: string;
  /** What most likely went wrong or what it leads to, when that can be told. */
  because?: string;
  /** Shows it better than the case's own evidence. */
  evidence?: Evidence;
  /** True when it is what the lab asks of the network, and the rule says nothing about it. */
  isLabsOwn?: boolean;
  /** True when the plugin turned out to have nothing that the rule is about. */
  notApplicable?: boolean;
};

/** Cases side by side in one map: what one scene saw only ever reaches its own cases. */
// biome-ignore lint/suspicious/noExplicitAny: what is seen differs per scene, and a case has the scene that it judges.
export type AnyCase = Case<any>;
