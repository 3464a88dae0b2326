/** What a proposed check is about, in the order in which they are shown. */
export const TOPICS = [
  'namespaces',
  'links',
  'addresses',
  'routes',
  'settings',
  'iptables',
  'nft',
  'listening',
  'processes',
  'reach',
] as const;
export type Topic = (typeof TOPICS)[number];

/** A check that holds now and did not at the start, as it may stand in lab.yaml. */
export type Proposal = {
  about: Topic;
  kind: string;
  entry: Readonly<Record<string, unknown>>;
  /** For an expected absence: what shows that the probe itself works. */
  control?: { kind: string; entry: Readonly<Record<string, unknown>> };
  /** What the check leaves unsaid of what was found, for the author. */
  remark?: string;
  /** Made without having looked: that it does not hold is no news. */
  isGuess?: true;
};

/** A change that no kind of check can express, as a sentence. */
export type Unsaid = { about: Topic; unsaid: string };

export type Found = Proposal | Unsaid;

export function isProposal(found: Found): found is Proposal {
  return 'kind' in found;
}
