/**
 * The sample query of DataCamp's documentation, run on the mirrors: XP and hours by team, week and technology.
 * Two slips are mended: xp stands in course_fact and in course_dim (the fact's is meant), and hours divide as numeric.
 */
export const sampleQuery = `
SELECT team_id,
  week_start_date,
  technology,
  SUM(course_fact.xp) AS xp,
  SUM(time_spent)::numeric / 3600 AS time_spent_hours
FROM datacamp.course_fact
INNER JOIN datacamp.course_dim USING (course_id)
INNER JOIN datacamp.date_dim USING (date_id)
INNER JOIN datacamp.user_team_bridge USING (user_id)
INNER JOIN datacamp.team_dim USING (team_id)
GROUP BY 1, 2, 3`
