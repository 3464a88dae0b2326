import { address } from './address.ts';
import type { AnyCheckKind } from './check.ts';
import { link } from './link.ts';
import { namespace } from './namespace.ts';

/** Every kind of check there is. A kind is one object in a file of its own and one line here. */
const all: readonly AnyCheckKind[] = [namespace, link, address];

export const kinds: ReadonlyMap<string, AnyCheckKind> = new Map(all.map((kind) => [kind.kind, kind]));
