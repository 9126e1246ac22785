import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessible'
import { accounts, sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { download, records } from '../support/csv'
import { product, query, value } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('admin') })

const because = 'The browser test knows both accounts.'
const onlyOn = (here: string, there: string) =>
  `from mart.identity own where source = '${here}' and source_id <> ''
   and not exists (select from mart.identity other where other.person_id = own.person_id and other.source = '${there}')`

/** Gives a reason, is asked once more, and goes on. */
async function decide(
  page: Page,
  label: string,
  reason: string | RegExp,
  effect: ReturnType<Page['getByText']>,
): Promise<void> {
  const dialog = page.getByRole('alertdialog', { name: `${label}?` })
  await page.getByRole('textbox', { name: reason }).fill(because)
  await press(page.getByRole('button', { name: label, exact: true }), dialog)
  await dialog.getByRole('button', { name: label, exact: true }).click()
  await expect(effect).toBeVisible()
}

test('accounts on one platform only are counted, searched and taken away as CSV, all by one definition', async ({
  page,
}) => {
  const found = await query(`select source || ':' || source_id ${onlyOn('skilljar', 'datacamp')}`)
  expect(found.length).toBeGreaterThan(0)
  await page.goto('/admin/identities')
  const counted = found.length.toLocaleString('en-GB')
  await expect(page.getByRole('navigation', { name: 'Lists' }).getByRole('link').first()).toHaveText(
    `Skilljar only${counted}`,
  )
  await expect(page.getByText(`1 to ${Math.min(50, found.length)} of ${counted}`)).toBeVisible()

  const file = await download(page, page.getByRole('link', { name: 'Export CSV' }))
  const [heading = [], ...lines] = await records(file)
  expect(heading.slice(0, 3)).toEqual(['account', 'Name', 'Address'])
  expect(lines.map(([account = '']) => account).sort()).toEqual(found.flat().map(String).sort())

  const [id = ''] = String(found[0]).split(':').slice(1)
  await page.getByRole('searchbox', { name: 'Name, address or id' }).fill(id)
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Rows of Skilljar only' })).toContainText(id)
  for (const theme of ['light', 'dark']) {
    await page.context().addCookies([{ name: 'skillscope-theme', value: theme, url: product().url }])
    await page.reload()
    await expectAccessible(page)
  }
})

test('two accounts are linked with a reason and are one person at once; taken back, both have their numbers again', async ({
  page,
}) => {
  const student = await value(`select source_id ${onlyOn('skilljar', 'datacamp')} order by source_id limit 1`)
  const user = await value(`select source_id ${onlyOn('datacamp', 'skilljar')} order by source_id::bigint limit 1`)
  const owners = () =>
    query(
      `select person_id from mart.identity where (source, source_id) in (('skilljar', $1), ('datacamp', $2)) order by source`,
      [student, user],
    )
  const version = () => value('select max(version) from app.publication')
  const [before, firstVersion] = [await owners(), await version()]
  expect(before[0]).not.toEqual(before[1])

  await page.goto(`/admin/identities/compare?account=${encodeURIComponent(`skilljar:${student}`)}`)
  await page.getByRole('searchbox', { name: 'Name, address or id of the other account' }).fill(user)
  await page.getByRole('button', { name: 'Find' }).click()
  await page
    .getByRole('list', { name: 'Accounts found' })
    .getByRole('link', { name: `DataCamp account ${user}` })
    .click()
  await expect(page.getByRole('heading', { name: /^Beside it: / })).toBeVisible()
  await expectAccessible(page)

  await press(
    page.getByRole('button', { name: 'Link as one person' }),
    page.getByText('Say in at least 10 characters why.'),
  )
  const linked = page.getByText('The two accounts are one person.')
  await decide(page, 'Link as one person', 'How you know that they are one person', linked)
  const [one, other] = await owners()
  expect(one).toEqual(other)
  expect(Number(await version())).toBeGreaterThan(Number(firstVersion))
  await expect(page.getByText(because)).toBeVisible()
  await expect(page.getByText(accounts.admin.name).first()).toBeVisible()

  const decision = await value('select max(id) from app.identity_link')
  const summary = page.getByText(`Take back decision ${decision}`).first()
  const reason = 'Why it should no longer hold'
  await press(summary, page.getByRole('textbox', { name: reason }))
  await decide(page, `Take back decision ${decision}`, reason, page.getByText('Taken back', { exact: true }))
  expect(await owners()).toEqual(before)
  expect(
    await query(
      `select action, actor_label, detail ->> 'because' from app.audit where action in ('identity.link', 'identity.take_back') order by id desc limit 2`,
    ),
  ).toEqual([
    ['identity.take_back', accounts.admin.name, because],
    ['identity.link', accounts.admin.name, because],
  ])
  await page.goto('/admin/identities?list=decisions')
  await expect(page.getByText(`Decision ${decision}, ${accounts.admin.name}`)).toBeVisible()
})

test('an account is separated from others with its address, and an account that is not there is a plain 404', async ({
  page,
}) => {
  const [[student, user] = []] = await query(
    `select s.source_id, d.source_id from mart.identity s join mart.identity d using (person_id)
     where s.source = 'skilljar' and d.source = 'datacamp' order by 1 limit 1`,
  )
  await page.goto(`/admin/identities/compare?account=skilljar:${student}`)
  const label = `Separate the Skilljar account ${student}`
  await decide(page, label, new RegExp(`^Why the Skilljar account ${student}`), page.getByText('In force'))
  const apart = `select count(distinct person_id) from mart.identity where (source, source_id) in (('skilljar', $1), ('datacamp', $2))`
  expect(await value(apart, [student, user])).toBe('2')

  const decision = await value('select max(id) from app.identity_link')
  const reason = 'Why it should no longer hold'
  await press(page.getByText(`Take back decision ${decision}`).first(), page.getByRole('textbox', { name: reason }))
  await decide(page, `Take back decision ${decision}`, reason, page.getByText('Taken back', { exact: true }))
  expect(await value(apart, [student, user])).toBe('1')

  expect((await page.goto('/admin/identities/compare?account=skilljar:nobody'))?.status()).toBe(404)
  await page.goto('/admin/identities?list=nothing')
  await expect(page.getByText('The parameter “list” of this address cannot be understood')).toBeVisible()
})
