import type { Proposal } from './proposal.ts';
import type { LabState } from './state.ts';

/** Namespaces that were made, and those of the lab that are gone. */
export function namespaceProposals(start: LabState, now: LabState): Proposal[] {
  const made = now.places.filter(({ isOfTheLab }) => !isOfTheLab);
  const left = new Set(now.places.map(({ place }) => place));
  const gone = start.places.filter(({ place }) => !left.has(place));
  return [
    ...made.map(({ place }) => about({ name: place })),
    ...gone.map(({ place }) => about({ name: place, exists: false })),
  ];
}

function about(entry: Proposal['entry']): Proposal {
  return { about: 'namespaces', kind: 'namespace', entry };
}
