/** The few numbers by which a decision about a held run can be made: as METRICS.md counts them, over all learners. */
import type pg from 'pg'

export interface HeadlineNumber {
  readonly label: string
  readonly value: number
}

const DAYS = 90
const recent = (day: string) => `${day} > $1::date - ${DAYS} and ${day} <= $1::date`

const numbers: readonly { label: string; query: string }[] = [
  { label: 'People', query: 'select count(*) from mart.person' },
  {
    label: `Active learners, last ${DAYS} days`,
    query: `select count(distinct person_id) from mart.activity where is_evidence and ${recent('day')}`,
  },
  {
    label: `Learning hours, last ${DAYS} days`,
    query: `select round(coalesce(sum(seconds), 0) / 3600, 1) from mart.activity where ${recent('day')}`,
  },
  {
    label: `Courses completed, last ${DAYS} days`,
    query: `select count(*) from mart.course_progress where ${recent('completed_at::date')}`,
  },
  {
    label: `Enrolments, last ${DAYS} days`,
    query: `select count(*) from mart.course_progress where ${recent('enrolled_at::date')}`,
  },
]

/** Both sides of a comparison count back from the same day, the delivery's. */
export async function headlineNumbers(db: pg.Pool | pg.PoolClient, asOf: Date): Promise<readonly HeadlineNumber[]> {
  const columns = numbers.map(({ query }, index) => `(${query})::text as n${index}`).join(', ')
  const { rows } = await db.query<Record<string, string>>(`select ${columns}`, [asOf.toISOString().slice(0, 10)])
  return numbers.map(({ label }, index) => ({ label, value: Number(rows[0]?.[`n${index}`]) }))
}
