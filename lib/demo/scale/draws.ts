/** What the families at scale share: how many things a learner does, at which moments, about which technology. */
import { below, chance } from './chance'
import { technologyBy } from './people'
import { scaleFrom, scaleTechnologies } from './scale'

/** Items of one learner have a number below this. */
const ITEMS = 4_096

/** Tells the items of a learner apart; draws about them need a number that no other family uses. */
export const itemKey = (nth: string) => `(user_id * ${ITEMS} + ${nth})`

/** The root of a person's facts, those who never learn among them. */
const MEAN_ROOT = 5.4

/** How many of something a learner does: by the root of their facts, so that the busiest do not do all of it; `mean` over everybody. */
export const howMany = (mean: number, draw: number, times = '1') =>
  `floor(${(mean / MEAN_ROOT).toFixed(4)} * ${times} * sqrt(facts) + ${chance('user_id', draw)})::int`

/** One in `each` of a technology's contents, the first ones more often; most people stay with their favourite. */
export const contentOf = (what: string, draw: number, each: number) =>
  `(${each} * case when ${chance(what, draw)} < 0.7 then favourite else ${technologyBy(chance(what, draw + 1))} end + ${below(each, what, draw + 2, 2)})`

/** So many days since the first one, and seconds of that day. */
export const instant = (day: string, seconds = '0') =>
  `(timestamp '${scaleFrom}' + make_interval(days => ${day}, secs => ${seconds}))`

/** Between eight in the morning and six in the evening. */
export const workingTime = (what: string, draw: number) => `(28800 + ${below(36_000, what, draw)})`

/** A number that makes a row's key its hash. */
export const rowHash = (key: string) => `lpad(to_hex(${key}), 32, '0')::uuid, hashint8extended(${key}, 0)`

export const technologyNames = `array['${scaleTechnologies.map(([name]) => name).join("', '")}']`

/** `place` and `technology` of so many contents for each technology. */
export const placesBy = (each: number) =>
  `select place, (${technologyNames})[1 + place / ${each}] as technology from generate_series(0, ${scaleTechnologies.length * each - 1}) as place`
