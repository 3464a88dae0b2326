/** `03-nat` is meant by itself, its number with or without leading zeros, and its name. */
export function matches(labId: string, wanted: string): boolean {
  const [, number = '', name = ''] = /^(\d+)-(.*)$/.exec(labId) ?? [];
  return (
    labId === wanted || name === wanted || (/^\d+$/.test(wanted) && number !== '' && Number(number) === Number(wanted))
  );
}
