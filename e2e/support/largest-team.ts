/** The address of the page about the team with most members of today. */
import { value } from './product'

export async function largestTeam(): Promise<string> {
  const id = await value(`
    select team_id from datacamp.user_team_bridge join datacamp.team_dim using (team_id)
    where left_team_date is null and deleted_date is null group by 1 order by count(distinct user_id) desc, 1 limit 1`)
  return `/teams/${id}`
}
