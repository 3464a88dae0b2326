import { CST, Lexer, Parser } from 'yaml';

type Type = CST.TokenType | 'content' | null;

const DEEPEST_FLOW = 50;
const DEEPEST_INDENT = 200;

/**
 * A YAML text as tokens for the composer, or the offset at which it nests deeper than any lab does. The composer recurses: without this guard a file of
 * brackets ends the process itself ("RegExpCompiler Allocation failed"), which no `catch` sees.
 */
export function tokensOf(text: string): { tokens: CST.Token[] } | { tooDeepAt: number } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const place: Place = { offset: 0, column: 0, flow: 0, isContent: false };
  for (const lexeme of new Lexer().lex(text)) {
    if (isTooDeep(place, lexeme)) return { tooDeepAt: place.offset };
    tokens.push(...parser.next(lexeme));
  }
  tokens.push(...parser.end());
  return { tokens };
}

/** Where in the text the lexer is, and in how many flow collections. */
type Place = { offset: number; column: number; flow: number; isContent: boolean };

/** Moves on by one lexeme, unless it nests too deeply. */
function isTooDeep(place: Place, lexeme: string): boolean {
  const type: Type = place.isContent ? 'content' : CST.tokenType(lexeme);
  place.isContent = type === 'scalar';
  if (type === 'scalar' || type === 'doc-mode' || type === 'flow-error-end') return false;
  place.flow += depthChange(type);
  if (place.flow > DEEPEST_FLOW) return true;
  if (indents(type, place.column) && place.column + lexeme.length > DEEPEST_INDENT) return true;
  place.offset += lexeme.length;
  const newline = lexeme.lastIndexOf('\n');
  place.column = newline < 0 ? place.column + lexeme.length : lexeme.length - newline - 1;
  return false;
}

function depthChange(type: Type): number {
  if (type === 'flow-map-start' || type === 'flow-seq-start') return 1;
  return type === 'flow-map-end' || type === 'flow-seq-end' ? -1 : 0;
}

/** `- - -` nests within a line; all other block nesting indents a line of its own. */
function indents(type: Type, column: number): boolean {
  return type === 'seq-item-ind' || type === 'explicit-key-ind' || (type === 'space' && column === 0);
}
