import type { Network, Ran } from '../checks/check.ts';
import { shellQuote } from '../system/shell-quote.ts';
import { excerpt, parseError, parseResult, parseVersions } from './parse.ts';
import type { CniError, CniResult, CniVersions } from './types.ts';

/** One plugin, called once: the protocol of section 2. What a plugin does wrong is data here and never an exception. */

/** Where plugins are looked for unless told: kubelet's habit first, Debian's package second, Fedora's third. */
export const PLUGIN_PATH = '/opt/cni/bin:/usr/lib/cni:/usr/libexec/cni';

/** A plugin that is still running then is stopped. Milliseconds. */
export const PLUGIN_TIMEOUT_MS = 10_000;

export type Command = 'ADD' | 'DEL' | 'CHECK' | 'VERSION' | 'GC' | 'STATUS';

export type Executable = { type: string; file: string };

export type PluginCall = {
  node: string;
  plugin: Executable;
  command: Command;
  /** `CNI_…` variables besides CNI_COMMAND, e.g. `{CNI_IFNAME: 'eth0'}`. */
  environment: Readonly<Record<string, string>>;
  request: Readonly<Record<string, unknown>>;
  /** Goes to standard input in place of the request: what no runtime would send. */
  input?: string;
  timeoutMs?: number;
};

export type PluginOutcome = {
  plugin: string;
  command: Command;
  /** `container/interface`, for the commands that are about one. */
  attachment?: string;
  /** Undefined when it was stopped at its time limit. */
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
  timedOut: boolean;
  /** What ADD said, when it is as the specification wants it. */
  result?: CniResult;
  /** The same as it was printed: what the next plugin gets as `prevResult`, word for word. */
  printed?: Readonly<Record<string, unknown>>;
  versions?: CniVersions;
  error?: CniError;
  /** What went wrong, as a sentence naming plugin, command, code and msg; absent when the call did what it is for. */
  problem?: string;
  /** The line that repeats the call by hand on the node: environment, plugin and standard input. */
  byHand: string;
};

/** Stands for a plugin's own 127, which a network takes for "this program is not installed" and so for a fault of ours. */
const NOT_FOUND = 207;
const APART = `file=$1; shift; for pair; do export "$pair"; done; "$file"; code=$?; [ "$code" -ne 127 ] || code=${NOT_FOUND}; exit "$code"`;

/** Calls a plugin and reads what it says. Throws only what `network` throws. */
export async function callPlugin(network: Network, call: PluginCall): Promise<PluginOutcome> {
  const input = call.input ?? JSON.stringify(call.request);
  const timeoutMs = call.timeoutMs ?? PLUGIN_TIMEOUT_MS;
  const wrapped = await network.run(call.node, ['sh', '-c', APART, 'sh', call.plugin.file, ...variables(call)], {
    input,
    timeoutMs,
    mayFlood: true,
  });
  const ran = { ...wrapped, exitCode: wrapped.exitCode === NOT_FOUND ? 127 : wrapped.exitCode };
  return {
    plugin: call.plugin.type,
    command: call.command,
    ...attachmentOf(call.environment),
    exitCode: ran.exitCode,
    stdout: ran.stdout,
    stderr: ran.stderr,
    timedOut: ran.timedOut,
    byHand: `${network.byHand(call.node, ['env', ...variables(call), call.plugin.file])} <<< ${shellQuote(input)}`,
    ...readOutcome(call, ran, timeoutMs),
  };
}

/** What exit code and output mean (section 2, "Errors"; section 5). Pure. */
export function readOutcome(
  call: Pick<PluginCall, 'plugin' | 'command' | 'request'>,
  ran: Pick<Ran, 'exitCode' | 'stdout' | 'stderr' | 'timedOut'>,
  timeoutMs = PLUGIN_TIMEOUT_MS,
): Pick<PluginOutcome, 'result' | 'printed' | 'versions' | 'error' | 'problem'> {
  const name = `${call.plugin.type} ${call.command}`;
  if (ran.timedOut) return { problem: `${name} did not end within ${timeoutMs / 1000} s and was stopped` };
  if (ran.exitCode !== 0) return readFailure(name, call.plugin.file, ran);
  if (call.command === 'ADD') {
    const parsed = parseResult(ran.stdout, String(call.request['cniVersion']));
    if (!parsed.ok) return { problem: `${name} exited with 0, but ${parsed.problem}` };
    return { result: parsed.value, printed: JSON.parse(ran.stdout) };
  }
  if (call.command === 'VERSION') {
    const parsed = parseVersions(ran.stdout);
    return parsed.ok ? { versions: parsed.value } : { problem: `${name} exited with 0, but ${parsed.problem}` };
  }
  return {};
}

const FIND = `path=$1; shift
for type; do
  found=; rest=$path:
  while [ -n "$rest" ] && [ -z "$found" ]; do
    folder=\${rest%%:*}; rest=\${rest#*:}
    if [ -f "$folder/$type" ] && [ -x "$folder/$type" ]; then found="ok $folder/$type"
    elif [ -f "$folder/$type" ]; then locked="locked $folder/$type"; fi
  done
  echo "\${found:-\${locked:-missing}}"; locked=
done`;

export type Found = { ok: true; plugins: readonly Executable[] } | { ok: false; problem: string };

/** Looks the types up in the search path, once per report. The first that is missing or not executable is the problem. */
export async function findPlugins(
  network: Network,
  node: string,
  types: readonly string[],
  path = PLUGIN_PATH,
): Promise<Found> {
  const ran = await network.read(node, ['sh', '-c', FIND, 'sh', path, ...types]);
  const lines = ran.stdout.split('\n');
  const plugins: Executable[] = [];
  for (const [index, type] of types.entries()) {
    const [state, file = ''] = (lines[index] ?? '').split(/ (.*)/);
    if (state === 'locked') {
      return { ok: false, problem: `the plugin ${file} is not executable: chmod +x ${file}` };
    }
    if (state !== 'ok') {
      return { ok: false, problem: `there is no plugin "${type}" in CNI_PATH (${path}) of ${node}` };
    }
    plugins.push({ type, file });
  }
  return { ok: true, plugins };
}

function attachmentOf({ CNI_CONTAINERID: id, CNI_IFNAME: ifname }: PluginCall['environment']) {
  return id === undefined ? {} : { attachment: `${id}/${ifname ?? ''}` };
}

/** CNI_COMMAND first, as every example writes it; a call that is to be wrong has none. */
function variables(call: PluginCall): string[] {
  const all: Record<string, string | undefined> = { CNI_COMMAND: call.command, ...call.environment };
  return Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
}

function readFailure(
  name: string,
  file: string,
  ran: Pick<Ran, 'exitCode' | 'stdout' | 'stderr'>,
): Pick<PluginOutcome, 'error' | 'problem'> {
  const parsed = parseError(ran.stdout);
  if (parsed.ok) {
    const { code, msg, details } = parsed.value;
    return {
      error: parsed.value,
      problem: `${name} failed with code ${code}: ${msg}${details ? ` (${excerpt(details)})` : ''}`,
    };
  }
  const said = excerpt(ran.stderr || ran.stdout);
  // sh(1) exits with 126 and 127 when it cannot start the program; a script whose own last command is missing does too.
  if ((ran.exitCode === 126 || ran.exitCode === 127) && ran.stderr.startsWith('sh:')) {
    return { problem: `${name}: ${file} cannot be started: ${said}` };
  }
  const ended = ran.exitCode === undefined ? 'was ended by a signal' : `exited with ${ran.exitCode}`;
  const stderr = said === '' ? 'it printed nothing' : `it printed: ${said}`;
  return { problem: `${name} ${ended} without an error object on standard output; ${stderr}` };
}
