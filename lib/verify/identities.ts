/** Everybody who did something is exactly one person. */
import type pg from 'pg'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import { literal, mirrorName, quote } from '@/lib/refresh/mirror'
import { difference, part, SAMPLES, type Difference, type Part } from './report'

const accountColumns: Readonly<Record<ConnectorId, string>> = { datacamp: 'user_id', skilljar: 'student_id' }

/** The tables whose accounts lib/marts/identity.ts takes up. */
const accountTables: Readonly<Record<ConnectorId, readonly string[]>> = {
  datacamp: ['user_dim', 'user_team_bridge', 'course_fact', 'project_fact', 'practice_fact', 'assessment_fact'],
  skilljar: ['student', 'enrollment', 'student_lesson_session_time_hourly'],
}

const rules: readonly { subject: string; message: string; text: string }[] = [
  {
    subject: 'mart.person',
    message: 'two people have the same key',
    text: `select min(person_id)::text as sample from mart.person group by person_key having count(*) > 1`,
  },
  {
    subject: 'mart.person',
    message: 'a person has no account',
    text: `select person_id::text as sample from mart.person
      where not exists (select from mart.identity where identity.person_id = person.person_id)`,
  },
  {
    subject: 'mart.identity',
    message: 'an account belongs to nobody',
    text: `select source || ' ' || source_id as sample from mart.identity
      where not exists (select from mart.person where person.person_id = identity.person_id)`,
  },
]

/** Within one snapshot, like the books. */
export async function verifyIdentities(tx: pg.PoolClient, connectorIds: readonly ConnectorId[]): Promise<Part> {
  const tables = connectorIds.flatMap((connectorId) =>
    tablesOf(connectorId)
      .filter(({ name }) => accountTables[connectorId].includes(name))
      .map((table) => ({
        subject: `${table.schema}.${table.name}`,
        message: 'the account of a row has no identity',
        text: withoutIdentity(connectorId, table),
      })),
  )
  const differences: Difference[] = []
  for (const { subject, message, text } of [...rules, ...tables]) {
    const { rows } = await tx.query<{ rows: number; samples: string[] | null }>(
      `select count(*) as rows, (array_agg(sample order by sample))[1:${SAMPLES}] as samples from (${text}) as broken`,
    )
    const broken = Number(rows[0]?.rows)
    if (broken > 0) differences.push(difference({ subject, message, rows: broken, samples: rows[0]?.samples ?? [] }))
  }
  return part({ name: 'People', checked: rules.length + tables.length, differences })
}

function withoutIdentity(connectorId: ConnectorId, table: Table): string {
  const account = `coalesce(fact.${quote(accountColumns[connectorId])}::text, '')`
  return `select ${account} as sample from ${mirrorName(table)} fact
    where not exists (
      select from mart.identity where identity.source = ${literal(connectorId)} and identity.source_id = ${account}
    ) group by 1`
}
