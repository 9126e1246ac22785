/**
 * A process of its own, in whatever time zone it was started: publishes the trap sources, then prints what pages, the API
 * and exports answer, for a test to compare: `refresh-and-answer.ts FOLDER SKILLJAR_URL`.
 */
import { duringRequest, sessionOf } from '@/lib/testing/next-request'
import { renderToStaticMarkup } from 'react-dom/server'
import type { ReactNode } from 'react'
import rowsPage from '@/app/(app)/quality/[check]/page'
import qualityPage from '@/app/(app)/quality/page'
import { GET as query } from '@/app/api/v1/query/route'
import { GET as exportReport } from '@/app/export/[report]/route'
import { GET as exportTable } from '@/app/export/table/[table]/route'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools, workerPool } from '@/lib/db/pools'
import { env } from '@/lib/env'
import { publishTraps } from '@/lib/testing/trap-sources'

const [folder = '', skilljarUrl = ''] = process.argv.slice(2)
const period = 'from=2026-02-01&to=2026-03-31&compare=none'
const metrics = 'active_learners,learning_hours,xp,course_starts,course_completions'

async function answers(): Promise<Record<string, string>> {
  const { token } = await createToken(app(), 'system', { name: 'analyst', role: 'analyst' })
  const user = await app().user.create({ data: { email: 'ann@example.com', name: 'Ann', role: 'analyst' } })
  const cookie = await sessionOf(user)
  const props = (params: object = {}, search: object = {}) => ({
    params: Promise.resolve({ ...params }),
    searchParams: Promise.resolve({ ...search }),
  })
  const drawn = (draw: () => Promise<ReactNode>) =>
    duringRequest(cookie, async () => renderToStaticMarkup(await draw()))
  const said = async (route: typeof query, address: string, params: Record<string, string> = {}) => {
    const request = new Request(`${env.APP_URL}${address}`, { headers: { authorization: `Bearer ${token}` } })
    const response = await route(request, { params: Promise.resolve(params) })
    return `${response.status} ${(await response.text()).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'an id')}`
  }
  const table = 'datacamp.course_fact'
  const sessions = 'skilljar.student_lesson_session_time_hourly'
  return {
    byDay: await said(query, `/api/v1/query?metrics=${metrics}&by=day&grain=day&${period}`),
    byWeek: await said(query, `/api/v1/query?metrics=${metrics}&by=week,source&${period}`),
    report: await said(exportReport, `/export/learning-activity?${period}`, { report: 'learning-activity' }),
    table: await said(exportTable, `/export/table/${table}`, { table }),
    filtered: await said(exportTable, `/export/table/${table}?filter=started_at:gte:2026-03-04`, { table }),
    sessions: await said(exportTable, `/export/table/${sessions}`, { table: sessions }),
    rows: await drawn(() => rowsPage(props({ check: 'time.course_fact.order' }))),
    accounts: await drawn(() => rowsPage(props({ check: 'people.student.shared-address' }))),
    quality: await drawn(() => qualityPage(props())),
  }
}

async function main(): Promise<void> {
  await publishTraps({ app: app(), pool: workerPool() }, { folder, skilljarUrl })
  // Moments of the run itself, which the pages tell.
  await workerPool().query(`update app.publication set as_of = '2026-06-01 12:00:00+00'`)
  await workerPool().query(`update app.verification set verified_at = '2026-06-01 12:00:00+00'`)
  const { rows } = await workerPool().query<{ zone: string }>(`select current_setting('TimeZone') as zone`)
  const zone = { process: Intl.DateTimeFormat().resolvedOptions().timeZone, session: rows[0]?.zone }
  process.stdout.write(JSON.stringify({ zone, answers: await answers() }))
  await app().$disconnect()
  await closePools()
}

void main()
