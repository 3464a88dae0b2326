import { type Document, isAlias, isCollection, isMap, isScalar, isSeq, visit } from 'yaml';
import type { Fault } from './problem.ts';

/** Where something stands in the text: offset and length in UTF-16 units. */
export type Span = { offset: number; length: number };

/** The place of a fault in the text. What is missing is reported at the key (or item) it is missing from. */
export function spanOf(document: Document | undefined, fault: Fault): Span {
  if (document === undefined) return { offset: 0, length: 1 };
  let node: unknown = document.contents;
  let key: unknown;
  for (const step of fault.path) {
    const pair = childOf(resolved(node, document), step);
    if (pair === undefined) return spanOfNode(key ?? firstKey(node) ?? node);
    node = pair.value;
    key = pair.key ?? pair.value;
  }
  if (fault.atText !== undefined) return spanOfNode(findText(node, fault.atText) ?? key ?? node);
  return spanOfNode(fault.atKey ? key : (node ?? key));
}

/** The source text of the scalar at a path, such as `10.0` where the data says 10. */
export function sourceAt(document: Document | undefined, path: readonly PropertyKey[]): string | undefined {
  let node: unknown = document?.contents;
  for (const step of path) node = document && childOf(resolved(node, document), step)?.value;
  return isScalar(node) ? node.source : undefined;
}

function resolved(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function childOf(node: unknown, step: PropertyKey): { key?: unknown; value: unknown } | undefined {
  if (isSeq(node)) return node.items.length > Number(step) ? { value: node.items[Number(step)] } : undefined;
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
}

function firstKey(node: unknown): unknown {
  return isMap(node) ? node.items[0]?.key : undefined;
}

function findText(node: unknown, text: string): unknown {
  if (isScalar(node)) return node.value === text ? node : undefined;
  let found: unknown;
  if (isCollection(node)) {
    visit(node, {
      Scalar(_, scalar) {
        if (scalar.value !== text) return undefined;
        found = scalar;
        return visit.BREAK;
      },
    });
  }
  return found;
}

function spanOfNode(node: unknown): Span {
  const range = (node as { range?: readonly [number, number, number] | null } | null | undefined)?.range;
  return range ? { offset: range[0], length: Math.max(1, range[1] - range[0]) } : { offset: 0, length: 1 };
}
