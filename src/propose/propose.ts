import type { Network } from '../checks/check.ts';
import type { GradableLab } from '../lab/lab.ts';
import { addressProposals } from './addresses.ts';
import { keepBiting } from './bite.ts';
import { connectionGuesses } from './connections.ts';
import { iptablesProposals } from './iptables.ts';
import { linkProposals } from './links.ts';
import { listeningProposals } from './listening.ts';
import { namespaceProposals } from './namespaces.ts';
import { nftProposals } from './nft.ts';
import { allPings, answered } from './pings.ts';
import { processProposals } from './processes.ts';
import { type Found, isProposal, type Proposal } from './proposal.ts';
import { reachProposals } from './reach.ts';
import { routeProposals } from './routes.ts';
import { settingProposals } from './settings.ts';
import { type LabState, readState } from './state.ts';

/** `unsaid`: changes that no check here expresses, each a sentence. */
export type Proposals = { proposals: Proposal[]; unsaid: string[] };

type Worlds = {
  /** The lab as the author has solved it. */
  solved: Network;
  /** The same lab, just started. */
  fresh: Network;
  signal?: AbortSignal;
};

/** In the order in which they are shown. */
const FINDERS: readonly ((start: LabState, now: LabState) => Found[])[] = [
  namespaceProposals,
  linkProposals,
  addressProposals,
  routeProposals,
  settingProposals,
  iptablesProposals,
  nftProposals,
  listeningProposals,
  processProposals,
];

/**
 * Checks that hold in a solved lab and not in a fresh one, made from what differs between the two and proved in both by grading. What a check
 * of the lab asks in the same words is left out. Throws ProbeError when the state cannot be read, CancelledError when the signal aborts it.
 */
export async function proposeChecks(lab: GradableLab, { solved, fresh, signal }: Worlds): Promise<Proposals> {
  const [now, start] = await Promise.all([readState(lab, solved), readState(lab, fresh)]);
  const all = allPings(now);
  const [reachedNow, reachedThen] = await Promise.all([answered(solved, all), answered(fresh, all)]);
  const reach = { all, now: reachedNow, start: reachedThen };
  const found: Found[] = [
    ...FINDERS.flatMap((find) => find(start, now)),
    ...reachProposals(reach),
    ...connectionGuesses(start, now, reach),
  ];
  const { biting, dull } = await keepBiting(lab, found.filter(isProposal), {
    solved,
    fresh,
    ...(signal && { signal }),
  });
  return { proposals: biting, unsaid: [...found.flatMap((one) => (isProposal(one) ? [] : one.unsaid)), ...dull] };
}
