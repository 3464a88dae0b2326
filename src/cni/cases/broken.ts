import { must, type Rule, should } from '../spec.ts';
import {
  addressGone,
  type Break,
  interfaceGone,
  portGone,
  reservationGone,
  routeGone,
  somethingAdded,
} from './breaks.ts';
import { type Case, type Finding, POOLS, type Scene } from './case.ts';
import { failure, show } from './show.ts';
import { addPod, checkPod, type Done } from './stage.ts';
import { filesOf, newIn, readTraces } from './traces.ts';

/** CHECK says whether what ADD made is still there (section 2, "CHECK"). A pod each, and from each something else is taken away. */

export type BrokenSeen = {
  /** What was done between the two CHECKs, e.g. "eth0 removed from the pod"; undefined when there was nothing to take away. */
  broke: string | undefined;
  add: Done;
  /** CHECK before and after; undefined when what came before failed. */
  before: Done | undefined;
  after: Done | undefined;
};

function breaking(id: string, hurt: Break, looksAtFiles = false): Scene<BrokenSeen> {
  return {
    id: `broken-${id}`,
    pods: ['try-a'],
    async look(stage) {
      const empty = looksAtFiles ? await readTraces(stage) : [];
      const add = await addPod(stage, 'try-a');
      if (!add.ok) return { broke: '', add, before: undefined, after: undefined };
      const files = looksAtFiles ? filesOf(newIn(await readTraces(stage), empty)) : [];
      const before = await checkPod(stage, 'try-a');
      if (!before.ok) return { broke: '', add, before, after: undefined };
      const broke = await hurt(stage, 'try-a', files);
      return { broke, add, before, after: broke === undefined ? undefined : await checkPod(stage, 'try-a') };
    },
  };
}

const ERROR =
  'The plugin should return an error if a resource included in the CNI Result type (interface, address or route) was created by the plugin, and is listed in `prevResult`, but is missing or in an invalid state.';
const OTHER =
  'The plugin should return an error if other resources not tracked in the Result type such as the following are missing or are in an invalid state: … IP reservations';

export const checkNoticesInterface = notices(
  'the interface has gone',
  should('section 2, CHECK', ERROR),
  breaking('interface', interfaceGone),
);
export const checkNoticesAddress = notices(
  'the address has gone',
  should('section 2, CHECK', ERROR),
  breaking('address', addressGone),
  { needs: ['subnet'] },
);
export const checkNoticesRoute = notices(
  'the default route has gone',
  should('section 2, CHECK', ERROR),
  breaking('route', routeGone),
);
export const checkNoticesPort = notices(
  'the host end is off the bridge',
  should(
    'section 2, CHECK',
    'The plugin should return an error if it is aware of a condition where the container is generally unreachable.',
  ),
  breaking('port', portGone),
  { needs: ['bridge'], level: 'full' },
);
export const checkNoticesReservation = notices(
  'the reservation of the address has gone',
  should('section 2, CHECK', OTHER),
  breaking('reservation', reservationGone, true),
  { needs: ['subnet'], level: 'full', roles: POOLS },
);

function notices(
  what: string,
  rule: Rule,
  scene: Scene<BrokenSeen>,
  more: Partial<Case<BrokenSeen>> = {},
): Case<BrokenSeen> {
  return {
    ...{ title: `CHECK notices that ${what}`, rule, since: '0.4.0', scene, holds: 'CHECK notices it' },
    expected: () => `CHECK exits with 0, and when ${what} it fails with an error object`,
    judge: judgeNotices,
    evidence: ({ add, before, after }) => show(after ?? before ?? add),
    ...more,
  };
}

/** CHECK must pass before and fail after: one that always fails notices nothing either. */
export function judgeNotices({ broke, add, before, after }: BrokenSeen): Finding | undefined {
  if (!add.ok) return failure(add);
  if (!before?.ok) return failure(before ?? add, 'before anything was removed');
  if (broke === undefined || !after) return { found: 'ADD makes nothing that could go', notApplicable: true };
  if (after.ok) {
    const because =
      'a runtime asks CHECK whether a pod still has its network; a CHECK that always agrees hides the fault';
    return { found: `${broke}, and CHECK still exits with 0`, because };
  }
  return after.calls.at(-1)?.error ? undefined : { found: `${broke}, and ${after.problem}` };
}

export const checkTolerates: Case<BrokenSeen> = {
  title: 'CHECK tolerates what others have added',
  rule: must(
    'section 2, CHECK',
    'The plugin must allow for a later chained plugin to have modified networking resources, e.g. routes, on `ADD`.',
  ),
  since: '0.4.0',
  level: 'full',
  scene: breaking('added', somethingAdded),
  expected: () => 'with one more interface, address and route in the pod, CHECK exits with 0',
  holds: 'CHECK exits with 0',
  judge: ({ add, before, after, broke }) => {
    if (!before?.ok) return failure(before ?? add);
    return after?.ok ? undefined : failure(after ?? add, broke);
  },
  evidence: ({ add, before, after }) => show(after ?? before ?? add),
};
