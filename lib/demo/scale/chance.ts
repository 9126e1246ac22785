/** Chance that is the same in every run and in any order: a hash of what is drawn for, as SQL. */

/** Between 0 and 1, without 1; `what` is a bigint, and each draw about the same thing has a number of its own. */
export const chance = (what: string, draw: number): string =>
  `((hashint8extended(${what}, ${draw}) & 4294967295)::float8 / 4294967296)`

/** Normally distributed, around 0 with deviation 1; takes two draws. */
export const normal = (what: string, draw: number): string =>
  `(sqrt(-2 * ln(1 - ${chance(what, draw)})) * cos(2 * pi() * ${chance(what, draw + 1)}))`

/** A whole number from 0 to below `count`; an exponent above 1 prefers the small ones. */
export const below = (count: string | number, what: string, draw: number, exponent = 1): string =>
  `floor(${count} * power(${chance(what, draw)}, ${exponent}))::int`
