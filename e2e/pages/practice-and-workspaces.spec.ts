import type { Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

/** By hand: pairs of user and project with their first start and their last completion. */
const projects = `
  with pair as (
    select user_id, project_id, min(started_at)::date as started, max(completed_at)::date as completed
    from datacamp.project_fact where project_id <> -1 group by 1, 2
  )
  select 'datacamp/project/' || project_id, (count(*) filter (where started between $1 and $2))::text,
    (count(*) filter (where completed between $1 and $2))::text
  from pair left join datacamp.project_dim using (project_id)
  where $3::text is null or trim(technology) = $3
  group by project_id
  having count(*) filter (where started between $1 and $2) + count(*) filter (where completed between $1 and $2) > 0`

const visits = `
  select 'datacamp/workspace/' || workspace_id, count(distinct (visitor_id, visited_at))::text
  from datacamp.workspace_visit_fact left join datacamp.workspace_dim using (workspace_id)
  where visited_at between $1 and $2 and ($3::text is null or trim(technology) = $3)
  group by 1`

async function expectExportEquals(page: Page, by: string, columns: readonly string[], technology: string | null) {
  const link = page.getByRole('link', { name: 'Export CSV' })
  const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
  const [heading = [], ...rows] = await records(await download(page, link))
  const found = rows
    .map((row) => ['content', ...columns].map((name) => row[heading.indexOf(name)] ?? ''))
    .filter(([, ...counts]) => counts.some((count) => Number(count) > 0))
  const wanted = await query(by, [params.get('from'), params.get('to'), technology])
  expect(wanted.length).toBeGreaterThan(0)
  expect(sorted(found)).toEqual(sorted(wanted.map((row) => row.map(String))))
}

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('opens a week of practice from its column, and takes away projects as the mirrors have them', async ({
    page,
  }) => {
    const columns = ['project_starts', 'project_completions']
    await page.goto('/datacamp/practice-projects')
    await expectExportEquals(page, projects, columns, null)
    const sessions = page.locator('#kpi-practice_sessions dd p').first()
    const before = await sessions.textContent()
    const chart = page.getByRole('img', { name: /^Stacked bars: Practice sessions/ })
    await chart.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}&to=.*grain=day/)
    await expect(sessions).not.toHaveText(before ?? '')
    await page.goBack()
    await expect(sessions).toHaveText(before ?? '')

    await page.goto('/datacamp/practice-projects?technology=Python')
    await expectExportEquals(page, projects, columns, 'Python')
  })

  test('narrows Workspaces to a technology from its chart, and takes away the visits of the mirrors', async ({
    page,
  }) => {
    const columns = ['workspace_visits']
    await page.goto('/datacamp/workspaces')
    await expectExportEquals(page, visits, columns, null)
    await expect(page.getByRole('region', { name: 'Publication views by viewer' })).toContainText(
      'Daily uniques are not additive',
    )
    const size = page.getByRole('region', { name: 'Size of the files' }).getByRole('img')
    await size.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/technology=/)
    await expectExportEquals(page, visits, columns, new URL(page.url()).searchParams.get('technology'))
    await page.goBack()
    await expect(page).not.toHaveURL(/technology=/)
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees both pages without a way to a person', async ({ page }) => {
    for (const [address, title] of [
      ['/datacamp/practice-projects', 'Practice & projects'],
      ['/datacamp/workspaces', 'Workspaces'],
    ] as const) {
      await page.goto(address)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
      await expect(page.getByRole('region', { name: /^All (projects|workspaces)/ }).first()).toBeVisible()
      await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    }
  })
})

test.describe('a manager', () => {
  test.use({ storageState: sessionOf('manager') })

  test('reads no title of a workspace that somebody outside of the own teams made', async ({ page }) => {
    const to = await value(`select ((now() at time zone 'UTC')::date - 1)::text`)
    await page.goto(`/datacamp/workspaces?from=2020-01-01&to=${to}&grain=month`)
    await expect(page.getByText('start of their id instead of a title')).toBeVisible()
    await expect(page.getByText('Unknown workspace')).toHaveCount(0)
  })
})
