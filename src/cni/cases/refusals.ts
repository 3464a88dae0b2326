import { must, should } from '../spec.ts';
import { type Case, EVERY_ROLE, type Finding, type Role, type Scene } from './case.ts';
import { type ExistingSeen, occupy } from './occupied.ts';
import { failure, show } from './show.ts';
import { addPod, type Done, delPod, type Stage, statusAll } from './stage.ts';
import { smallNetwork } from './wanted.ts';

/** A network with room for one pod, and ADDs that have to fail: what they say, what they leave, and what they use up. */
export type RefusalsSeen = Pick<ExistingSeen, 'existing' | 'works'> & {
  /** ADD for a namespace that does not exist. */
  nowhere: Done;
  /** With room for one pod, ADD of one more; undefined when the network names no subnet, or ADD failed before. */
  full: Done | undefined;
  /** STATUS while all is taken, and after a DEL; undefined when it is not asked. */
  exhausted: Done | undefined;
  freed: { del: Done; add: Done; status: Done } | undefined;
};

const refusals: Scene<RefusalsSeen> = {
  id: 'refusals',
  pods: ['try-a', 'try-b', 'try-c'],
  async look(stage) {
    const small = { ...stage, list: smallNetwork(stage.list, stage.wanted) };
    const nowhere = await addPod(small, 'try-x', { netns: '/run/netns/try-x' });
    await occupy(stage);
    const existing = await addPod(small, 'try-a');
    // An IPAM plugin looks at no namespace: it has given two addresses, and gets them back.
    if (stage.role === 'ipam') for (const pod of ['try-x', 'try-a']) await delPod(small, pod);
    const works = await addPod(small, 'try-b');
    const room = works.ok && stage.wanted.subnet !== undefined;
    const full = room ? await addPod(small, 'try-c') : undefined;
    const exhausted = full?.ok === false ? await statusAll(small) : undefined;
    return { nowhere, existing, works, full, exhausted, freed: exhausted && (await lookAtFreed(small)) };
  },
};

async function lookAtFreed(stage: Stage): Promise<RefusalsSeen['freed']> {
  // A runtime calls DEL after an ADD that failed.
  await delPod(stage, 'try-c');
  const del = await delPod(stage, 'try-b');
  const status = await statusAll(stage);
  return { del, status, add: await addPod(stage, 'try-c') };
}

export const addNowhere: Case<RefusalsSeen> = {
  title: 'ADD fails when the namespace does not exist',
  rule: must('section 2, Errors', 'A plugin must exit with a return code of 0 on success, and non-zero on failure.'),
  roles: ['interface', 'existing'],
  scene: refusals,
  expected: () => 'ADD fails with an error object',
  holds: 'refused',
  judge: ({ nowhere }) => {
    if (nowhere.ok) return { found: 'ADD exited with 0 although CNI_NETNS is a path to nothing' };
    return nowhere.calls[0]?.error ? undefined : failure(nowhere);
  },
  evidence: ({ nowhere }) => show(nowhere),
};

export const failedAddFrees: Case<RefusalsSeen> = {
  title: 'a failed ADD uses up no address',
  rule: should(
    'section 4, Delegated plugin execution procedure',
    'If, on `ADD`, a delegated plugin fails, the "upper" plugin should execute again with `DEL` before returning failure.',
  ),
  level: 'full',
  needs: ['subnet'],
  scene: refusals,
  expected: () => 'in a subnet with room for one pod, ADD works after two ADDs that failed',
  holds: 'the address was still there',
  judge: ({ nowhere, existing, works }): Finding | undefined => {
    if (nowhere.ok || existing.ok) return { found: 'an ADD that had to fail did not', notApplicable: true };
    const because = 'the runtime tries again and again: a node whose pods fail to start runs out of addresses';
    return works.ok ? undefined : { ...failure(works, 'ADD after the failed ones'), because };
  },
  evidence: ({ works }) => show(works),
};

const POOLS: readonly Role[] = ['interface', 'ipam'];

export const refusesWhenFull: Case<RefusalsSeen> = {
  title: 'ADD fails when all addresses are taken',
  rule: must('section 2, Errors', 'A plugin must exit with a return code of 0 on success, and non-zero on failure.'),
  roles: POOLS,
  needs: ['subnet'],
  scene: refusals,
  expected: () => 'in a subnet with room for one pod, the second ADD fails with an error object',
  holds: 'the second ADD is refused',
  judge: ({ works, full }): Finding | undefined => {
    if (!works.ok || !full) return failure(works);
    if (full.ok) {
      const given = full.result?.ips.map((ip) => ip.address).join(', ') || 'no address';
      const because = 'the plugin has to remember which addresses are taken, and say when there is none';
      return { found: `with room for one pod, the second ADD gave ${given}`, because };
    }
    return full.calls.some((call) => call.error) ? undefined : failure(full);
  },
  evidence: ({ works, full }) => show(full ?? works),
};

export const statusExhausted: Case<RefusalsSeen> = {
  title: 'STATUS fails when all addresses are taken',
  rule: must(
    'section 2, STATUS',
    'if a plugin has a limited number of resources (e.g. IP addresses, hardware queues), it should return an error if those resources are exhausted and no new `ADD` requests can be serviced.',
  ),
  since: '1.1.0',
  level: 'full',
  roles: POOLS,
  needs: ['subnet'],
  scene: refusals,
  expected: () => 'STATUS fails with code 50 or 51',
  holds: 'STATUS says that it is not ready',
  judge: ({ works, full, exhausted }): Finding | undefined => {
    if (!exhausted) return failure(full ?? works);
    if (exhausted.ok) return { found: 'STATUS exits with 0, and the next ADD cannot work' };
    const error = exhausted.calls.find((call) => call.error)?.error;
    if (!error) return failure(exhausted);
    return error.code === 50 || error.code === 51
      ? undefined
      : { found: `STATUS failed with code ${error.code}: ${error.msg}` };
  },
  evidence: ({ works, exhausted }) => show(exhausted ?? works),
};

export const statusRecovers: Case<RefusalsSeen> = {
  title: 'after a STATUS that failed, DEL and ADD work and STATUS recovers',
  rule: must(
    'section 2, STATUS',
    'Plugins should always expect other CNI operations (like `ADD`, `DEL`, etc) even if `STATUS` returns an error.',
  ),
  since: '1.1.0',
  level: 'full',
  roles: POOLS,
  needs: ['subnet'],
  scene: refusals,
  expected: () => 'DEL exits with 0, then STATUS does, then ADD gets the address',
  holds: 'all of them work',
  judge: ({ works, full, freed }): Finding | undefined => {
    if (!freed) return failure(full ?? works);
    const failed = [freed.del, freed.status, freed.add].find((done) => !done.ok);
    return failed ? failure(failed) : undefined;
  },
  evidence: ({ works, freed }) => show(freed?.add ?? works),
};

export const errorObject: Case<RefusalsSeen> = {
  title: 'an error has its version, code and message',
  rule: should(
    'section 5, Error',
    'Plugins should output a JSON object with the following keys if they encounter an error: … `cniVersion`: The protocol version in use … `code`: A numeric error code … `msg`: A short message characterizing the error.',
  ),
  level: 'full',
  scene: refusals,
  expected: () => 'on standard output an object with the cniVersion of the input, a code, and a msg that is not empty',
  holds: 'all keys are there',
  judge: (seen) => firstOf(seen, judgeErrorObject),
  evidence: ({ existing }) => show(existing),
};

function judgeErrorObject(done: Done): Finding | undefined {
  const call = done.calls.find(({ exitCode }) => exitCode !== 0);
  if (!call) return undefined;
  if (!call.error) return failure(done);
  const asked = /"cniVersion":"([^"]*)"/.exec(call.byHand)?.[1];
  if (call.error.cniVersion !== asked) {
    const has = call.error.cniVersion === undefined ? 'no cniVersion' : `cniVersion ${call.error.cniVersion}`;
    return { found: `the error has ${has}, and the input ${asked}`, evidence: show(done) };
  }
  return call.error.msg.trim() === '' ? { found: 'msg is empty', evidence: show(done) } : undefined;
}

/** Codes below 100 that the specification gives a meaning, and 8, which its own library uses for a wrong CNI_NETNS. */
const KNOWN_CODES = [1, 2, 3, 4, 5, 6, 7, 8, 11, 50, 51];

export const reservedCodes: Case<RefusalsSeen> = {
  title: 'no error uses a reserved code',
  rule: must(
    'section 5, Error',
    'Error codes 0-99 are reserved for well-known errors. Values of 100+ can be freely used for plugin specific errors.',
  ),
  level: 'full',
  roles: EVERY_ROLE,
  scene: refusals,
  expected: () => 'codes 1 to 7, 11, 50 and 51 for what they mean, and 100 or more for all else',
  holds: 'no reserved code',
  judge: (seen) =>
    firstOf(seen, (done) => {
      const error = done.calls.find((call) => call.error)?.error;
      if (!error || error.code >= 100 || KNOWN_CODES.includes(error.code)) return undefined;
      return { found: `${done.command} failed with code ${error.code}: ${error.msg}`, evidence: show(done) };
    }),
  evidence: ({ existing }) => show(existing),
};

function firstOf(seen: RefusalsSeen, judge: (done: Done) => Finding | undefined): Finding | undefined {
  const failed = [seen.existing, seen.nowhere, seen.full, seen.exhausted].filter((done) => done && !done.ok) as Done[];
  if (failed.length === 0) return { found: 'no call failed', notApplicable: true };
  return failed.map(judge).find((finding) => finding !== undefined);
}
