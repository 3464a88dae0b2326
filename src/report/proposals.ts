import { Document, isScalar, Scalar, visit } from 'yaml';
import type { Proposal, Topic } from '../propose/proposal.ts';

const HEADINGS: Readonly<Record<Topic, string>> = {
  namespaces: 'Namespaces',
  links: 'Interfaces and wires',
  addresses: 'Addresses',
  routes: 'Routes',
  settings: 'Kernel settings',
  iptables: 'Firewall and NAT (iptables)',
  nft: 'Firewall and NAT (nft)',
  listening: 'What listens',
  processes: 'What runs',
  reach: 'Who reaches whom',
};

/** The `checks:` of a task, indented as they stand in lab.yaml. */
export function proposalsYaml(proposals: readonly Proposal[]): string {
  if (proposals.length === 0) return '';
  const topics = [...new Set(proposals.map(({ about }) => about))];
  const lines = topics.flatMap((topic) => [
    `# ${HEADINGS[topic]}`,
    ...proposals.filter(({ about }) => about === topic).flatMap(entryLines),
  ]);
  return ['    checks:', ...lines.map((line) => `      ${line}`)].join('\n');
}

/** What was found and is not among the checks, for standard error. */
export function unsaidText(unsaid: readonly string[]): string {
  if (unsaid.length === 0) return '';
  return ['These changes are not among the checks:', ...unsaid.map((sentence) => `  ${sentence}`)].join('\n');
}

/** One proposal as data: an entry of `checks`. */
export function asEntry({ kind, entry, control }: Proposal): Record<string, unknown> {
  return { [kind]: entry, ...(control && { control: { [control.kind]: control.entry } }) };
}

function entryLines(proposal: Proposal): string[] {
  const pairs = Object.entries(asEntry(proposal)).map(([key, value]) => `${key}: ${inline(value)}`);
  return [
    ...(proposal.remark === undefined ? [] : [`# ${proposal.remark.replaceAll(/\p{Cc}/gu, ' ')}`]),
    ...pairs.map((line, index) => `${index === 0 ? '- ' : '  '}${line}`),
  ];
}

/** A value in one line, `red:veth-red` in quotes, as the labs have it. */
function inline(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Collection: (_key, node) => {
      node.flow = true;
    },
    Scalar: (key, node) => {
      if (key !== 'key' && isScalar(node) && String(node.value).includes(':')) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}
