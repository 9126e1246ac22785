import type { Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { query } from '../support/product'
import { expect, test } from '../support/test'

/** By hand: the latest attempt of each lesson progress and module, and how many there were. */
const modules = `
  select 'skilljar/scorm/' || scorm_resource_id, count(*)::text, sum(attempts)::text from (
    select distinct on (student_lesson_progress_id, scorm_resource_id) scorm_resource_id, lower(trim(status)) as status,
      attempted_at::date as day, count(*) over (partition by student_lesson_progress_id, scorm_resource_id) as attempts
    from skilljar.student_sco_progress
    order by student_lesson_progress_id, scorm_resource_id, attempted_at desc, student_sco_progress_id collate "C" desc
  ) as module
  where day between $1 and $2 and ($3::text is null or status = $3) group by 1`

async function expectExportEquals(page: Page, status: string | null): Promise<void> {
  const link = page.getByRole('link', { name: 'Export CSV' })
  const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
  const [heading = [], ...rows] = await records(await download(page, link))
  const columns = ['content', 'scorm_modules', 'scorm_attempts']
  const found = rows.map((row) => columns.map((name) => row[heading.indexOf(name)] ?? ''))
  const wanted = await query(modules, [params.get('from'), params.get('to'), status])
  expect(wanted.length).toBeGreaterThan(1)
  expect(sorted(found)).toEqual(sorted(wanted.map((row) => row.map(String))))
}

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('narrows SCORM to what was passed from its chart, takes away what the mirrors say, and comes back', async ({
    page,
  }) => {
    await page.goto('/skilljar/scorm')
    await expectExportEquals(page, null)
    const statuses = page.getByRole('region', { name: 'Status of the latest attempt' }).getByRole('img')
    await statuses.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/scorm_status=passed/)
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText('Passed')
    await expectExportEquals(page, 'passed')
    await page.goBack()
    await expect(page).not.toHaveURL(/scorm_status=/)
  })

  test('narrows to a package, and reads what people answered to one of its questions', async ({ page }) => {
    await page.goto('/skilljar/scorm')
    const uploaded = page.getByRole('region', { name: 'Packages' }).last()
    const chosen = uploaded.getByRole('row').getByRole('link').first()
    const title = (await chosen.textContent()) ?? ''
    await chosen.click()
    await expect(page).toHaveURL(/web_package=/)
    const interactions = page.getByRole('region', { name: 'Interactions' }).last()
    const rows = interactions.locator('tbody tr')
    await expect(rows.first()).toContainText(title)
    const question = rows.last().getByRole('link').first()
    const identifier = (await question.textContent()) ?? ''
    await question.click()
    await expect(page).toHaveURL(/interaction=/)
    await expect(page.getByRole('region', { name: `Responses to ${identifier}` })).toBeVisible()
    const [heading = [], ...lines] = await records(
      await download(page, page.getByRole('link', { name: 'Interactions: CSV' })),
    )
    expect(lines.length).toBe(await rows.count())
    expect(lines.map((line) => line[heading.indexOf('identifier')])).toContain(identifier)
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees what modules report, and nobody who took them', async ({ page }) => {
    await page.goto('/skilljar/scorm')
    await expect(page.getByRole('region', { name: 'Status of the latest attempt' })).toBeVisible()
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
  })
})
