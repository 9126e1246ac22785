import { accounts, sessionOf, signIn, type RoleName } from '../support/accounts'
import { tell } from '../support/control'
import { value } from '../support/product'
import { expect, test } from '../support/test'

/** The team with the most members today, so that a manager sees several people and far from all. */
const largestTeam = `
  select team_id from datacamp.user_team_bridge where left_team_date is null group by team_id order by count(*) desc, team_id limit 1`

const dashboards = [
  'Overview',
  'Learning activity',
  'Courses',
  'Assessments',
  'Assignments',
  'Certifications',
  'Tracks',
  'Practice & projects',
  'Workspaces',
  'Courses',
  'Quizzes',
  'Paths',
  'Live training',
  'SCORM',
  'Commerce',
  'Access & groups',
  'Teams',
]

const views = ['All views', 'Deliveries']

const menus: Readonly<Record<Exclude<RoleName, 'admin'>, string[]>> = {
  analyst: [
    ...[...dashboards, 'People', 'At risk', 'Expiry calendar'],
    ...['Explorer', 'Dictionary', 'Metrics', 'SQL', 'Quality', 'Exports', ...views],
  ],
  manager: [...dashboards, 'People', 'At risk', 'Expiry calendar', 'Dictionary', 'Metrics', 'Exports', ...views],
  viewer: [...dashboards, 'At risk', 'Expiry calendar', 'Dictionary', 'Metrics', 'Exports', ...views],
}

for (const role of ['analyst', 'manager', 'viewer'] as const) {
  test(`a new ${role} signs in and finds in the menu what the role allows`, async ({ page }) => {
    const teams = role === 'manager' ? [Number(await value(largestTeam))] : []
    await tell({ order: 'account', account: { ...accounts[role], role, teams } })
    await signIn(page, accounts[role].email, accounts[role].password)
    await expect(page).toHaveURL(/\/overview/)
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveText(menus[role])
    await page.context().storageState({ path: sessionOf(role) })
  })
}
