/** The query that DataCamp's documentation shows first, and how it runs on the mirrors. */
import type { Documentation } from './documentation'
import { documentationPages } from './documentation'

export interface SampleQuery {
  readonly title: string
  readonly about: string
  /** What had to be mended, and why. */
  readonly mended: readonly string[]
  readonly sql: string
  readonly source: Documentation
}

export const sampleQuery: SampleQuery = {
  title: 'XP and hours by team, week and technology',
  about:
    'The first query of DataCamp’s documentation. A learner who is in two teams counts in both, and so do the days before joining and after leaving: the metrics of this server count by the teams of each day.',
  mended: [
    'xp stands in course_fact and in course_dim; the fact’s is meant, so the table is named.',
    'time_spent is a whole number of seconds; dividing it as numeric keeps the parts of an hour.',
    'Tables are named with their schema.',
  ],
  sql: `SELECT team_id,
  week_start_date,
  technology,
  SUM(course_fact.xp) AS xp,
  SUM(time_spent)::numeric / 3600 AS time_spent_hours
FROM datacamp.course_fact
INNER JOIN datacamp.course_dim USING (course_id)
INNER JOIN datacamp.date_dim USING (date_id)
INNER JOIN datacamp.user_team_bridge USING (user_id)
INNER JOIN datacamp.team_dim USING (team_id)
GROUP BY 1, 2, 3`,
  source: { ...documentationPages.datacamp, section: 'How to work with the data?' },
}
