/** Who has an account in Skilljar, as it stood when the data was loaded: what groups of students are counted by. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db, type FactRow } from '../fact'

const people = ({ to }: Context): RawBuilder<FactRow> => sql`(
  select distinct ${to}::date as day, person_id, 'skilljar' as source, 'membership' as content_type, '' as content_id, null::text as technology
  from mart.identity
  where source = 'skilljar')`

export const skilljarPeople = defineFact(
  (db: Db, context: Context) => db.selectFrom(people(context).as('account')).selectAll(),
  {
    name: 'skilljar_people',
    description: 'People with an account in Skilljar, each once, whether they learn or not.',
    ofPeople: true,
    metrics: {
      skilljar_people: {
        label: 'People in Skilljar',
        description: 'Distinct people with an account in Skilljar; by student group: the members of the group.',
        unit: 'people',
        format: 'count',
        formula: 'Distinct people behind students, two accounts of one person being one person.',
        readFrom: [
          'skilljar.student.student_id',
          'skilljar.student_group_membership.student_id',
          'skilljar.student_group_membership.student_group_id',
        ],
        leftOut: [
          'Members of a group whom Skilljar delivers no longer.',
          'The state when the data was loaded; the period changes nothing.',
          'Filters of content: they choose what people learned, not who was there.',
        ],
        additive: false,
        counts: () => sql`true`,
      },
    },
  },
)
