import { addAddress, addBridge, addInterface, addRoute } from './add.ts';
import { addFollowsConfig, addRefusesExisting } from './add-rules.ts';
import type { AnyCase } from './case.ts';
import { checkNoticesAddress, checkNoticesInterface, checkNoticesRoute, checkPasses } from './check.ts';
import { configured } from './configured.ts';
import { delFrees, delRemoves, delRepeats, delWithoutNamespace } from './del.ts';
import { manyAtOnce, refusesWhenFull, twoPods } from './pods.ts';
import { addResult } from './result.ts';
import { refusesVersion, version } from './version.ts';

/** Every case by the name that a lab file uses. A name is a stable interface. */
export const CASES = {
  configured,
  version,
  'refuses-version': refusesVersion,
  'add-interface': addInterface,
  'add-address': addAddress,
  'add-bridge': addBridge,
  'add-route': addRoute,
  'add-result': addResult,
  'add-follows-config': addFollowsConfig,
  'add-refuses-existing': addRefusesExisting,
  'two-pods': twoPods,
  'many-at-once': manyAtOnce,
  'refuses-when-full': refusesWhenFull,
  'del-removes': delRemoves,
  'del-repeats': delRepeats,
  'del-frees': delFrees,
  'del-without-namespace': delWithoutNamespace,
  'check-passes': checkPasses,
  'check-notices-interface': checkNoticesInterface,
  'check-notices-address': checkNoticesAddress,
  'check-notices-route': checkNoticesRoute,
} as const satisfies Record<string, AnyCase>;

export type CaseName = keyof typeof CASES;

export const CASE_NAMES = Object.keys(CASES) as [CaseName, ...CaseName[]];
