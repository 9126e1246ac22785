/** The books of the refreshes: what every run wrote down about itself adds up, and the mirrors hold what it says. */
import type pg from 'pg'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import { mirrorName } from '@/lib/refresh/mirror'
import { countRows } from '@/lib/refresh/count-rows'
import { count, difference, part, SAMPLES, type Difference, type Part } from './report'

/** A rule gives a row for everything that breaks it. */
interface Rule {
  readonly message: string
  readonly text: string
}

/** Each gives `subject` and `sample`; counted per subject. */
const rules: readonly Rule[] = [
  {
    message: 'I1: rows read are not those inserted, updated, unchanged and quarantined',
    text: `select connector_id || ' ' || table_name as subject, 'run ' || run_id as sample from done
      where rows_read <> rows_inserted + rows_updated + rows_unchanged + rows_quarantined or rows_duplicate > rows_unchanged`,
  },
  {
    message: 'I2: rows before, inserted and deleted do not add up to the rows after',
    text: `select connector_id || ' ' || table_name as subject, 'run ' || run_id as sample from done
      where live_after is distinct from live_before + rows_inserted - rows_deleted`,
  },
  {
    message: 'I6: the watermark is ahead of the data’s own time',
    text: `select mark.connector_id || ' ' || mark.table_name as subject, mark.value as sample
      from app.watermark mark
      left join (select connector_id, max(as_of) as as_of from app.publication group by 1) newest using (connector_id)
      where as_of is null or mark.value::timestamp > as_of at time zone 'UTC' + interval '1 second'`,
  },
  {
    message: 'the watermark was set by a run that published nothing',
    text: `select mark.connector_id || ' ' || mark.table_name as subject, 'run ' || mark.run_id as sample
      from app.watermark mark
      where not exists (select from published where published.id = mark.run_id and published.connector_id = mark.connector_id)`,
  },
  {
    message: 'a publication names a run that published nothing',
    text: `select publication.connector_id as subject, 'version ' || version || ', run ' || run_id as sample
      from app.publication
      where not exists (
        select from published where published.id = publication.run_id and published.connector_id = publication.connector_id
      )`,
  },
  {
    message: 'the connector names a published run that published nothing',
    text: `select connector.id as subject, 'run ' || published_run_id as sample
      from app.connector
      where published_run_id is not null
        and not exists (select from published where published.id = published_run_id and published.connector_id = connector.id)`,
  },
  {
    message: 'staging of a run that is over was left behind',
    // A worker that has just published is still clearing up until it lets go of its lease.
    text: `select 'staging' as subject, tablename::text as sample
      from pg_tables
      where schemaname = 'staging' and not exists (
        select from app.refresh_run run join app.connector on connector.id = run.connector_id
        where run.id = substring(tablename from '^r([0-9]{1,18})_')::bigint and (
          run.finished_at is null
          or (connector.lease_token = run.lease_token and connector.lease_until > clock_timestamp()))
      )`,
  },
  {
    message: 'I9: a row in quarantine has lost its bytes',
    text: `select connector_id || ' ' || table_name as subject, 'row ' || id as sample
      from app.quarantine where octet_length(raw) = 0 and resolved_at is null`,
  },
]

const withRuns = `
  with published as (
    select id, connector_id from app.refresh_run where state in ('published', 'unchanged')
  ), done as (
    select published.connector_id, touched.*
    from published join app.refresh_run_table touched on touched.run_id = published.id
    where touched.state in ('published', 'skipped')
  )`

/** Within one snapshot: a publish between two of these would be a difference. */
export async function verifyBooks(tx: pg.PoolClient, connectorIds: readonly ConnectorId[]): Promise<Part> {
  const differences: Difference[] = []
  for (const { message, text } of rules) {
    const { rows } = await tx.query<{ subject: string; rows: number; samples: string[] }>(
      `${withRuns}, broken as (${text})
       select subject, count(*) as rows, (array_agg(sample order by sample))[1:${SAMPLES}] as samples
       from broken group by subject order by subject`,
    )
    for (const { subject, rows: broken, samples } of rows) {
      differences.push(difference({ subject, message, rows: Number(broken), samples }))
    }
  }
  const tables = connectorIds.flatMap((connectorId) => tablesOf(connectorId).map((table) => ({ connectorId, table })))
  const recorded = tables.filter(({ table }) => !table.derived)
  for (const { connectorId, table } of recorded) {
    const found = await compareCount(tx, connectorId, table)
    if (found) differences.push(found)
  }
  return part({ name: 'Books of the refreshes', checked: rules.length + recorded.length, differences })
}

/** The rows that are there are those that the last run to touch the table left, and those that were put back since. */
async function compareCount(tx: pg.PoolClient, connectorId: ConnectorId, table: Table): Promise<Difference | null> {
  const { rows } = await tx.query<{ live_after: number; run_id: number; restored: number }>(
    `${withRuns}
     select done.live_after, done.run_id, (
       select coalesce(sum((detail ->> 'rows')::bigint), 0) from app.audit
       where action = 'refresh.rows_restored' and subject = $1 and detail ->> 'table' = $2 and at > run.finished_at
     )::bigint as restored
     from done join app.refresh_run run on run.id = done.run_id
     where done.connector_id = $1 and done.table_name = $2 order by run.finished_at desc, run.id desc limit 1`,
    [connectorId, table.name],
  )
  const [last] = rows
  const live = await countRows(tx, mirrorName(table))
  const restored = Number(last?.restored ?? 0)
  const left = Number(last?.live_after ?? 0)
  const should = left + restored
  if (live === should) return null
  const since = restored > 0 ? ` and ${restored.toLocaleString('en')} were put back` : ''
  const by = last ? `run ${last.run_id} left ${left.toLocaleString('en')}${since}` : 'no refresh brought any'
  return difference({
    subject: `${table.schema}.${table.name}`,
    message: `the mirror holds ${count(live, 'row')}, but ${by}`,
    rows: Math.abs(live - should),
  })
}
