import MarkdownIt, { type Token } from 'markdown-it';

/** A token of markdown-it, and what lies between it and its end. */
export type Node = { token: Token; inside: readonly Node[] };

/** A Markdown text as a tree: markdown-it gives a list, in which what opens closes again. */
export function markdownTree(text: string): Node[] {
  // Without linkify, whose rules take longer to compile than a text to read.
  return nested(new MarkdownIt({ html: true }).parse(text, {}));
}

function nested(tokens: readonly Token[]): Node[] {
  const roots: Node[] = [];
  const open = [roots];
  for (const token of tokens) {
    if (token.nesting === -1) {
      open.pop();
      continue;
    }
    const inside = nested(token.children ?? []);
    open.at(-1)?.push({ token, inside });
    if (token.nesting === 1) open.push(inside);
  }
  return roots;
}
