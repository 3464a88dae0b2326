import { NetlabError } from '../errors.ts';
import { chooseMachine } from '../machine/remote/choice.ts';
import { readsInput, remoteLine, staysHere } from '../machine/remote/command-line.ts';
import { connect, reinOf, runThere, send } from '../machine/remote/connection.ts';
import { findRoute } from '../machine/remote/find-route.ts';
import { labsIn } from '../machine/remote/labs-sent.ts';

/** Either the command has run on another machine, or these words are for this one. */
export type Dispatch = { exitCode: number } | { argv: readonly string[] };

export type Caller = { root: string; version: string; env: NodeJS.ProcessEnv };

/**
 * Sends a whole command to the machine that it is for: one hop per command. What cannot be done is said on standard error, and with `--json` on
 * standard output as well, as the commands themselves do.
 */
export async function dispatch(argv: readonly string[], caller: Caller): Promise<Dispatch> {
  try {
    const { spec, argv: words } = chooseMachine(argv, caller.env);
    if (spec.kind === 'this' || staysHere(words)) return { argv: words };
    const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
    const route = await findRoute(spec, caller.root, caller.env);
    await connect(route, process.stdin.isTTY === true);
    const { argv: sent, labs } = labsIn(words);
    for (const lab of labs) await send(route, lab);
    const terminal = { isTerminal, readsInput: readsInput(words) };
    const rein = reinOf(terminal);
    const line = remoteLine(sent, caller.version, caller.env, rein);
    return { exitCode: await runThere(route, line, terminal, rein, caller.env) };
  } catch (error) {
    if (!(error instanceof NetlabError)) throw error;
    return { exitCode: refuse(error, argv.includes('--json')) };
  }
}

function refuse({ code, message, next }: NetlabError, json: boolean): number {
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, next } }, null, 2)}\n`);
  else process.stderr.write(`${[`netlab: ${message}`, ...next.map((step) => `  try: ${step}`)].join('\n')}\n`);
  return 2;
}
