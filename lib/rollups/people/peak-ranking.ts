/**
 * The first people of a ranking over any period. Lists of weeks and months say how much anybody can have at most: those who
 * may be among the first are summed exactly, and nobody outside of the lists can have more than all lists' last together.
 */
import { sql, type RawBuilder } from 'kysely'
import { bucketStart, nextBucket } from '@/lib/filters/buckets'
import { addDays } from '@/lib/filters/days'
import type { Period } from '@/lib/filters/filters'
import { PEAK_PEOPLE, type PeakGrain, type PeakMeasure } from './peaks'

interface Piece extends Period {
  readonly grain: PeakGrain
  readonly start: string
  /** Its list has the sums themselves; otherwise the period has only some of its days. */
  readonly whole: boolean
}

/** Whole months in the middle, whole weeks beside them, and what is left of weeks. */
export function piecesOf({ from, to }: Period): Piece[] {
  const start = bucketStart('month', from)
  const first = start === from ? from : nextBucket('month', start)
  const after = bucketStart('month', addDays(to, 1))
  if (after <= first) return weeksOf({ from, to })
  return [...weeksOf({ from, to: addDays(first, -1) }), ...monthsOf(first, after), ...weeksOf({ from: after, to })]
}

function monthsOf(first: string, after: string): Piece[] {
  const pieces: Piece[] = []
  for (let start = first; start < after; start = nextBucket('month', start)) {
    pieces.push({ grain: 'month', start, from: start, to: addDays(nextBucket('month', start), -1), whole: true })
  }
  return pieces
}

function weeksOf({ from, to }: Period): Piece[] {
  const pieces: Piece[] = []
  for (let day = from; day <= to;) {
    const start = bucketStart('week', day)
    const end = addDays(start, 6) < to ? addDays(start, 6) : to
    pieces.push({ grain: 'week', start, from: day, to: end, whole: day === start && end === addDays(start, 6) })
    day = addDays(end, 1)
  }
  return pieces
}

/** Rows of person and amount, the first of them, if the lists can tell; else none, and `elsewhere` is asked. */
export function ranking(
  { measure, first, period }: { measure: PeakMeasure; first: number; period: Period },
  elsewhere: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const pieces = piecesOf(period)
  const column = (name: keyof Piece) => pieces.map((piece) => piece[name])
  // Twice as many as are asked for: the first ones are nearly always among them, and tell how much the others must have.
  const guessed = 2 * first
  return sql`
    with piece as materialized (
      select * from unnest(${column('grain')}::text[], ${column('start')}::date[], ${column('from')}::date[], ${column('to')}::date[], ${column('whole')}::boolean[])
        as piece (grain, start, first, last, whole)
    ), listed as materialized (
      select piece.*, peak.person_id, peak.amount, peak.most
      from piece join mart.learner_peak as peak on peak.measure = ${measure} and (peak.grain, peak.start) = (piece.grain, piece.start)
    ), bound as materialized (
      select grain, start, first, case when count(*) < ${PEAK_PEOPLE}::int then 0 else min(most) end as most
      from listed group by grain, start, first
    ), unlisted as materialized (
      select coalesce(sum(most), 0) as most from bound
    ), known as materialized (
      select person_id, sum(listed.most - bound.most) + (select most from unlisted) as most, sum(amount) filter (where whole) as amount
      from listed join bound using (grain, start, first)
      group by person_id
    ), guess as materialized (
      select person_id from known order by amount desc nulls last, person_id limit ${guessed}::int
    ), tried as materialized (
      ${summed(measure, sql`guess`)}
    ), needed as materialized (
      select amount from tried order by amount desc limit 1 offset ${first - 1}::int
    ), chance as materialized (
      select person_id from known
      where most >= coalesce((select amount from needed), 0) and person_id not in (select person_id from guess)
    ), reached as materialized (
      ${summed(measure, sql`chance`)}
    ), ranked as materialized (
      select person_id, amount
      from (table tried union all table reached) as someone
      where amount > 0
      order by amount desc, person_id limit ${first}::int
    ), proof as materialized (
      select (select most from unlisted) = 0
        or ((select count(*) from ranked) = ${first}::int and (select min(amount) from ranked) > (select most from unlisted)) as holds
    )
    select person_id, amount from ranked where (select holds from proof)
    union all
    select person_id, amount from (${elsewhere}) as plain where not (select holds from proof)`
}

/** What a list says need not be read again. */
function summed(measure: PeakMeasure, people: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select someone.person_id, sum(case when listed.whole then listed.amount else (
      select coalesce(sum(${sql.id(measure)}), 0) from mart.activity as activity
      where activity.person_id = someone.person_id and activity.day between piece.first and piece.last
    ) end) as amount
    from ${people} as someone
    cross join piece
    left join listed on listed.person_id = someone.person_id and (listed.grain, listed.start, listed.first) = (piece.grain, piece.start, piece.first)
    group by someone.person_id`
}
