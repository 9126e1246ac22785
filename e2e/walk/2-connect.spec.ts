import type { Locator, Page } from '@playwright/test'
import { sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { tell } from '../support/control'
import { product, query, value } from '../support/product'
import { expect, test } from '../support/test'

test.describe.configure({ mode: 'serial' })
test.use({ storageState: sessionOf('admin') })

const card = (page: Page, source: 'DataCamp' | 'Skilljar') =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: source, exact: true }) })

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save credentials' }).click()
  await expect(page.getByText('Saved. Test the connection next.')).toBeVisible()
}

/** Presses the button of a source's card, and waits for what it says. */
async function ask(source: Locator, button: string, answer: string | RegExp): Promise<void> {
  await source.getByRole('button', { name: button }).click()
  await expect(source.getByRole('status').filter({ hasText: answer })).toBeVisible()
}

/** Every byte that the browser gets for a page: its document, and the payload of a navigation inside the app. */
async function everythingSentFor(page: Page, path: string): Promise<string> {
  const whole = await page.request.get(path)
  const payload = await page.request.get(path, { headers: { rsc: '1' } })
  expect(payload.headers()['content-type']).toContain('text/x-component')
  return `${await whole.text()}\n${await payload.text()}`
}

async function fillBucket(page: Page, change: { bucket?: string; accessKeyId?: string; endpoint?: string } = {}) {
  const { bucket, accessKeyId, secretAccessKey, endpoint } = { ...product().bucket, ...change }
  await page.goto('/admin/connectors/datacamp')
  await page.getByLabel('Bucket', { exact: true }).last().fill(bucket)
  await page.getByLabel('Region').fill('us-east-1')
  await page.getByLabel('Access key id').fill(accessKeyId)
  await page.getByLabel('Secret access key').fill(secretAccessKey)
  await page.getByLabel('Endpoint').fill(endpoint)
  await page.getByLabel('Bucket name in the path').check()
}

async function saveBucket(page: Page, change: { bucket?: string; accessKeyId?: string; endpoint?: string } = {}) {
  await fillBucket(page, change)
  await save(page)
  await page.goto('/admin/connectors')
}

async function fillSkilljar(page: Page, password: string): Promise<void> {
  const { host, port, database, user } = product().skilljar
  await page.goto('/admin/connectors/skilljar')
  await page.getByLabel('Host').fill(host)
  await page.getByLabel('Port').fill(String(port))
  await page.getByLabel('Database', { exact: true }).last().fill(database)
  await page.getByLabel('User').fill(user)
  await page.getByLabel('Password').fill(password)
  await page.getByLabel('TLS').selectOption('disable')
  await save(page)
  await page.goto('/admin/connectors')
}

test('a missing field is named, and nothing is saved', async ({ page }) => {
  await page.goto('/admin/connectors/datacamp')
  await page.getByLabel('Region').fill('us-east-1')
  await page.getByRole('button', { name: 'Save credentials' }).click()
  await expect(page.getByText('Nothing was saved: some fields need another look.')).toBeVisible()
  await expect(page.getByLabel('Region')).toHaveValue('us-east-1')
  expect(await query('select * from app.connector_secret')).toEqual([])
})

test('a wrong key, bucket or host is told in plain words', async ({ page }) => {
  await saveBucket(page, { accessKeyId: 'AKIAWRONGWRONGWRONG1' })
  await ask(card(page, 'DataCamp'), 'Test connection', /access key id/i)

  await saveBucket(page, { bucket: 'acme-datacamp-tpyo' })
  await ask(card(page, 'DataCamp'), 'Test connection', /acme-datacamp-tpyo/)

  await saveBucket(page, { endpoint: 'http://127.0.0.1:1' })
  await ask(card(page, 'DataCamp'), 'Test connection', '127.0.0.1 refused the connection. Check endpoint and port.')
})

test('an address inside the network is refused before anything is sent there', async ({ page }) => {
  await fillBucket(page, { endpoint: 'http://10.1.2.3:9000' })
  await page.getByRole('button', { name: 'Save credentials' }).click()
  await expect(page.getByText('10.1.2.3 is a private address, which Skillscope does not reach.')).toBeVisible()
  await expect(page.getByLabel('Endpoint')).toHaveValue('http://10.1.2.3:9000')
})

test('a wrong secret is told from a wrong key', async ({ page }) => {
  await tell({ order: 'fault', fault: { kind: { status: 403, code: 'SignatureDoesNotMatch' } } })
  await saveBucket(page)
  await ask(card(page, 'DataCamp'), 'Test connection', 'The secret access key does not belong to the access key id.')
  await tell({ order: 'restore' })
})

test('with the right credentials the DataCamp connection works, step by step', async ({ page }) => {
  await saveBucket(page)
  await ask(card(page, 'DataCamp'), 'Test connection', 'The connection works.')
  await expect(card(page, 'DataCamp').getByLabel('Passed:').first()).toBeVisible()
  await expect(card(page, 'DataCamp').getByLabel('Failed:')).toHaveCount(0)
})

test('a wrong password of the Skilljar database is told, and the right one works', async ({ page }) => {
  const { user, password } = product().skilljar
  await fillSkilljar(page, 'not the password')
  await ask(card(page, 'Skilljar'), 'Test connection', `The source refused the password for user "${user}".`)
  await fillSkilljar(page, password)
  await ask(card(page, 'Skilljar'), 'Test connection', 'The connection works.')
})

test('a stored secret never comes back: not in a page, not in a payload, not in the log of the audit', async ({
  page,
}) => {
  const { bucket, skilljar } = product()
  const secrets = [bucket.secretAccessKey, bucket.accessKeyId, skilljar.password, 'not the password', 'AKIAWRONG']
  for (const path of ['/admin/connectors', '/admin/connectors/datacamp', '/admin/connectors/skilljar']) {
    const sent = await everythingSentFor(page, path)
    for (const secret of secrets) expect(sent.includes(secret), `${secret.slice(0, 4)}… in ${path}`).toBe(false)
  }
  const audit = JSON.stringify(await query('select to_jsonb(audit)::text from app.audit'))
  for (const secret of secrets) expect(audit.includes(secret)).toBe(false)
  await page.goto('/admin/connectors/skilljar')
  await expect(page.getByLabel('Password')).toHaveValue('')
  await expect(page.getByText(/Set .* by Ines Carvalho\. Leave empty to keep it\./)).toBeVisible()
})

test('a secret that is left empty is kept', async ({ page }) => {
  await page.goto('/admin/connectors/skilljar')
  await page.getByLabel('Schema').fill('public')
  await save(page)
  await page.goto('/admin/connectors')
  await ask(card(page, 'Skilljar'), 'Test connection', 'The connection works.')
})

for (const source of ['DataCamp', 'Skilljar'] as const) {
  test(`Refresh now loads ${source} with visible progress, and its history has the counts of every table`, async ({
    page,
  }) => {
    test.setTimeout(120_000)
    const schema = source.toLowerCase()
    await page.goto('/admin/connectors')
    const progress = card(page, source).getByRole('progressbar')
    await press(card(page, source).getByRole('button', { name: 'Refresh now' }), progress)
    await expect(
      card(page, source)
        .getByText(/rows read/)
        .first(),
    ).toBeVisible()
    await expect(progress).toHaveCount(0, { timeout: 90_000 })
    await expect(card(page, source).getByText(/^Run \d+, [\d,]+ rows read$/)).toBeVisible()

    const run = await value('select max(id)::text from app.refresh_run where connector_id::text = $1', [schema])
    await page.getByRole('link', { name: run, exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`/admin/refreshes/${run}$`))
    const tables = page.getByRole('region', { name: 'Tables of this run' })
    for (const table of source === 'DataCamp' ? ['course_fact', 'user_dim'] : ['student', 'enrollment']) {
      const rows = Number(await value(`select count(*) from ${schema}.${table}`)).toLocaleString('en-GB')
      const line = tables.getByRole('row').filter({ has: page.getByRole('rowheader', { name: table, exact: true }) })
      await expect(
        line.getByRole('cell').last().or(line.getByRole('cell')).filter({ hasText: rows }).first(),
      ).toBeVisible()
    }
  })
}
