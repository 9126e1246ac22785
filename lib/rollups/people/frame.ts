/**
 * Bit strings of days. All strings of one person share a frame, so that they combine without being moved: it begins with the
 * block of days that holds the person's first evidence and ends with the block that holds the newest.
 */

/** Days per block: a frame grows once in so many days, and then all strings of the person are written anew. */
const BLOCK = 128

/** No day lies before it, so that remainders are never negative. */
const ORIGIN = `date '0001-01-01'`

/** First day of the frame of somebody whose first evidence lies on that day. */
export const frameStart = (firstEvidence: string) => `(${firstEvidence} - (${firstEvidence} - ${ORIGIN}) % ${BLOCK})`

/** Bits of the frame. */
export const frameLength = (firstEvidence: string, lastEvidence: string) =>
  `((${lastEvidence} - ${frameStart(firstEvidence)}) / ${BLOCK} * ${BLOCK} + ${BLOCK})`

/** So many zeros, at least one; casts to bit(n) fill up with them. */
export const noDays = (length: string) => `"bit"(b'0', ${length}, true)`

/** The string in another frame; days outside of it are dropped. */
export const inFrame = (days: string, firstDay: string, newFirstDay: string, newLength: string) => `"bit"(
  case when ${newFirstDay} < ${firstDay} then ${noDays(`${firstDay} - ${newFirstDay}`)} || ${days}
    else substring(${days} from ${newFirstDay} - ${firstDay} + 1) end, ${newLength}, true)`

/** Whether a day is in the string; by cases, because conditions may be checked in any order. */
export const hasDay = (days: string, firstDay: string, day: string) => `coalesce(
  case when ${day} between ${firstDay} and ${firstDay} + bit_length(${days}) - 1 then get_bit(${days}, ${day} - ${firstDay}) end, 0) = 1`

/** Most days have another one within so many: turning bits into text is what costs. */
const NEAR = 48

const lastBit = (bits: string) => `length(rtrim((${bits})::text, '0'))`

/** The newest day before `day` that the string has, or -infinity. `day` is in the frame. */
export const dayBefore = (days: string, firstDay: string, day: string) => {
  const near = `substring(${days} from greatest(${day} - ${firstDay} - ${NEAR} + 1, 1) for least(${NEAR}, ${day} - ${firstDay}))`
  const all = `substring(${days} for ${day} - ${firstDay})`
  return `case
    when bit_count(${near}) > 0 then ${firstDay} + greatest(${day} - ${firstDay} - ${NEAR}, 0) + ${lastBit(near)} - 1
    when bit_count(${all}) > 0 then ${firstDay} + ${lastBit(all)} - 1
    else '-infinity'::date end`
}

/** The first day after `day` that the string has, or null. */
export const dayAfter = (days: string, firstDay: string, day: string) => {
  const start = `greatest(${day} + 1, ${firstDay})`
  return `${start} + nullif(position(b'1' in substring(${days} from ${start} - ${firstDay} + 1)), 0) - 1`
}

/** Every day of the string with the one before it, or -infinity. Splitting text is the fastest that plain SQL can do. */
export const daysOf = (days: string, firstDay: string) => `
  select day, case when place = 1 then '-infinity'::date else day - zeros - 1 end as previous
  from (
    select ${firstDay} + (sum(length(run) + 1) over (order by place))::int - 1 as day, length(run) as zeros, place
    from string_to_table(${days}::text, '1') with ordinality as piece(run, place)
  ) one
  where place <= bit_count(${days})`
