import type { Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { query } from '../support/product'
import { expect, test } from '../support/test'

/** By hand: attempts are user, assessment and start; the day is that of the newest completion. */
const assessments = `
  with attempt as (
    select user_id, assessment_id, started_at, max(completed_at)::date as day
    from datacamp.assessment_fact where assessment_id <> -1 group by 1, 2, 3
  )
  select 'datacamp/assessment/' || assessment_id, count(*)::text
  from attempt left join datacamp.assessment_dim using (assessment_id)
  where day between $1 and $2 and ($3::text is null or trim(technology) = $3)
  group by assessment_id`

async function expectExportEquals(page: Page, technology: string | null): Promise<void> {
  const link = page.getByRole('link', { name: 'Export CSV' })
  const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
  const [heading = [], ...rows] = await records(await download(page, link))
  const places = ['content', 'assessments_completed'].map((name) => heading.indexOf(name))
  const wanted = await query(assessments, [params.get('from'), params.get('to'), technology])
  expect(wanted.length).toBeGreaterThan(0)
  expect(sorted(rows.map((row) => places.map((place) => row[place] ?? '')))).toEqual(
    sorted(wanted.map((row) => row.map(String))),
  )
}

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('narrows Assessments to a technology by its levels, takes the rows away, and comes back', async ({ page }) => {
    await page.goto('/datacamp/assessments')
    const levels = page.getByRole('region', { name: /^Level by technology/ })
    await expect(levels).toBeVisible()
    await expectExportEquals(page, null)

    await levels.getByRole('img').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/technology=/)
    const technology = new URL(page.url()).searchParams.get('technology')
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText(technology ?? '?')
    await expectExportEquals(page, technology)

    await page.goBack()
    await expect(page).not.toHaveURL(/technology=/)
    await expectExportEquals(page, null)
  })

  test('finds a person of the skill matrix, who opens', async ({ page }) => {
    await page.goto('/datacamp/assessments?tables=matrix')
    const matrix = page.getByRole('region', { name: 'Skill matrix, as a table' })
    await matrix.getByRole('row').nth(1).getByRole('link').first().click()
    await expect(page).toHaveURL(/\/people\/\d+/)
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees levels by team and technology, and no name or way to a person', async ({ page }) => {
    await page.goto('/datacamp/assessments')
    await expect(page.getByRole('region', { name: /^Level by team and technology/ })).toBeVisible()
    await expect(page.getByRole('region', { name: /^Skill matrix|^Oldest levels/ })).toHaveCount(0)
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    for (const list of ['skill_matrix', 'stale_skills']) {
      expect((await page.request.get(`/export/analysis/${list}`)).status()).toBe(403)
    }
  })
})
