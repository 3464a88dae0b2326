/** What goes on from when a check of a report first needs it until the report is done. */
export type Lasting = {
  /** Begins what goes by this key once, however many ask, and has `end` end it when the report is done. */
  throughout: <T>(key: string, begin: () => Promise<T>, end: (begun: T) => Promise<unknown>) => Promise<T>;
  /** Ends all that has begun, side by side, and waits for what an earlier call ends. Never rejects: what each check saw is known by then. */
  endAll: () => Promise<void>;
};

export function lasting(): Lasting {
  const begun = new Map<string, { value: Promise<unknown>; end: () => Promise<unknown> }>();
  let ending: Promise<unknown> = Promise.resolve();
  return {
    throughout<T>(key: string, begin: () => Promise<T>, end: (begun: T) => Promise<unknown>) {
      const known = begun.get(key);
      if (known) return known.value as Promise<T>;
      const value = begin();
      begun.set(key, { value, end: () => value.then(end) });
      return value;
    },
    async endAll() {
      const all = [...begun.values()];
      begun.clear();
      ending = Promise.allSettled([ending, ...all.map(({ end }) => end())]);
      await ending;
    },
  };
}
