import { sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

const all = '/skilljar/commerce?from=2020-01-01&grain=year'
const currency = `coalesce(upper(nullif(trim(price_currency), '')), 'Not set')`
/** By hand: what was bought, by currency. */
const bought = (by: string) => `
  select ${by}, count(*)::text, (sum(coalesce(price_cents, 0)) / 100.0)::float8::text from skilljar.purchase
  where trim(lower(state)) in ('success', 'refunded') and purchased_at::date between $1 and $2`

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('reads Commerce in the currency of most purchases, chooses another, takes its offers away and comes back', async ({
    page,
  }) => {
    await page.goto(all)
    const table = page.getByRole('region', { name: 'List-price revenue by currency' })
    await expect(table.locator('tbody tr').first()).toBeVisible()
    const link = page.getByRole('link', { name: 'Export CSV' })
    const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
    const days = [params.get('from'), params.get('to')]
    const wanted = await query(`${bought(currency)} group by 1 order by count(*) desc`, days)
    expect(wanted.length).toBeGreaterThan(2)
    const [most, other] = wanted.map(([name]) => String(name))
    expect(params.get('currency')).toBe(most)
    await expect(page.getByRole('button', { name: `Currency: ${most}` })).toBeVisible()
    const purchases = table.locator('tbody tr').locator('td:nth-of-type(1)')
    await expect(purchases).toHaveText(wanted.map(([, count]) => Number(count).toLocaleString('en')))

    await table.getByRole('link', { name: String(other), exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`currency=${other}`))
    await expect(page.locator('#kpi-gross_revenue')).toContainText(String(other))
    const sums = await query(`${bought('offer_id')} and ${currency} = $3 group by 1`, [...days, other])
    const [heading = [], ...rows] = await records(await download(page, link))
    const found = rows
      .map((row) => ['content', 'purchases', 'gross_revenue'].map((name) => row[heading.indexOf(name)] ?? ''))
      .filter(([, count]) => count !== '0')
    expect(
      sorted(found.map(([offer = '', count = '', gross]) => [offer.split('/')[2] ?? '', count, `${Number(gross)}`])),
    ).toEqual(sorted(sums.map(([offer, count, gross]) => [String(offer ?? ''), String(count), `${Number(gross)}`])))

    await page.goBack()
    await expect(page).not.toHaveURL(/currency=/)
  })

  test('narrows to an offer type from its bar, and takes away every training credit code without its letters', async ({
    page,
  }) => {
    await page.goto(all)
    await page.getByRole('region', { name: 'Gross revenue by offer type' }).getByRole('link').first().click()
    await expect(page).toHaveURL(/offer_type=/)
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText('Offer type')
    const codes = page.getByRole('link', { name: 'Training credit codes: CSV' })
    const [, ...lines] = await records(await download(page, codes))
    expect(lines.length).toBe(Number(await value('select count(*) from skilljar.training_credit_code')))
    const known = await query('select code from skilljar.training_credit_code where length(code) > 4')
    const text = lines.flat().join('\n')
    expect(known.filter(([code]) => text.includes(String(code)))).toEqual([])
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees amounts of five people or more, and no buyer', async ({ page }) => {
    await page.goto(all)
    await expect(page.getByRole('region', { name: 'All offers sold' }).last()).toBeVisible()
    await expect(page.getByRole('region', { name: 'Buyers' })).toHaveCount(0)
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    expect((await page.request.get('/export/commerce-buyers')).status()).toBe(403)
    const answer = await page.request.get('/api/v1/analyses/purchase_funnel?from=2020-01-01')
    const { rows } = (await answer.json()) as { rows: readonly { learners: number | null }[] }
    expect(rows.filter(({ learners }) => learners !== null && learners > 0 && learners < 5)).toEqual([])
  })
})
