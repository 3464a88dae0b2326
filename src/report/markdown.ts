import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { inline } from './markdown-inline.ts';
import { tableText } from './markdown-table.ts';
import { plain } from './plain.ts';
import { theme } from './theme.ts';
import { indent, widthOf, wrap } from './wrap.ts';

/** Markdown of a lab as text for a terminal of `width` columns. Code blocks keep their lines and get no decoration, so they can be copied. */
export function renderMarkdown(text: string, width: number): string {
  return blocks(lexer(plain(text)), width, false);
}

/** `tight` blocks stand without a blank line between them, as in the items of a tight list. */
function blocks(tokens: readonly Token[], width: number, tight: boolean): string {
  let result = '';
  let before: string | undefined;
  for (const token of tokens) {
    const text = block(token as MarkedToken, width);
    if (text === '') continue;
    const close = tight && before !== 'code' && token.type !== 'code';
    result += before === undefined ? text : `${close ? '\n' : '\n\n'}${text}`;
    before = token.type;
  }
  return result;
}

function block(token: MarkedToken, width: number): string {
  switch (token.type) {
    case 'space':
    case 'def':
      return '';
    case 'heading':
      return heading(token, width);
    case 'paragraph':
      return paragraph(token.tokens, width);
    case 'text':
      return paragraph(token.tokens ?? [token], width);
    case 'code':
      return code(token.text);
    case 'list':
      return list(token, width);
    case 'blockquote':
      return quoted(blocks(token.tokens, width - 2, false));
    case 'table':
      return tableText(token, width);
    case 'hr':
      return theme.quiet('─'.repeat(Math.min(width, 40)));
    default:
      return token.raw.replaceAll(/<!--[\s\S]*?-->/g, '').trim();
  }
}

function heading({ depth, tokens }: Tokens.Heading, width: number): string {
  const text = paragraph(tokens, width);
  if (depth > 2) return theme.title(text);
  const rule = '─'.repeat(Math.max(...text.split('\n').map(widthOf)));
  return `${theme.title(text)}\n${theme.quiet(rule)}`;
}

function quoted(text: string): string {
  return text.replaceAll(/^.*$/gm, (line) => `${theme.quiet('│')} ${line}`.trimEnd());
}

function paragraph(tokens: readonly Token[], width: number): string {
  return inline(tokens)
    .map((line) => wrap(line, width).join('\n'))
    .join('\n');
}

function code(text: string): string {
  const lines = theme.command(text.trimEnd());
  // The end marker of a here-document must start its line, also when the block is copied from the terminal.
  return /(?<!<)<<(?!<)/.test(text) ? lines : indent(lines, 4);
}

function list({ items, ordered, start, loose }: Tokens.List, width: number): string {
  const first = Number(start) || 1;
  return items.map((item, at) => listItem(item, ordered ? `${first + at}. ` : '• ', width)).join(loose ? '\n\n' : '\n');
}

function listItem({ tokens, loose }: Tokens.ListItem, marker: string, width: number): string {
  const body = blocks(tokens, width - widthOf(marker), !loose);
  if (body === '') return marker.trimEnd();
  return marker + indent(body, widthOf(marker)).trimStart();
}
