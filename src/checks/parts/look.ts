import type { Reader } from '../../system/reader.ts';
import { type Evidence, type Network, NoSuchPlaceError, ProbeError, type Ran } from '../check.ts';

/** Reads state in a place, once per report. Throws {@link ProbeError} when it cannot be read or understood. */
export async function look<T>(network: Network, place: string, reader: Reader<T>): Promise<T> {
  return understand(network, await network.read(place, reader.argv), reader);
}

/** As `look`, but reads now: for state that something just sent may have changed. */
export async function lookNow<T>(network: Network, place: string, reader: Reader<T>): Promise<T> {
  return understand(network, await network.run(place, reader.argv), reader);
}

/** What a person would type to see it, and what it prints. Nothing is judged from this text. */
export async function show(network: Network, place: string, argv: readonly string[]): Promise<Evidence> {
  return network.evidence(await network.read(place, argv));
}

/** As `show`, but runs now. */
export async function showNow(network: Network, place: string, argv: readonly string[]): Promise<Evidence> {
  return network.evidence(await network.run(place, argv));
}

/** As `look`, but a place that does not exist has nothing to show. For near misses only. */
export async function lookIfThere<T>(network: Network, place: string, reader: Reader<T>): Promise<T | undefined> {
  try {
    return await look(network, place, reader);
  } catch (error) {
    if (error instanceof NoSuchPlaceError || error instanceof ProbeError) return undefined;
    throw error;
  }
}

/** Throws {@link ProbeError} unless the command ended by itself, in time. */
export function mustEnd(network: Network, ran: Ran): void {
  if (ran.exitCode !== undefined && !ran.timedOut) return;
  const how = ran.timedOut ? `was still running after ${Math.round(ran.ms)} ms` : 'was ended by a signal';
  throw new ProbeError(`"${ran.argv.join(' ')}" ${how}`, network.evidence(ran));
}

function understand<T>(network: Network, ran: Ran, reader: Reader<T>): T {
  mustEnd(network, ran);
  const command = ran.argv.join(' ');
  if (ran.exitCode !== 0) {
    const said = ran.stderr.trim().split('\n')[0] ?? '';
    throw new ProbeError(`"${command}" failed with exit code ${ran.exitCode}: ${said}`, network.evidence(ran));
  }
  try {
    return reader.parse(ran.stdout);
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    throw new ProbeError(`"${command}" printed what netlab cannot read: ${fault}`, network.evidence(ran));
  }
}
