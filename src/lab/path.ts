/** Where a lab is on the path that the `after` of all labs make. */
export type OnPath = {
  /** 1 for a lab that comes after none; otherwise one more than the last lab that it comes after. */
  step: number;
  /** The labs that come directly after it, in the given order. */
  unlocks: string[];
};

type Named = { id: string; after: readonly string[] };

/**
 * The path through labs, by id. Labs that are not among them are no part of it, and of labs that come after each other in a circle each is taken as
 * if the circle began with it.
 */
export function pathOf(labs: readonly Named[]): Map<string, OnPath> {
  const known = new Map(labs.map((lab) => [lab.id, lab]));
  const stepOf = (lab: Named, before: readonly string[]): number => {
    const earlier = lab.after.flatMap((id) => (before.includes(id) ? [] : (known.get(id) ?? [])));
    return 1 + Math.max(0, ...earlier.map((one) => stepOf(one, [...before, lab.id])));
  };
  return new Map(
    labs.map((lab) => {
      const unlocks = labs.filter(({ id, after }) => id !== lab.id && after.includes(lab.id)).map(({ id }) => id);
      return [lab.id, { step: stepOf(lab, [lab.id]), unlocks }];
    }),
  );
}
