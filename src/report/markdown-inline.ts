import type { MarkedToken, Token } from 'marked';
import { theme } from './theme.ts';
import { GLUE } from './wrap.ts';

/** Painted text of inline Markdown, one string per line that the author broke by hand. */
export function inline(tokens: readonly Token[]): string[] {
  return painted(tokens).split(LINE_BREAK);
}

/** U+2028, the line separator: plain.ts leaves none in a text. */
const LINE_BREAK = '\u2028';

function painted(tokens: readonly Token[]): string {
  return tokens.map((token) => span(token as MarkedToken)).join('');
}

function span(token: MarkedToken): string {
  switch (token.type) {
    case 'text':
      return token.tokens ? painted(token.tokens) : decoded(token.text);
    case 'escape':
      return token.text;
    case 'strong':
      return theme.strong(painted(token.tokens));
    case 'em':
      return theme.emphasis(painted(token.tokens));
    case 'del':
      return painted(token.tokens);
    case 'codespan':
      return theme.code(glued(token.text));
    case 'link':
      return link(painted(token.tokens), token.href);
    case 'image':
      return link(token.text, token.href);
    case 'br':
      return LINE_BREAK;
    case 'checkbox':
      return token.checked ? `[x]${GLUE}` : `[${GLUE}]${GLUE}`;
    default:
      // What looks like HTML is most often a placeholder such as <name>.
      return token.raw;
  }
}

function link(text: string, url: string): string {
  return text === '' || text === url || `mailto:${text}` === url ? theme.link(url) : `${text} (${theme.link(url)})`;
}

/** A short command is easier to read on one line; a long one breaks like any text. */
function glued(text: string): string {
  return text.length <= 60 ? text.replaceAll(' ', GLUE) : text;
}

/** marked leaves entities as they are, since browsers know them. */
function decoded(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|nbsp|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: GLUE, '#39': "'" };
