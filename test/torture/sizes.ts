/** How much the torture tests do: all of it by `npm run torture`, a sample as part of `npm test`. */
const full = process.env['NETLAB_TORTURE'] === 'full';

const number = (name: string, whole: number, sample: number) => Number(process.env[name] ?? (full ? whole : sample));

export const SIZES = {
  /** Of the steps of a command every how many is one at which it is killed; 1 is all of them. */
  stride: number('NETLAB_TORTURE_STRIDE', 1, 11),
  /** Lab files, by structure and by bytes. */
  documents: number('NETLAB_TORTURE_DOCUMENTS', 100_000, 400),
  /** Outputs for each reader. */
  outputs: number('NETLAB_TORTURE_OUTPUTS', 20_000, 300),
  /** Rounds of start, solve, check and stop. */
  rounds: number('NETLAB_TORTURE_ROUNDS', 500, 8),
  /** Commands at once on one lab. */
  crowd: number('NETLAB_TORTURE_CROWD', 200, 24),
};
