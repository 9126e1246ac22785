/** First and newest day of evidence per person, over both sources: who is new, and who went quiet. */
import type pg from 'pg'

export async function peopleOfDays(tx: pg.ClientBase, days: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ person_id: string }>(
    'select distinct person_id::text as person_id from mart.activity where day = any($1::date[])',
    [days],
  )
  return rows.map((row) => row.person_id)
}

export async function refreshEvidence(tx: pg.ClientBase, people: readonly string[] | 'all'): Promise<void> {
  await tx.query(
    `update mart.person
     set first_evidence = evidence.first, last_evidence = evidence.last
     from (
       select someone.person_id, min(activity.day) as first, max(activity.day) as last
       from mart.person someone
       left join mart.activity on activity.person_id = someone.person_id and activity.is_evidence
       ${people === 'all' ? '' : 'where someone.person_id = any($1::bigint[])'}
       group by someone.person_id
     ) evidence
     where person.person_id = evidence.person_id
       and (person.first_evidence, person.last_evidence) is distinct from (evidence.first, evidence.last)`,
    people === 'all' ? [] : [people],
  )
}
