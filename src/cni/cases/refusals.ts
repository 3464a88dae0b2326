import { must, should } from '../spec.ts';
import { type Case, type Finding, POOLS } from './case.ts';
import { type RefusalsSeen, refusals } from './refusals-scene.ts';
import { failure, show } from './show.ts';

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
