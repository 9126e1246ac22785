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

/**
 * After restateRows of mart.activity. A day that became evidence can only widen a person's span; one that no longer is can
 * narrow it where it stood at an end, and then the person's days are looked through again.
 */
export async function refreshTouchedEvidence(tx: pg.ClientBase): Promise<void> {
  await tx.query(
    `update mart.person
     set first_evidence = least(first_evidence, gained.first), last_evidence = greatest(last_evidence, gained.last)
     from (
       select person_id, min(day) as first, max(day) as last from pg_temp.restated where stays and is_evidence group by person_id
     ) gained
     where person.person_id = gained.person_id
       and (first_evidence is null or gained.first < first_evidence or gained.last > last_evidence)`,
  )
  const { rows } = await tx.query<{ person_id: string }>(
    `select distinct person_id::text as person_id
     from pg_temp.restated join mart.person using (person_id)
     where old_is_evidence and not (stays and is_evidence) and day in (first_evidence, last_evidence)`,
  )
  if (rows.length > 0)
    await refreshEvidence(
      tx,
      rows.map((row) => row.person_id),
    )
}
