import * as broken from './broken.ts';
import type { AnyCase } from './case.ts';
import { checkNeedsResult } from './check-forgotten.ts';
import { configured } from './configured.ts';
import { ENVIRONMENT_CASES } from './environment.ts';
import { errorObject, reservedCodes } from './errors.ts';
import { addFollowsConfig } from './follows-config.ts';
import * as freeing from './freeing.ts';
import * as gc from './gc.ts';
import { gcByInterface, gcKeeps } from './gc-keeps.ts';
import * as ipam from './ipam.ts';
import { addAddress, addBridge, addInterface, addRoute } from './judge-add.ts';
import { resultAddresses, resultInterfaces, resultRoutes } from './judge-result.ts';
import { killedAdd } from './killed.ts';
import * as life from './life-cases.ts';
import { addRefusesExisting } from './occupied.ts';
import * as odd from './odd.ts';
import * as pods from './pods.ts';
import * as refusals from './refusals.ts';
import { starts } from './starts.ts';
import { statusReady } from './status-ready.ts';
import { versionHonest } from './version-honest.ts';
import { refusesVersion } from './version-refused.ts';
import * as versions from './versions.ts';

/** Every case by the name that a lab file uses, in the order of reports. A name is a stable interface. */
export const CASES = {
  configured,
  starts,
  version: versions.version,
  'version-echo': versions.versionEcho,
  'version-silent': versions.versionSilent,
  'version-honest': versionHonest,
  'refuses-version': refusesVersion,
  ...ENVIRONMENT_CASES,
  'unknown-keys': odd.unknownKeys,
  'unknown-args': odd.unknownArgs,
  'error-object': errorObject,
  'reserved-codes': reservedCodes,
  'add-interface': addInterface,
  'add-address': addAddress,
  'add-bridge': addBridge,
  'add-route': addRoute,
  'result-interfaces': resultInterfaces,
  'result-addresses': resultAddresses,
  'result-routes': resultRoutes,
  'add-follows-config': addFollowsConfig,
  'add-refuses-existing': addRefusesExisting,
  'add-nowhere': refusals.addNowhere,
  'add-long-id': odd.longId,
  'add-second-interface': odd.secondInterface,
  'add-passes-result': odd.prevResultPassed,
  'add-leaves-no-process': life.leavesNoProcess,
  'two-pods': pods.twoPods,
  'many-at-once': pods.manyAtOnce,
  'refuses-when-full': refusals.refusesWhenFull,
  'failed-add-frees': refusals.failedAddFrees,
  'killed-add': killedAdd,
  'ipam-config': ipam.ipamConfig,
  'ipam-result': ipam.ipamResult,
  'ipam-undo': ipam.ipamUndo,
  'del-removes': life.delRemoves,
  'del-repeats': life.delRepeats,
  'del-unknown': life.delUnknown,
  'del-frees': freeing.delFrees,
  'del-without-namespace': freeing.delWithoutNamespace,
  'del-without-result': freeing.delWithoutResult,
  'del-only-own': pods.delOnlyOwn,
  'del-leaves-nothing': freeing.delLeavesNothing,
  'ipam-del': ipam.ipamDel,
  'check-passes': life.checkPasses,
  'check-changes-nothing': life.checkChangesNothing,
  'check-notices-interface': broken.checkNoticesInterface,
  'check-notices-address': broken.checkNoticesAddress,
  'check-notices-route': broken.checkNoticesRoute,
  'check-notices-port': broken.checkNoticesPort,
  'check-notices-reservation': broken.checkNoticesReservation,
  'check-tolerates': broken.checkTolerates,
  'check-needs-result': checkNeedsResult,
  'ipam-check': ipam.ipamCheck,
  'gc-frees': gc.gcFrees,
  'gc-keeps': gcKeeps,
  'gc-by-interface': gcByInterface,
  'gc-silent': gc.gcSilent,
  'ipam-gc': ipam.ipamGc,
  'status-ready': statusReady,
  'status-exhausted': refusals.statusExhausted,
  'status-recovers': refusals.statusRecovers,
  'ipam-status': ipam.ipamStatus,
} as const satisfies Record<string, AnyCase>;

export type CaseName = keyof typeof CASES;

export const CASE_NAMES = Object.keys(CASES) as [CaseName, ...CaseName[]];
