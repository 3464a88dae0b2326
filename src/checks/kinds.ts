import type { AnyCheckKind } from './check.ts';
import { address } from './kinds/address.ts';
import { answer } from './kinds/answer.ts';
import { arping } from './kinds/arping.ts';
import { capture } from './kinds/capture.ts';
import { cni } from './kinds/cni.ts';
import { command } from './kinds/command.ts';
import { conntrack } from './kinds/conntrack.ts';
import { dns } from './kinds/dns.ts';
import { fdb } from './kinds/fdb.ts';
import { file } from './kinds/file.ts';
import { http } from './kinds/http.ts';
import { ipam } from './kinds/ipam.ts';
import { iptables } from './kinds/iptables.ts';
import { link } from './kinds/link.ts';
import { listening } from './kinds/listening.ts';
import { namespace } from './kinds/namespace.ts';
import { neighbour } from './kinds/neighbour.ts';
import { nft } from './kinds/nft.ts';
import { path } from './kinds/path.ts';
import { ping } from './kinds/ping.ts';
import { process } from './kinds/process.ts';
import { reach } from './kinds/reach.ts';
import { route } from './kinds/route.ts';
import { spread } from './kinds/spread.ts';
import { sysctl } from './kinds/sysctl.ts';
import { tcp } from './kinds/tcp.ts';
import { trace } from './kinds/trace.ts';
import { udp } from './kinds/udp.ts';

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
  dns,
  reach,
  spread,
  capture,
  answer,
  route,
  path,
  neighbour,
  fdb,
  sysctl,
  cni,
  ipam,
  iptables,
  nft,
  conntrack,
  listening,
  process,
  file,
  command,
];

export const kinds: ReadonlyMap<string, AnyCheckKind> = new Map(all.map((kind) => [kind.kind, kind]));
