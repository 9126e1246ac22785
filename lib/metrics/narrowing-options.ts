/** The values of a filter that only some pages have, with the names that people read. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { firstDay } from '@/lib/filters/days'
import { defaultFilters, notSet, type Filters, type Narrowing, type Period } from '@/lib/filters/filters'
import { ask } from './ask'
import type { Dimension } from './dimension'
import { dimensions } from './dimensions'
import { expiryKinds } from './facts/expiries'
import { instructorNames } from './facts/vilt-sessions'
import type { FactMetricName } from './names'
import { readRows } from './read-rows'
import { inLocation } from './session-places'

export interface NarrowingOption {
  readonly value: string
  readonly label: string
}

export interface NarrowingChoice {
  readonly name: Narrowing
  readonly label: string
  readonly options: readonly NarrowingOption[]
}

/** A list longer than this is searched in the table of the page. */
const MOST_OPTIONS = 500

/** Where the values come from: a column `value` of some rows, a few of which all are known, or those of a number in the period. */
type Values =
  | { readonly rows: RawBuilder<unknown>; readonly isReaders?: true }
  | { readonly known: readonly string[] }
  | { readonly dividing: FactMetricName }

const ids = (table: string, column: string): Values => ({
  rows: sql`select ${sql.ref(column)}::text as value from ${sql.table(table)}`,
})

/** What others learn is not everybody's to know: a manager chooses among what somebody in reach learned. */
const learnedOf = (table: string, column: string): Values => ({ ...ids(table, column), isReaders: true })

export const narrowingValues: Readonly<Record<Exclude<Narrowing, 'content'>, Values>> = {
  topic: {
    rows: sql`select trim(topic) as value from datacamp.course_dim where course_id <> -1
      union select trim(topic) from datacamp.assignment_dim`,
  },
  domain: ids('skilljar.domain', 'domain_id'),
  course: learnedOf('skilljar.course', 'course_id'),
  published_course: learnedOf('skilljar.published_course', 'published_course_id'),
  student_group: ids('skilljar.student_group', 'student_group_id'),
  tag: ids('skilljar.tag', 'tag_id'),
  score_group: { dividing: 'assessments_completed' },
  assignment_status: { known: ['on_time', 'late', 'overdue', 'not_yet_due', 'no_due_date'] },
  completion_status: { dividing: 'assignments' },
  due_month: { dividing: 'assignments' },
  certification: ids('datacamp.certification_dim', 'certification_id'),
  certification_version: { known: ['v1', 'v2'] },
  track: ids('datacamp.track_dim', 'track_version_id'),
  track_kind: { known: ['custom', 'standard', notSet] },
  guided: { known: ['guided', 'unguided', notSet] },
  for_certification: { known: ['certification', 'learning', notSet] },
  instructor: { rows: sql`select name as value from ${instructorNames} as taught` },
  account: ids('skilljar.vilt_account', 'vilt_account_id'),
  session_state: { known: ['held', 'planned', 'cancelled'] },
  location: { rows: sql`select location as value from ${inLocation.rows} as placed` },
  time_zone: { rows: sql`select trim(timezone) as value from skilljar.vilt_session_event` },
  currency: { dividing: 'purchases' },
  offer_type: { dividing: 'purchases' },
  payment_processor: { dividing: 'purchases' },
  promo_code: { dividing: 'purchases' },
  expiry_kind: { known: expiryKinds },
  channel: { dividing: 'enrolments' },
  scorm_status: { dividing: 'scorm_modules' },
  web_package: ids('skilljar.web_package', 'web_package_id'),
}

/** By name, at most 500; `inside` says of which content the page is. */
export async function narrowingOptions(
  reader: ScopedReader,
  name: Narrowing,
  inside: Filters,
): Promise<NarrowingChoice> {
  const chosen = inside.where[name] ?? []
  const found = await optionsOf(reader, name, inside)
  // What is chosen can be taken back, however far down the list it stands.
  const missing = chosen.filter((value) => !found.some((option) => option.value === value))
  return { name, label: labelOf(name), options: [...(await named(reader, name, missing)), ...found] }
}

/** Names for what an address narrows by, for its chips. */
export async function narrowingNames(
  reader: ScopedReader,
  { where }: Pick<Filters, 'where'>,
): Promise<readonly NarrowingChoice[]> {
  const choices: NarrowingChoice[] = []
  for (const [name, chosen] of Object.entries(where) as [Narrowing, readonly string[]][]) {
    choices.push({ name, label: labelOf(name), options: await named(reader, name, chosen) })
  }
  return choices
}

async function optionsOf(reader: ScopedReader, name: Narrowing, inside: Filters): Promise<NarrowingOption[]> {
  if (name === 'content') return contentsOf(reader, inside)
  const from = narrowingValues[name]
  if ('known' in from) return from.known.map((value) => ({ value, label: inWords(name, value) }))
  if ('dividing' in from) return dividing(reader, name, from.dividing, inside)
  // Either fence alone says so: the application’s, and the database’s.
  if (from.isReaders && (reader.scope.people !== 'all' || reader.reach !== 'everybody'))
    return dividing(reader, name, 'active_learners', { from: firstDay, to: inside.to })
  const { name: naming }: Dimension = dimensions[name]
  if (naming === undefined) {
    const statement = sql`select distinct value, value as label from (${from.rows}) as known
      where coalesce(value, '') <> '' order by value limit ${MOST_OPTIONS}::int`
    return [...(await readRows<NarrowingOption>(reader, statement.compile(reader.db)))]
  }
  const keys = sql`(select distinct value::${keyType(name)} as ${sql.id(name)} from (${from.rows}) as known where value is not null)`
  return readNamed(reader, name, keys)
}

/** Values that a number has in the period. */
async function dividing(
  reader: ScopedReader,
  name: Narrowing,
  metric: FactMetricName,
  { from, to }: Period,
): Promise<NarrowingOption[]> {
  const filters: Filters = { ...defaultFilters(to), from, compare: 'none' }
  const { rows } = await ask(reader, { metrics: [metric], by: [name], filters, limit: MOST_OPTIONS })
  return rows.flatMap((row: Readonly<Record<string, unknown>>) => {
    if (row[name] === null) return []
    const value = String(row[name])
    return { value, label: String(row[`${name}_name`] ?? inWords(name, value)) }
  })
}

async function named(reader: ScopedReader, name: Narrowing, chosen: readonly string[]): Promise<NarrowingOption[]> {
  const dimension: Dimension = dimensions[name]
  const asKeys = chosen.filter((value) => dimension.kind !== 'integer' || /^-?\d{1,15}$/.test(value))
  if (dimension.name === undefined || asKeys.length === 0) {
    return chosen.map((value) => ({ value, label: inWords(name, value) }))
  }
  const keys = sql`(select value::${keyType(name)} as ${sql.id(name)} from unnest(${asKeys}::text[]) as given (value)
    where value <> ${notSet})`
  const found = await readNamed(reader, name, keys)
  return chosen.map((value) => found.find((option) => option.value === value) ?? { value, label: value })
}

async function readNamed(reader: ScopedReader, name: Narrowing, keys: RawBuilder<unknown>): Promise<NarrowingOption[]> {
  const { name: naming }: Dimension = dimensions[name]
  if (naming === undefined) return []
  const statement = sql`
    select * from (
      select cells.${sql.id(name)}::text as value, ${naming.text} as label from ${keys} as cells left join ${naming.from}
    ) as option
    order by lower(label), value limit ${MOST_OPTIONS}::int`
  return [...(await readRows<NarrowingOption>(reader, statement.compile(reader.db)))]
}

function keyType(name: Narrowing): RawBuilder<unknown> {
  return dimensions[name].kind === 'integer' ? sql`bigint` : sql`text`
}

/** Only what somebody in reach learned: what others learn is not everybody's to know. */
async function contentsOf(reader: ScopedReader, inside: Filters): Promise<NarrowingOption[]> {
  const { rows } = await ask(reader, {
    metrics: ['learning_hours'],
    by: ['content'],
    filters: { ...inside, where: {}, compare: 'none' },
    limit: MOST_OPTIONS,
  })
  return rows.map((row) => ({ value: String(row.content), label: String(row.content_name) }))
}

const labelOf = (name: Narrowing) => dimensions[name].label

/** Codes of ours and of the sources: "not_yet_due" reads "Not yet due". */
const coded: readonly Narrowing[] = [
  'assignment_status',
  'completion_status',
  'track_kind',
  'guided',
  'for_certification',
  'session_state',
  'channel',
  'scorm_status',
]

function inWords(name: Narrowing, value: string): string {
  if (!coded.includes(name) || !/^[a-z]+(_[a-z]+)*$/.test(value)) return value
  return `${value.charAt(0).toUpperCase()}${value.slice(1).replaceAll('_', ' ')}`
}
