import { address } from './address.ts';
import { answer } from './answer.ts';
import { arping } from './arping.ts';
import { capture } from './capture.ts';
import type { AnyCheckKind } from './check.ts';
import { cni } from './cni.ts';
import { command } from './command.ts';
import { conntrack } from './conntrack.ts';
import { fdb } from './fdb.ts';
import { file } from './file.ts';
import { http } from './http.ts';
import { iptables } from './iptables.ts';
import { link } from './link.ts';
import { listening } from './listening.ts';
import { namespace } from './namespace.ts';
import { neighbour } from './neighbour.ts';
import { nft } from './nft.ts';
import { path } from './path.ts';
import { ping } from './ping.ts';
import { process } from './process.ts';
import { route } from './route.ts';
import { sysctl } from './sysctl.ts';
import { tcp } from './tcp.ts';
import { trace } from './trace.ts';
import { udp } from './udp.ts';

/** Every kind of check there is. A kind is one object in a file of its own and one line here. */
const all: readonly AnyCheckKind[] = [
  namespace,
  link,
  address,
  ping,
  arping,
  trace,
  tcp,
  udp,
  http,
  capture,
  answer,
  route,
  path,
  neighbour,
  fdb,
  sysctl,
  cni,
  iptables,
  nft,
  conntrack,
  listening,
  process,
  file,
  command,
];

export const kinds: ReadonlyMap<string, AnyCheckKind> = new Map(all.map((kind) => [kind.kind, kind]));
