import {
  type Evidence,
  type Network,
  NoSuchPlaceError,
  ProbeError,
  type Ran,
  type RunOptions,
} from '../checks/check.ts';
import { shellLine } from '../system/shell-quote.ts';
import { findPlace, type Place, placeArguments } from './enter.ts';
import { openHop } from './hop.ts';
import type { JobResult } from './ledger.ts';
import type { LabRecord } from './record.ts';

const DEFAULT_TIMEOUT_MS = 10_000;
/** Bytes that libexec/jobs.sh lets a command print. */
const OUTPUT_LIMIT = 8 << 20;
const EVIDENCE_CHARACTERS = 2000;

/** The live network of a running lab. All its commands share one hop into the sandbox, which several networks can have in common. */
export function labNetwork(record: LabRecord, inside: boolean, hop = openHop(record, inside)): Network {
  const memory = new Map<string, Promise<Ran>>();
  const run = async (placeName: string, argv: readonly string[], options: RunOptions = {}): Promise<Ran> => {
    const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const place = findPlace(record, placeName);
    const holder = place && record.nodes[place.node];
    if (!place || holder === undefined) throw new ProbeError(`there is no place "${placeName}" in this lab`);
    const result = await hop({
      enter: placeArguments(holder, place.namespace),
      argv,
      timeoutMs,
      endsItself: options.endsItself ?? false,
      input: options.input ?? '',
    });
    const ran = asRan(placeName, argv, result, timeoutMs);
    refuse(record, place, ran);
    const isFlood = ran.stdout.length >= OUTPUT_LIMIT || ran.stderr.length >= OUTPUT_LIMIT;
    if (isFlood && !options.mayFlood) throw flooded(ran);
    return ran;
  };
  return {
    run,
    read(place, argv) {
      const key = JSON.stringify([place, argv]);
      const known = memory.get(key);
      if (known) return known;
      const fresh = run(place, argv);
      memory.set(key, fresh);
      return fresh;
    },
    byHand: (place, argv) => byHand(record, place, argv),
    evidence: (ran) => evidence(record, ran),
  };
}

function asRan(place: string, argv: readonly string[], result: JobResult, timeoutMs: number): Ran {
  const timedOut = (result.exitCode === 124 || result.exitCode === 137) && result.ms >= timeoutMs * 0.95;
  return { place, argv, ...result, exitCode: timedOut ? undefined : result.exitCode, timedOut };
}

/** The kernel ended it in the middle of a word: what it would have said is not known. */
function flooded(ran: Ran): ProbeError {
  return new ProbeError(`"${ran.argv.join(' ')}" printed more than ${OUTPUT_LIMIT >> 20} MiB`);
}

/** nsenter(1), timeout(1) and libexec/jobs.sh of a program that is not there. */
const NOT_FOUND = /^(nsenter: failed to execute|timeout: failed to run command|no such program:)/;

/** nsenter(1) says on standard error what it could not enter. */
function refuse(record: LabRecord, place: Place, ran: Ran): void {
  if (ran.exitCode === 127 && NOT_FOUND.test(ran.stderr)) {
    const program = String(ran.argv[0]);
    throw new ProbeError(`the program "${program}" is not installed on this machine`, {
      command: `command -v ${program}`,
      output: ran.stderr.trim(),
    });
  }
  if (/^nsenter: cannot open \/proc\/\d+\/ns\//.test(ran.stderr)) throw nodeLost(record, place.node);
  if (place.namespace === undefined || !/^nsenter: (cannot open|reassociate to namespace)/.test(ran.stderr)) return;
  const list = [`ip`, 'netns', 'list'];
  throw new NoSuchPlaceError(ran.place, {
    command: byHand(record, place.node, list),
    output: `no "${place.namespace}" among the namespaces of ${place.node}`,
  });
}

/** Every node is kept open by one process; a learner who kills it loses the node, and nothing of it can be looked at. */
function nodeLost(record: LabRecord, node: string): ProbeError {
  return new ProbeError(`the node ${node} has gone: the process that keeps it open was killed`, {
    command: `netlab reset --lab ${record.lab}`,
    output: `no process ${record.nodes[node]} in the sandbox`,
  });
}

/** The command as a learner types it in the lab shell of the default node. */
function byHand(record: LabRecord, placeName: string, argv: readonly string[]): string {
  const place = findPlace(record, placeName);
  if (place?.node === Object.keys(record.nodes)[0]) {
    return shellLine(place?.namespace === undefined ? argv : ['ip', 'netns', 'exec', place.namespace, ...argv]);
  }
  return shellLine(['netlab', 'exec', placeName, '--', ...argv]);
}

function evidence(record: LabRecord, ran: Ran): Evidence {
  const output = [ran.stdout, ran.stderr]
    .map((text) => text.trim())
    .filter(Boolean)
    .join('\n');
  const cut = output.length > EVIDENCE_CHARACTERS ? `${output.slice(0, EVIDENCE_CHARACTERS)}\n…` : output;
  return { command: byHand(record, ran.place, ran.argv), output: cut };
}
