/** Every dashboard page with what it reads, found by its file: read-x.ts has `readX` (or `readXStart`) and `xCards`. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type pg from 'pg'
import type { ScopedReader } from '@/lib/authz/reader'
import { readQuestion, type ReportQuestion } from '../question'
import { inMainCurrency } from '../main-currency'
import type { Only, Report } from '../report'
import { reports } from '../reports'
import { tableParams } from '../table-state'

type Read = (reader: ScopedReader, question: ReportQuestion) => Promise<unknown>

export interface ReadPage {
  readonly report: Report
  /** What stands there at once; null where there is no such thing. */
  readonly read: Read
  readonly cards: Readonly<Record<string, Read>>
}

const folder = path.resolve(import.meta.dirname, '..')
const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

export async function everyPage(): Promise<ReadPage[]> {
  const pages: ReadPage[] = []
  for (const file of readdirSync(folder)) {
    const [, slug = ''] = /^read-([a-z-]+)\.ts$/.exec(file) ?? []
    const report = (reports as readonly Report[]).find((known) => known.slug === slug)
    if (report === undefined) continue
    const own = (await import(pathToFileURL(path.join(folder, file)).href)) as Record<string, unknown>
    const name = camel(slug)
    const read = own[`${camel(`read-${slug}`)}Start`] ?? own[camel(`read-${slug}`)]
    assert.ok(typeof read === 'function', `${file} has no ${camel(`read-${slug}`)}`)
    // Safe: they are what the page hands to dashboardPage.
    pages.push({ report, read: read as Read, cards: (own[`${name}Cards`] ?? {}) as ReadPage['cards'] })
  }
  const read = new Set(pages.map(({ report }) => report.path))
  for (const { path: address } of reports)
    assert.ok(read.has(address), `${address} is read by no read-….ts of its slug`)
  return pages
}

/** Of pages about one thing: which things there are, those with most rows first, and to what the page is fixed. */
const things: Readonly<Record<string, { readonly ids: string; readonly only: (id: string) => Only }>> = {
  '/datacamp/courses/[course]': {
    ids: `select course_id as id, count(*) from datacamp.course_fact where course_id <> -1 group by 1`,
    only: (id) => ({ where: { content: [`datacamp/course/${id}`] } }),
  },
  '/datacamp/tracks/[track]': {
    ids: `select track_version_id as id, count(*) from datacamp.track_fact group by 1`,
    only: (id) => ({ where: { track: [id] } }),
  },
  '/teams/[team]': {
    ids: `select team_id as id, count(*) from datacamp.user_team_bridge group by 1`,
    only: (id) => ({ team: [Number(id)] }),
  },
  '/skilljar/courses/[course]': {
    ids: `select published_course_id as id, count(*) from skilljar.enrollment group by 1`,
    only: (id) => ({ where: { content: [`skilljar/course/${id}`] } }),
  },
  '/skilljar/quizzes/[quiz]': {
    ids: `select quiz_id as id, count(*) from skilljar.quiz_response group by 1`,
    only: (id) => ({ where: { content: [`skilljar/quiz/${id}`] } }),
  },
  '/skilljar/paths/[path]': {
    ids: `select path_id as id, count(*) from skilljar.published_path_enrollment join skilljar.published_path using (published_path_id) group by 1`,
    only: (id) => ({ where: { content: [`skilljar/path/${id}`] } }),
  },
  '/skilljar/live-training/[session]': {
    ids: `select vilt_session_id as id, count(*) from skilljar.vilt_session_registration group by 1`,
    only: (id) => ({ where: { content: [`skilljar/session/${id}`] } }),
  },
  '/skilljar/access-groups/[group]': {
    ids: `select student_group_id as id, count(*) from skilljar.student_group_membership group by 1`,
    only: (id) => ({ where: { student_group: [id] } }),
  },
}

interface Opening {
  readonly fixed?: Only
  readonly isKnown: boolean
}

/** One list page once, a page about one thing for the one with most rows and for one that nobody knows. */
export async function openings(pool: pg.Pool, { path: address }: Report): Promise<Opening[]> {
  if (!address.includes('[')) return [{ isKnown: true }]
  const thing = things[address]
  assert.ok(thing, `${address}: say of which things there is such a page`)
  const { rows } = await pool.query<{ id: string }>(
    `select id::text from (${thing.ids}) as thing order by count desc, id limit 1`,
  )
  return [
    ...rows.map(({ id }) => ({ fixed: thing.only(id), isKnown: true })),
    { fixed: thing.only('987654321'), isKnown: false },
  ]
}

/** Everything, in the order in which the page reads it; null: there is no such thing. */
export async function readThrough(reader: ScopedReader, page: ReadPage, search: string, fixed: Only | undefined) {
  const asked = readQuestion(page.report, new URLSearchParams(search), {
    alsoKnown: tableParams,
    asOf: reader.asOf,
    fixed,
  })
  const question = page.report.path === '/skilljar/commerce' ? await inMainCurrency(reader, asked) : asked
  const data = await page.read(reader, question)
  if (data === null) return null
  const cards: Record<string, unknown> = {}
  for (const [name, read] of Object.entries(page.cards)) cards[name] = await read(reader, question)
  return { question, data, cards }
}
