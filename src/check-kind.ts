/**
 * What a module imports to write a kind of check of its own, as `netlab/check-kind`: the contract, and what netlab's own kinds are made of.
 * See docs/check-kinds.md. This is a stable interface.
 */
export {
  type CheckKind,
  type Context,
  type Evidence,
  type Network,
  NoSuchPlaceError,
  ProbeError,
  type Ran,
  type RunOptions,
  type Verdict,
} from './checks/check.ts';
export { type Facet, failed, verdictOf } from './checks/parts/facets.ts';
export { look, lookNow, show, showNow } from './checks/parts/look.ts';
export { cidr, device, interfaceAt, ip, mac, place, port, splitInterface } from './checks/parts/terms.ts';
export { parseJsonList, type Reader } from './system/reader.ts';
export { z } from './whole-zod.ts';
