/** What recipients of a view get, taken apart and compared with SQL over the mirrors. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { tokensIn } from '@/lib/authz/testing/canary-data'
import { scopeOf } from '@/lib/authz/scope'
import { withReader } from '@/lib/authz/reader'
import { insertMirrorRows } from '@/lib/testing/mirrors'
import { countNamed } from './choose-recipients'
import { createDelivery } from './create-delivery'
import { history } from './history'
import { measure } from './measure-alert'
import { period, settingOfSuite, type Setting } from './testing/setting'

describe('sending a view', () => {
  let setting: Setting
  settingOfSuite((made) => void (setting = made))

  const usual = { name: 'The weekly numbers', zone: 'UTC', quietFrom: '', quietUntil: '', targets: [] }

  async function sendNow(ownerId: string, path: string, emails: readonly string[], search?: string) {
    const view = await setting.view(ownerId, path, search)
    const owner = await setting.actor(ownerId)
    const id = await createDelivery(setting.app, owner, { ...usual, view, cron: '0 * * * *', emails })
    await setting.app.delivery.update({ where: { id }, data: { nextAfter: new Date(0) } })
    const before = setting.post.mails.length
    await setting.work()
    return { id, mails: setting.mails().slice(before) }
  }

  test('each recipient of an analyst’s list of people gets rows and figures of the own scope, and a viewer none', async () => {
    const analyst = await setting.account('analyst')
    const manager = await setting.account('manager', [1])
    const viewer = await setting.account('viewer')
    const { id, mails } = await sendNow(analyst.id, '/people', [analyst.email, manager.email, viewer.email])
    assert.deepEqual(mails.map(({ to }) => to).sort(), [analyst.email, manager.email])
    const ofManager = mails.find(({ to }) => to === manager.email)
    const ofAnalyst = mails.find(({ to }) => to === analyst.email)
    assert.ok(ofManager && ofAnalyst)
    const csv = ofManager.file('.csv')?.toString('utf8') ?? ''
    for (const bytes of [csv, ofManager.html, ofManager.text]) {
      const strangers = [...tokensIn(bytes).difference(await setting.allowed([1]))]
      assert.deepEqual(strangers, [])
    }
    const { rows } = await setting.pool.query<{ people: string }>(
      `select distinct 'canarylearner' || user_id as people from datacamp.user_team_bridge where team_id = 1`,
    )
    const learners = (text: string) => [...tokensIn(text)].filter((token) => token.startsWith('canarylearner')).sort()
    assert.deepEqual(learners(csv), rows.map(({ people }) => people).sort())
    assert.equal(learners(ofAnalyst.file('.csv')?.toString('utf8') ?? '').length, 30)

    const left = await setting.app.deliveryMessage.findFirst({ where: { deliveryId: id, userId: viewer.id } })
    assert.deepEqual([left?.state, left?.reason], ['skipped', 'The role of the recipient does not allow this page.'])
  })

  test('figures, rows and attached CSV of a mail say what SQL over the mirrors says', async () => {
    const analyst = await setting.account('analyst')
    const manager = await setting.account('manager', [1])
    const { mails } = await sendNow(analyst.id, '/datacamp/courses', [analyst.email, manager.email])
    // Whoever takes a course again has completed it once, on the first of the days.
    const completed = (members: string) => `
      select count(*)::int as completions from (
        select distinct on (user_id, course_id) user_id, to_date(date_id::text, 'YYYYMMDD') as day
        from datacamp.course_fact order by user_id, course_id, date_id) as first_time where ${members}`
    const ofTeam = `exists (select from datacamp.user_team_bridge as member
      where member.user_id = first_time.user_id and team_id = 1 and joined_team_date::date <= day
        and coalesce(left_team_date::date, 'infinity') > day)`
    for (const [to, statement] of [
      [analyst.email, completed('true')],
      [manager.email, completed(ofTeam)],
    ] as const) {
      const mail = mails.find((one) => one.to === to)
      const { rows } = await setting.pool.query<{ completions: number }>(statement)
      const expected = rows[0]?.completions
      assert.ok(mail && expected)
      assert.match(mail.text, new RegExp(`^Courses completed: ${expected}\\b`, 'm'))
      assert.match(mail.html, new RegExp(`>Courses completed</span></div><div[^>]*><span[^>]*>${expected}</span>`))
      const records: Record<string, string>[] = parse(mail.file('.csv') ?? '', { columns: true })
      assert.equal(
        records.reduce((sum, row) => sum + Number(row['course_completions']), 0),
        expected,
      )
    }
  })

  test('a viewer’s mail hides what fewer than five people are behind, in figures, rows and CSV', async () => {
    const analyst = await setting.account('analyst')
    const viewer = await setting.account('viewer')
    const { mails } = await sendNow(analyst.id, '/teams', [viewer.email])
    const [mail] = mails
    assert.ok(mail)
    const csv = mail.file('.csv')?.toString('utf8') ?? ''
    const records: Record<string, string>[] = parse(csv, { columns: true })
    const small = records.find((row) => row['team'] === '4')
    assert.equal(small?.['xp'] ?? '', '')
    assert.equal(tokensIn(csv + mail.html + mail.text).difference(await setting.everything('without learners')).size, 0)
    assert.match(mail.text, /Hidden/)
  })

  test('a mail is HTML and text with the chart as a picture, a way out, and no way for a name to become a header', async () => {
    const analyst = await setting.account('analyst')
    const { id, mails } = await sendNow(analyst.id, '/learning-activity', [analyst.email])
    const [mail] = mails
    assert.ok(mail)
    assert.equal(mail.headers.get('subject'), 'Skillscope: The weekly numbers')
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated')
    assert.equal(mail.headers.get('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
    const pictures = mail.parts.filter(({ headers }) => headers.get('content-type')?.startsWith('image/png'))
    assert.equal(pictures.length, 2, 'one for each theme')
    for (const { body, headers } of pictures) {
      assert.equal(body.subarray(1, 4).toString(), 'PNG')
      assert.ok(mail.html.includes(`cid:${headers.get('content-id')?.replace(/[<>]/g, '')}`))
    }
    assert.match(mail.html, /<!--\[if !mso\]><!--><img class="in-dark"[^>]*><!--<!\[endif\]-->/)
    assert.ok(!pictures[0]?.body.equals(pictures[1]?.body ?? Buffer.alloc(0)))
    assert.match(mail.html, /You set this up yourself/)
    assert.ok(mail.html.includes('https://skillscope.example.com/learning-activity?from=2026-01-01'))

    // As if somebody had got past the form.
    const name = 'One\r\nBcc: thief@example.com'
    await setting.app.delivery.update({ where: { id }, data: { name, nextAfter: new Date(0) } })
    await setting.app.deliveryMessage.deleteMany({ where: { deliveryId: id } })
    await setting.work()
    const last = setting.mails().at(-1)
    assert.equal(last?.to, analyst.email)
    assert.equal(last.headers.get('bcc'), undefined)
    assert.equal(last.headers.get('subject'), 'Skillscope: One Bcc: thief@example.com')
  })

  test('names of learners and courses stand in a mail as text, whatever they hold', async () => {
    const analyst = await setting.account('analyst')
    await setting.pool.query(
      `update datacamp.course_dim set title = '<img src=x onerror="alert(1)">&' where course_id = 100`,
    )
    const { mails } = await sendNow(analyst.id, '/datacamp/courses', [analyst.email])
    assert.ok(!mails[0]?.html.includes('<img src=x'))
    assert.ok(mails[0]?.html.includes('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;'))
  })

  test('a table of the Explorer goes to whoever may open it, filtered and whole as SQL says, and to nobody else', async () => {
    const analyst = await setting.account('analyst')
    const manager = await setting.account('manager', [1])
    const search = 'filter=xp:gte:120&sort=xp:desc&columns=user_id,xp&density=dense'
    const path = '/explorer/datacamp.course_fact'
    const { id, mails } = await sendNow(analyst.id, path, [analyst.email, manager.email], search)
    assert.deepEqual(
      mails.map(({ to }) => to),
      [analyst.email],
    )
    const { rows } = await setting.pool.query<{ xp: number }>('select xp from datacamp.course_fact where xp >= 120')
    const records: Record<string, string>[] = parse(mails[0]?.file('.csv') ?? '', { columns: true })
    const sorted = (values: unknown[]) => values.map(Number).toSorted((one, other) => other - one)
    assert.deepEqual(
      records.map(({ xp }) => Number(xp)),
      sorted(rows.map(({ xp }) => xp)),
    )
    const left = await setting.app.deliveryMessage.findFirst({ where: { deliveryId: id, userId: manager.id } })
    assert.equal(left?.state, 'skipped')

    const inGroups = await sendNow(analyst.id, path, [analyst.email], 'group=course_id&measures=count,sum:xp')
    const groups = await setting.pool.query<Record<string, number>>(
      `select course_id, count(*)::int as "count", sum(xp)::int as "sum:xp" from datacamp.course_fact group by 1`,
    )
    const sent: Record<string, string>[] = parse(inGroups.mails[0]?.file('.csv') ?? '', { columns: true })
    const inOrder = (all: readonly Record<string, unknown>[]) =>
      all.map((row) => ['course_id', 'count', 'sum:xp'].map((name) => Number(row[name]))).toSorted()
    assert.deepEqual(inOrder(sent), inOrder(groups.rows))
  })

  test('a view whose filter is gone, or out of a recipient’s reach, is sent to nobody it would show more, and its owner is told once', async () => {
    const analyst = await setting.account('analyst')
    const manager = await setting.account('manager', [1])
    const other = await setting.account('manager', [2])
    const gone = await sendNow(analyst.id, '/teams', [analyst.email, manager.email], `${period}&team=999`)
    const reason = 'The view would show more than was meant, because a part of it is gone or out of reach: team “999”.'
    const outcomes = async (id: string) =>
      (await setting.app.deliveryMessage.findMany({ where: { deliveryId: id }, orderBy: { id: 'asc' } })).map(
        ({ recipient, state, reason: why }) => `${recipient} ${state} ${why ?? ''}`.trim(),
      )
    const told = [[analyst.email, 'Skillscope: not sent: The weekly numbers']]
    const subjects = ({ mails }: typeof gone) => mails.map(({ to, headers }) => [to, headers.get('subject')])
    assert.deepEqual(subjects(gone), told)
    assert.ok(gone.mails[0]?.text.includes(reason))
    assert.deepEqual(await outcomes(gone.id), [
      `${analyst.name} skipped ${reason}`,
      `${manager.name} skipped ${reason}`,
      `${analyst.name} sent`,
    ])

    const [newest] = await history(setting.app, await setting.actor(analyst.id))
    assert.deepEqual([newest?.kind, newest?.state, newest?.rows], ['notice', 'sent', null])

    // Of alternatives, what is left is fewer.
    const fewer = await sendNow(analyst.id, '/teams', [manager.email, other.email], `${period}&team=1,999`)
    assert.deepEqual(
      fewer.mails.filter(({ file }) => file('.csv')).map(({ to }) => to),
      [manager.email],
    )
    assert.match(fewer.mails[0]?.text ?? '', /Left out, because it is gone or out of reach: team “999”/)

    const path = '/explorer/datacamp.course_fact'
    const filters = 'filter=gone:eq:1&filter=xp:gte:120'
    assert.deepEqual(subjects(await sendNow(analyst.id, path, [analyst.email], filters)), told)
    assert.deepEqual(subjects(await sendNow(analyst.id, path, [analyst.email], `group=course_id&${filters}`)), told)
  })

  test('the people at risk go by name to whoever sees people, of the own teams alone, and by team to a viewer', async () => {
    const analyst = await setting.account('analyst')
    const manager = await setting.account('manager', [1])
    const viewer = await setting.account('viewer')
    const { mails } = await sendNow(analyst.id, '/at-risk', [analyst.email, manager.email, viewer.email], 'rule=quiet')
    const [ofAnalyst, ofManager, ofViewer] = [analyst, manager, viewer].map(({ email }) =>
      mails.find(({ to }) => to === email),
    )
    assert.ok(ofAnalyst && ofManager && ofViewer)
    const people = (csv: Buffer | undefined) => parse(csv ?? '', { columns: true }).length
    assert.match(ofAnalyst.text, new RegExp(`^Quiet for 30 days: ${people(ofAnalyst.file('.csv'))}, `, 'm'))
    assert.match(ofManager.text, new RegExp(`^Quiet for 30 days: ${people(ofManager.file('.csv'))}, `, 'm'))
    const bytesOf = ({ html, text, file }: typeof ofViewer) => html + text + (file('.csv')?.toString('utf8') ?? '')
    assert.deepEqual([...tokensIn(bytesOf(ofManager)).difference(await setting.allowed([1]))], [])
    assert.equal(tokensIn(bytesOf(ofViewer)).difference(await setting.everything('without learners')).size, 0)
    const teams: Record<string, string>[] = parse(ofViewer.file('.csv') ?? '', { columns: true })
    assert.equal(teams.find((row) => row['team'] === '4')?.['people'] ?? '', '')
  })

  test('money is of the currency in which most was bought, in figures, rows and what an alert measures', async () => {
    const analyst = await setting.account('analyst')
    const prices = { usd: [100, 200, 300], eur: [5_000, 7_000] }
    await insertMirrorRows(
      setting.pool,
      'skilljar.purchase',
      Object.entries(prices).flatMap(([currency, amounts]) =>
        amounts.map((price) => ({
          purchase_id: `${currency}${price}`,
          student_id: 's1',
          state: 'SUCCESS',
          purchased_at: '2026-02-03 10:00:00',
          price_cents: price * 100,
          price_currency: currency,
        })),
      ),
    )
    await setting.publish(null)
    const { mails } = await sendNow(analyst.id, '/skilljar/commerce', [analyst.email])
    assert.match(mails[0]?.text ?? '', /^Gross list-price revenue: 600\b/m)
    assert.match(mails[0]?.text ?? '', /Currency: USD/)
    const scope = scopeOf(await setting.actor(analyst.id))
    const watched = { metric: 'gross_revenue', search: period }
    const read = (search: string) =>
      withReader(scope, (reader) => measure(reader, { ...watched, search }, new Date()), setting.warehouse)
    assert.deepEqual([(await read(period)).value, (await read(`${period}&currency=EUR`)).value], [600, 12_000])
  })

  test('rows that are larger than mail servers take are not attached: the mail leads to them, and shows the beginning of long cells', async () => {
    const analyst = await setting.account('analyst')
    await setting.pool.query(`update datacamp.course_dim set title = repeat('long ', 20000)`)
    const path = '/explorer/datacamp.course_dim'
    const { mails } = await sendNow(analyst.id, path, [analyst.email], 'columns=course_id,title')
    const [mail] = mails
    assert.ok(mail)
    assert.equal(mail.file('.csv'), undefined)
    const link = 'https://skillscope.example.com/export/table/datacamp.course_dim?columns=course_id%2Ctitle'
    assert.ok(mail.text.includes(`The rows are too many to attach. Download them as CSV: ${link}`))
    assert.ok(mail.html.includes(`href="${link}"`))
    assert.ok(mail.raw.length < 100_000)
  })

  test('who tries addresses out to learn which have an account does not get far', async () => {
    const actor = await setting.actor((await setting.account('manager', [1])).id)
    const addresses = (count: number) => Array.from({ length: count }, (_, index) => `try${index}@example.com`)
    await countNamed(actor, [...addresses(200), actor.email ?? ''], setting.pool)
    await assert.rejects(countNamed(actor, addresses(1), setting.pool), { field: 'recipients', message: /Too many/ })
    await countNamed(actor, [actor.email ?? ''], setting.pool)
  })
})
