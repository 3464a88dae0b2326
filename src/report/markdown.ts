import { inline } from './markdown-inline.ts';
import { tableText } from './markdown-table.ts';
import { markdownTree, type Node } from './markdown-tree.ts';
import { plain } from './plain.ts';
import { theme } from './theme.ts';
import { indent, widthOf, wrap } from './wrap.ts';

/** Markdown of a lab as text for a terminal of `width` columns. Code blocks keep their lines and get no decoration, so they can be copied. */
export function renderMarkdown(text: string, width: number): string {
  return blocks(markdownTree(plain(text)), width, false);
}

/** `tight` blocks stand without a blank line between them, as in the items of a tight list. */
function blocks(nodes: readonly Node[], width: number, tight: boolean): string {
  let result = '';
  let before: string | undefined;
  for (const node of nodes) {
    const text = block(node, width);
    if (text === '') continue;
    const { type } = node.token;
    const close = tight && !isCode(before) && !isCode(type);
    result += before === undefined ? text : `${close ? '\n' : '\n\n'}${text}`;
    before = type;
  }
  return result;
}

function isCode(type: string | undefined): boolean {
  return type === 'fence' || type === 'code_block';
}

function block({ token, inside }: Node, width: number): string {
  switch (token.type) {
    case 'heading_open':
      return heading(inside, token.tag, width);
    case 'paragraph_open':
      return paragraph(inside, width);
    case 'fence':
    case 'code_block':
      return code(token.content);
    case 'bullet_list_open':
      return list(inside, width, () => '• ');
    case 'ordered_list_open':
      return list(inside, width, (at) => `${Number(token.attrGet('start') ?? 1) + at}. `);
    case 'blockquote_open':
      return quoted(blocks(inside, width - 2, false));
    case 'table_open':
      return tableText(inside, width);
    case 'hr':
      return theme.quiet('─'.repeat(Math.min(width, 40)));
    default:
      return token.content.replaceAll(/<!--[\s\S]*?-->/g, '').trim();
  }
}

function heading(inside: readonly Node[], tag: string, width: number): string {
  const text = paragraph(inside, width);
  if (tag > 'h2') return theme.title(text);
  const rule = '─'.repeat(Math.max(...text.split('\n').map(widthOf)));
  return `${theme.title(text)}\n${theme.quiet(rule)}`;
}

function quoted(text: string): string {
  return text.replaceAll(/^.*$/gm, (line) => `${theme.quiet('│')} ${line}`.trimEnd());
}

function paragraph(inside: readonly Node[], width: number): string {
  return inline(inside)
    .map((line) => wrap(line, width).join('\n'))
    .join('\n');
}

function code(text: string): string {
  const lines = theme.command(text.trimEnd());
  // The end marker of a here-document must start its line, also when the block is copied from the terminal.
  return /(?<!<)<<(?!<)/.test(text) ? lines : indent(lines, 4);
}

/** The paragraphs of a tight list are hidden: HTML would have no element for them. */
function list(items: readonly Node[], width: number, markerOf: (at: number) => string): string {
  const loose = items.some((item) => item.inside.some(({ token }) => token.type === 'paragraph_open' && !token.hidden));
  return items.map((item, at) => listItem(item, markerOf(at), loose, width)).join(loose ? '\n\n' : '\n');
}

function listItem({ inside }: Node, marker: string, loose: boolean, width: number): string {
  const body = blocks(inside, width - widthOf(marker), !loose);
  if (body === '') return marker.trimEnd();
  return marker + indent(body, widthOf(marker)).trimStart();
}
