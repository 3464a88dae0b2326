import type { Node } from './markdown-tree.ts';
import { plain } from './plain.ts';
import { theme } from './theme.ts';
import { GLUE } from './wrap.ts';

/** Painted text of inline Markdown, one string per line that the author broke by hand. */
export function inline(nodes: readonly Node[]): string[] {
  return painted(nodes).split(LINE_BREAK);
}

/** U+2028, the line separator: plain.ts leaves none in a text. */
const LINE_BREAK = '\u2028';

function painted(nodes: readonly Node[]): string {
  return nodes.map(span).join('');
}

function span({ token, inside }: Node): string {
  switch (token.type) {
    case 'text':
      // An entity such as &#x202E; may stand for what must not reach a terminal.
      return withLinks(plain(token.content).replaceAll('\u00A0', GLUE));
    case 'inline':
    case 's_open':
      return painted(inside);
    case 'strong_open':
      return theme.strong(painted(inside));
    case 'em_open':
      return theme.emphasis(painted(inside));
    case 'code_inline':
      return theme.code(glued(token.content));
    case 'link_open':
      return linkTo(attribute(token, 'href'), token.markup === 'autolink' ? [] : inside);
    case 'image':
      return linkTo(attribute(token, 'src'), inside);
    case 'softbreak':
      return '\n';
    case 'hardbreak':
      return LINE_BREAK;
    default:
      // What looks like HTML is most often a placeholder such as <name>.
      return token.content;
  }
}

function attribute(token: Node['token'], name: string): string {
  return String(token.attrGet(name) ?? '');
}

/** Its text and its address, or only that when the text says no more. */
function linkTo(url: string, text: readonly Node[]): string {
  if (text.every(({ token }) => token.content === url)) return theme.link(url);
  return `${painted(text)} (${theme.link(url)})`;
}

/** An address that stands there as it is; a point or a bracket behind it belongs to the sentence. */
function withLinks(text: string): string {
  return text.replaceAll(/https?:\/\/[^\s<>]*[^\s<>.,:;!?'")\]]/g, (url) => theme.link(url));
}

/** A short command is easier to read on one line; a long one breaks like any text. */
function glued(text: string): string {
  return text.length <= 60 ? text.replaceAll(' ', GLUE) : text;
}
