import { type Network, ProbeError } from '../../checks/check.ts';
import { type AnyCase, podsOf } from '../cases/case.ts';
import { CASES, type CaseName } from '../cases/cases.ts';
import type { Stage } from '../cases/stage.ts';
import { openHost } from '../throwaway-host.ts';
import { judgeCase, plainOutcome } from './outcome.ts';
import { NODE } from './room.ts';
import type { Subject } from './subject.ts';
import type { CaseOutcome } from './suite-report.ts';

/** A call that is still running then is stopped, in milliseconds. */
export const CALL_MS = 10_000;

/** After so many calls that were stopped the rest is not tried: a plugin that hangs once per case would take minutes. */
export const PATIENCE = 3;
export const NO_MORE = `${PATIENCE} calls of the plugin did not end, so no more were made`;

/** One scene on one host, and what all its cases make of it. What keeps us from looking makes them unknown. */
export async function runScene(
  stage: Stage,
  names: readonly CaseName[],
  subject: Subject,
  onSeen: (seen: unknown) => void = () => {},
): Promise<CaseOutcome[]> {
  const began = performance.now();
  const { scene }: AnyCase = CASES[names[0] as CaseName];
  try {
    const uplink = subject.list.plugins.some((plugin) => plugin['master'] === 'eth0') ? uplinkOf(stage) : undefined;
    const host = await openHost(stage.network, NODE, { pods: podsOf(scene, stage.crowd), uplink });
    try {
      const own: Stage = { ...stage, network: host.network, results: new Map(), history: [] };
      const seen: unknown = await scene.look(own);
      onSeen(seen);
      const ms = Math.round(performance.now() - began);
      return names.map((name) => judgeCase(name, seen, stage.wanted, ms));
    } finally {
      await host.close();
    }
  } catch (error) {
    if (error instanceof OutOfPatience) return names.map((name) => plainOutcome(name, 'blocked', NO_MORE));
    if (!(error instanceof ProbeError)) throw error;
    return names.map((name) => ({ ...plainOutcome(name, 'unknown', error.message), evidence: error.evidence ?? null }));
  }
}

/** The gateway that pods on an interface of the machine have is a machine outside. */
function uplinkOf({ wanted: { subnet, gateway } }: Stage): string {
  return `${gateway ?? '192.0.2.1'}/${subnet?.split('/')[1] ?? '24'}`;
}

/** Too many calls were stopped: the scenes that are under way end at their next call of the plugin. */
class OutOfPatience extends Error {
  override readonly name = 'OutOfPatience';
}

/** Counts calls of the plugin that were stopped at their time limit; no more are made when patience is at its end. */
export function impatient(network: Network, patience: { left: number }): Network {
  return {
    ...network,
    async run(place, argv, options) {
      const calls = options?.timeoutMs === CALL_MS;
      if (calls && patience.left <= 0) throw new OutOfPatience(NO_MORE);
      const ran = await network.run(place, argv, options);
      if (calls && ran.timedOut) patience.left -= 1;
      return ran;
    },
  };
}
