/** A small delivery of DataCamp's: two tables that must be there, one that may, one that we derive. */
import { column, table } from './catalogue'

const courseColumns = [column('course_id', { aliases: ['id'] }), column('title'), column('id', { deprecated: true })]
const factColumns = [column('user_id', { references: 'user_dim.user_id' }), column('xp')]

export const tables = [
  table('datacamp', 'course_dim', courseColumns, { key: ['course_id'] }),
  table('datacamp', 'course_fact', factColumns, { aliases: ['learning_course_fact'] }),
  table('datacamp', 'xp_fact', [column('user_id'), column('xp')], { optional: true }),
  table('datacamp', 'date_dim', [column('date_id')], { derived: true, optional: true }),
]

export const courses = 'course_id,title,id\n1,Intro,1\n'
export const FACTS = 30_000
export const facts = `user_id,xp\n${Array.from({ length: FACTS }, (_, index) => `${index},${index % 7}\n`).join('')}`
