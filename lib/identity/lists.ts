/** Lists of accounts that want a look: whose person is on one platform only, and matches that may be wrong or missing. */
import { sql, type RawBuilder } from 'kysely'

export interface ListColumn {
  readonly id: string
  readonly label: string
  readonly kind: 'text' | 'number' | 'day'
}

export interface IdentityList {
  readonly id: string
  readonly label: string
  /** What is listed, in one sentence: the same on the page and for the CSV. */
  readonly meaning: string
  readonly columns: readonly ListColumn[]
  /**
   * One row each: `account` (and `beside`, an account to look at together with it) as lib/identity/decision.ts writes them,
   * `searched` (what a search looks through), `place` (the order), and the columns.
   */
  readonly rows: RawBuilder<unknown>
}

const text = (id: string, label: string): ListColumn => ({ id, label, kind: 'text' })
const number = (id: string, label: string): ListColumn => ({ id, label, kind: 'number' })
const day = (id: string, label: string): ListColumn => ({ id, label, kind: 'day' })

const nameOf = (alias: string) =>
  sql`nullif(trim(concat_ws(' ', nullif(trim(${sql.ref(`${alias}.first_name`)}), ''), nullif(trim(${sql.ref(`${alias}.last_name`)}), ''))), '')`

/** Every account but that of facts which name no learner. */
const account = sql`(
  select identity.source, identity.source_id, identity.person_id, identity.source || ':' || identity.source_id as account,
    nullif(trim(coalesce(learner.email, student.email)), '') as email,
    lower(nullif(trim(coalesce(learner.email, student.email)), '')) as address,
    coalesce(${nameOf('learner')}, ${nameOf('student')}) as name
  from mart.identity
  left join datacamp.user_dim learner on learner.user_id = case when identity.source = 'datacamp' then nullif(identity.source_id, '')::bigint end
  left join skilljar.student student on student.student_id = case when identity.source = 'skilljar' then identity.source_id end
  where identity.source_id <> ''
)`

const isAlso = (source: 'datacamp' | 'skilljar', alias: string) =>
  sql`exists (select from mart.identity other where other.person_id = ${sql.ref(`${alias}.person_id`)} and other.source = ${source})`

const courses = sql`(
  select count(*)::int from mart.course_progress pair where pair.source = account.source and pair.learner_id = account.source_id
)`

const teams = sql`coalesce((
  select string_agg(distinct coalesce(team.name, 'Unknown team ' || member.team_id), ', ')
  from mart.person_team member left join datacamp.team_dim team using (team_id)
  where member.person_id = account.person_id
), '')`

const searched = sql`concat_ws(' ', account.name, account.email, account.source_id)`

function onePlatform(here: 'datacamp' | 'skilljar', there: 'datacamp' | 'skilljar'): RawBuilder<unknown> {
  return sql`
    select account.account, null::text as beside, ${searched} as searched,
      jsonb_build_array(coalesce(-(person.last_evidence - date '1970-01-01'), 1), length(account.source_id), account.source_id) as place,
      coalesce(account.name, 'Unknown learner ' || account.source_id) as name, account.email, account.source_id,
      ${teams} as teams, person.last_evidence, ${courses} as courses
    from ${account} account join mart.person using (person_id)
    where account.source = ${here} and not ${isAlso(there, 'account')}`
}

const accountColumns = (id: string) => [
  text('name', 'Name'),
  text('email', 'Address'),
  text('source_id', id),
  day('last_evidence', 'Newest evidence'),
  number('courses', 'Courses'),
]

/** Accounts of one person that have something in common; `having` says which groups are listed. */
function groups(by: RawBuilder<unknown>, having: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select min(account.account) as account, null::text as beside,
      string_agg(${searched}, ' ') as searched, jsonb_build_array(-count(*), min(account.account)) as place,
      min(person.name) as name, string_agg(distinct account.address, ', ') as email,
      string_agg(distinct account.name, ' / ') as names, count(*)::int as accounts,
      string_agg(account.account, ', ' order by account.source, length(account.source_id), account.source_id) as which,
      case when count(distinct coalesce(account.address, account.account)) = 1 then 'Same address' else 'Linked by hand' end as match,
      min(person.last_evidence) as last_evidence
    from ${account} account join mart.person using (person_id)
    where ${by} is not null
    group by account.person_id, ${by}
    having ${having}`
}

const groupColumns = [
  text('name', 'Person'),
  text('email', 'Address'),
  text('names', 'Names of the accounts'),
  number('accounts', 'Accounts'),
  text('which', 'Which'),
  text('match', 'One person by'),
  day('last_evidence', 'Newest evidence'),
]

export const identityLists = [
  {
    id: 'skilljar-only',
    label: 'Skilljar only',
    meaning:
      'Skilljar accounts whose person has no DataCamp account: no account there has the address, and none was linked by hand.',
    columns: accountColumns('Student'),
    rows: onePlatform('skilljar', 'datacamp'),
  },
  {
    id: 'datacamp-only',
    label: 'DataCamp only',
    meaning:
      'DataCamp accounts whose person has no Skilljar account: no account there has the address, and none was linked by hand.',
    columns: [...accountColumns('User').toSpliced(3, 0, text('teams', 'Teams'))],
    rows: onePlatform('datacamp', 'skilljar'),
  },
  {
    id: 'same-platform',
    label: 'Twice on a platform',
    meaning: 'People who own two or more accounts of the same platform. What they did in each adds up.',
    columns: groupColumns,
    rows: groups(sql`account.source`, sql`count(*) > 1`),
  },
  {
    id: 'different-names',
    label: 'Different names',
    meaning:
      'Accounts that are one person because they have the same address, although their names differ (capitals aside).',
    columns: groupColumns,
    rows: groups(sql`account.address`, sql`count(distinct lower(account.name)) > 1`),
  },
  {
    id: 'shared-address',
    label: 'Shared addresses',
    meaning:
      'Addresses that three or more accounts of one person have, as a mailbox of a team or a test account would.',
    columns: groupColumns,
    rows: groups(sql`account.address`, sql`count(*) > 2`),
  },
  {
    id: 'same-name',
    label: 'Perhaps the same',
    meaning:
      'A Skilljar account and a DataCamp account of two people with the same first and last name and different addresses, each on one platform only. Names never match anybody by themselves: look, and link those you know to be one.',
    columns: [
      text('name', 'Name'),
      text('email', 'Address on Skilljar'),
      text('beside_email', 'Address on DataCamp'),
      text('alike', 'Also alike'),
      day('last_evidence', 'Newest on Skilljar'),
      day('beside_last_evidence', 'Newest on DataCamp'),
    ],
    rows: sql`
      select account.account, near.account as beside, concat_ws(' ', ${searched}, near.email, near.source_id) as searched,
        jsonb_build_array(split_part(account.address, '@', 1) is distinct from split_part(near.address, '@', 1), lower(account.name), account.account, near.account) as place,
        account.name, account.email, near.email as beside_email,
        case when split_part(account.address, '@', 1) = split_part(near.address, '@', 1) then 'Before the @'
          when split_part(account.address, '@', 2) = split_part(near.address, '@', 2) then 'After the @' else '' end as alike,
        person.last_evidence, near_person.last_evidence as beside_last_evidence
      from ${account} account
      join mart.person using (person_id)
      join ${account} near on near.source = 'datacamp' and lower(near.name) = lower(account.name)
      join mart.person near_person on near_person.person_id = near.person_id
      where account.source = 'skilljar' and strpos(account.name, ' ') > 0
        and not ${isAlso('datacamp', 'account')} and not ${isAlso('skilljar', 'near')}
        and account.address is distinct from near.address`,
  },
] as const satisfies readonly IdentityList[]

export type IdentityListId = (typeof identityLists)[number]['id']

export function findList(id: string): IdentityList | undefined {
  return identityLists.find((list) => list.id === id)
}
