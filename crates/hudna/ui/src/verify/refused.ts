// How a bundle is refused: the codes of docs/record-format.md, section 7.

/** What the words for a code name besides the entry's number. */
export type Named = Record<string, string>;

/** The bundle is refused: the code, the entry's number where there is one, and what the words for it name. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly entry: number | null = null,
    readonly named: Named = {},
  ) {
    super(code);
  }
}

/** Bytes that are not what they should be; whoever asked knows the code for it. */
export class Malformed extends Error {}

export function malformed(why: string): never {
  throw new Malformed(why);
}
