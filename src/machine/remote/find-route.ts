import { join } from 'node:path';
import { footlooseRoute } from './footloose.ts';
import { type Route, socketDir } from './route.ts';
import { type MachineSpec, specText } from './spec.ts';
import { vagrantRoute } from './vagrant.ts';

/** The way to a machine other than this one; `root` is where the Vagrantfile and footloose.yaml are. Throws MachineError. */
export async function findRoute(
  spec: Exclude<MachineSpec, { kind: 'this' }>,
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<Route> {
  const sockets = socketDir(env);
  if (spec.kind === 'vagrant') return vagrantRoute(root, sockets);
  if (spec.kind === 'footloose') return footlooseRoute(root, sockets);
  const { user, host, port } = spec;
  return {
    name: specText(spec).slice('ssh:'.length),
    bringUp: 'switch it on, or look at its ssh server',
    target: user === undefined ? host : `${user}@${host}`,
    options: port === undefined ? [] : ['-p', String(port)],
    // %C: a hash of both ends' names, the port and the user (ssh_config(5), TOKENS).
    socket: join(sockets, '%C'),
  };
}
