import { sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { largestGroup } from '../support/largest-group'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

/** By hand: people of each group, and the courses they completed in the period. */
const groups = `
  with member as (
    select distinct student_group_id, person_id from skilljar.student_group_membership
    join mart.identity on source = 'skilljar' and source_id = student_id
  ), completed as (
    select person_id, count(*) as number from (
      select student_id, published_course_id, max(completed_at) as day from skilljar.enrollment
      join skilljar.student_course_progress using (student_course_progress_id) group by 1, 2
    ) as pair join mart.identity on source = 'skilljar' and source_id = student_id
    where day::date between $1 and $2 group by 1
  )
  select name, count(*)::text, coalesce(sum(number), 0)::text
  from member join skilljar.student_group using (student_group_id) left join completed using (person_id)
  group by student_group_id, name`

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('narrows Access & groups to one domain from its chart, and takes away what the mirrors say of groups', async ({
    page,
  }) => {
    await page.goto('/skilljar/access-groups')
    const link = page.getByRole('link', { name: 'Export CSV' })
    const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
    const [heading = [], ...rows] = await records(await download(page, link))
    const columns = ['student_group_name', 'skilljar_people', 'sj_course_completions']
    const found = rows.map((row) => columns.map((name) => row[heading.indexOf(name)] ?? ''))
    const wanted = await query(groups, [params.get('from'), params.get('to')])
    expect(wanted.length).toBeGreaterThan(3)
    expect(sorted(found.filter(([name]) => name !== 'Not set'))).toEqual(sorted(wanted.map((row) => row.map(String))))

    const access = page.getByRole('region', { name: 'Access by domain' }).getByRole('img')
    await access.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/domain=/)
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText('Domain')
    await page.goBack()
    await expect(page).not.toHaveURL(/domain=/)
  })

  test('divides people by another sign-up question, and reads no code and no answer that is one person’s', async ({
    page,
  }) => {
    await page.goto('/skilljar/access-groups')
    const segments = page.getByRole('region', { name: 'Segments by sign-up answer' }).first()
    await segments.getByRole('button', { name: /^Question/ }).click()
    await page.getByRole('menuitemradio').nth(1).click()
    await expect(page).toHaveURL(/segment=/)
    await expect(segments.getByRole('row').nth(1)).toBeVisible()
    const rules = page.getByRole('region', { name: 'Who sees what' }).getByRole('link', { name: /CSV/ })
    expect((await records(await download(page, rules))).length).toBeGreaterThan(20)
    const text = await page.getByRole('main').innerText()
    for (const [code] of await query('select code from skilljar.domain_access_code where code is not null limit 50'))
      expect(text).not.toContain(String(code))
  })

  test('opens a group from its row, and takes its members away', async ({ page }) => {
    await page.goto('/skilljar/access-groups')
    const row = page
      .getByRole('region', { name: 'Student groups' })
      .last()
      .getByRole('row')
      .filter({ has: page.locator('a[href*="/skilljar/access-groups/"]') })
      .first()
    const name = (await row.getByRole('link').textContent()) ?? ''
    const people = (await row.getByRole('cell').first().textContent()) ?? ''
    await row.getByRole('link').click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await expect(page.getByText(`Student group of ${people} people`)).toBeVisible()
    const members = page.getByRole('region', { name: 'Members' })
    const [heading = [], ...rows] = await records(
      await download(page, members.getByRole('link', { name: 'Members: CSV' })),
    )
    expect(heading.slice(0, 2)).toEqual(['person', 'person_name'])
    expect(String(rows.length)).toBe(people)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Access & groups')
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees how many are in a group, and no name or way to a person', async ({ page }) => {
    await page.goto(await largestGroup())
    await expect(page.getByRole('region', { name: 'Members' })).toContainText('not named to your role')
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    expect((await page.request.get('/export/student-group-people')).status()).toBe(403)
    const answers = await page.request.get('/api/v1/analyses/signup_segments')
    const { rows } = (await answers.json()) as { rows: readonly { people: number | null }[] }
    expect(rows.filter(({ people }) => people !== null && people < 5)).toEqual([])
    expect(Number(await value('select count(*) from skilljar.domain_signup_info'))).toBeGreaterThan(0)
  })
})
