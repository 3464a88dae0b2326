/** 24 hexadecimal digits that no other has: for names and payloads that must differ. It is no secret. */
export function freshWord(): string {
  return Array.from({ length: 3 }, () => Math.floor(Math.random() * 2 ** 32))
    .map((number) => number.toString(16).padStart(8, '0'))
    .join('');
}
