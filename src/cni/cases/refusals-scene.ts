import type { Scene } from './case.ts';
import { type ExistingSeen, occupy } from './occupied.ts';
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

/** ADDs that have to fail, in a network with room for one pod. */
export const refusals: Scene<RefusalsSeen> = {
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
