import { environmentOf } from '../chain.ts';
import type { Executable } from '../plugin.ts';
import { should } from '../spec.ts';
import { type Case, type Finding, POOLS, type Scene } from './case.ts';
import { failure, show } from './show.ts';
import { addPod, attachment, type Done, delPod, requestOf, type Stage } from './stage.ts';
import { newIn, readTraces, type Traces } from './traces.ts';
import { smallNetwork } from './wanted.ts';

/** A machine that goes down, an OOM killer, an impatient runtime: ADD is ended by SIGKILL at any moment. */

export type KilledSeen = {
  add: Done;
  /** Per kill: after how many milliseconds, and what DEL, ADD of another pod and its DEL came to. */
  kills: readonly { afterMs: number; dones: readonly Done[] }[];
  before: Traces;
  after: Traces;
};

const MOMENTS = 8;

const KILL = `input=$1 moment=$2; shift 2
printf '%s' "$input" >/tmp/netlab-input
setsid "$@" </tmp/netlab-input >/dev/null 2>&1 &
sleep "$moment"; kill -9 -$! 2>/dev/null; wait; rm /tmp/netlab-input`;

const TIME = `input=$1; shift
printf '%s' "$input" >/tmp/netlab-input
before=$(date +%s%N); "$@" </tmp/netlab-input >/dev/null; echo "$((($(date +%s%N) - before) / 1000000))"; rm /tmp/netlab-input`;

const killed: Scene<KilledSeen> = {
  id: 'killed',
  pods: ['try-a', 'try-b'],
  async look(whole) {
    const stage = { ...whole, list: smallNetwork(whole.list, whole.wanted) };
    const add = await addPod(stage, 'try-b');
    await delPod(stage, 'try-b');
    const before = await readTraces(stage);
    const lasts = add.ok ? await duration(stage) : 0;
    const kills: KilledSeen['kills'][number][] = [];
    for (let moment = 0; add.ok && moment < MOMENTS; moment += 1) {
      const afterMs = Math.round((lasts * (moment + 0.5)) / MOMENTS);
      const dones = await killAndGoOn(stage, afterMs);
      kills.push({ afterMs, dones });
      if (dones.some((done) => !done.ok)) break;
    }
    return { add, kills, before, after: await readTraces(stage) };
  },
};

/** How long one ADD takes here and now, in milliseconds. */
async function duration(stage: Stage): Promise<number> {
  const ran = await stage.network.run(stage.node, ['sh', '-c', TIME, 'sh', ...callOf(stage)]);
  await delPod(stage, 'try-a');
  return Math.max(8, Number(ran.stdout.trim()) || 0);
}

async function killAndGoOn(stage: Stage, afterMs: number): Promise<Done[]> {
  const fresh = { ...stage, history: [] as string[] };
  const [input = '', ...argv] = callOf(stage);
  const kill = ['sh', '-c', KILL, 'sh', input, String(afterMs / 1000), ...argv];
  fresh.history.push(stage.network.byHand(stage.node, kill));
  await stage.network.run(stage.node, kill);
  const dones: Done[] = [];
  for (const step of [
    () => delPod(fresh, 'try-a', { prevResult: null }),
    () => addPod(fresh, 'try-b'),
    () => delPod(fresh, 'try-b'),
  ]) {
    const done = await step();
    dones.push(done);
    if (!done.ok) break;
  }
  return dones;
}

/** Standard input, then argv, of ADD for try-a. */
function callOf(stage: Stage): string[] {
  const environment = Object.entries({ CNI_COMMAND: 'ADD', ...environmentOf(attachment(stage, 'try-a')) });
  const file = stage.plugins.ok ? (stage.plugins.plugins[stage.subject] as Executable).file : '';
  return [JSON.stringify(requestOf(stage)), 'env', ...environment.map(([key, value]) => `${key}=${value}`), file];
}

export const killedAdd: Case<KilledSeen> = {
  title: 'an ADD that is killed uses up nothing once DEL was called',
  rule: should(
    'section 2, DEL',
    'Plugins should generally complete a `DEL` action without error even if some resources are missing.',
  ),
  level: 'full',
  roles: POOLS,
  needs: ['subnet'],
  scene: killed,
  expected: () =>
    `after kill -9 at ${MOMENTS} moments of an ADD, DEL works, the only address is free, and nothing is left`,
  holds: 'every time all was free again',
  judge: judgeKilled,
  evidence: ({ add, kills }) => show(kills.at(-1)?.dones.at(-1) ?? add),
};

export function judgeKilled({ add, kills, before, after }: KilledSeen): Finding | undefined {
  if (!add.ok) return failure(add);
  for (const { afterMs, dones } of kills) {
    const failed = dones.find((done) => !done.ok);
    if (failed) return failure(failed, `after an ADD was killed at ${afterMs} ms, ${failed.command}`);
  }
  const left = newIn(after, before).filter((line) => !line.startsWith('file '));
  return left.length > 0 ? { found: `the ADDs that were killed left ${left.slice(0, 3).join('; ')}` } : undefined;
}
