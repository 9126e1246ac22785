/** What every dashboard page repeats: header, filters, key figures, and what stands there while there is nothing to show. */
import { notFound } from 'next/navigation'
import { Suspense, type ReactNode } from 'react'
import { FilterBar } from '@/components/filters/filter-bar'
import { teamLabels } from '@/components/filters/team-labels'
import { Figures } from '@/components/reports/figures'
import { NoDataYet } from '@/components/reports/no-data-yet'
import { PrintedFilters } from '@/components/reports/printed-filters'
import { ReportSkeleton } from '@/components/reports/report-skeleton'
import { SourceMissing } from '@/components/reports/source-missing'
import { tablesParam } from '@/components/charts/twin-choice'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { SaveView } from '@/components/views/save-view'
import { recordView } from '@/lib/audit/saw'
import type { GuardedVisit } from '@/lib/authz/page'
import type { ScopedReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { dayOf } from '@/lib/filters/days'
import { newestDay, type Filters } from '@/lib/filters/filters'
import { viewParam } from '@/lib/filters/view-param'
import { formatPeriod } from '@/lib/format/dates'
import { hasWindow, isMetric, metrics as definitions } from '@/lib/metrics/names'
import { noteOf } from '@/lib/reports/definitions/not-observed'
import { loadedMetrics } from '@/lib/reports/loaded-metrics'
import { readQuestion, type ReportQuestion } from '@/lib/reports/question'
import type { Frame } from '@/lib/reports/read-frame'
import type { Only, Report } from '@/lib/reports/report'
import { tableParams } from '@/lib/reports/table-state'
import { OpenedView, openPreferred } from './views/opened-view'
import { readDashboard, type Later, type LaterReads } from './read-dashboard'

/** What there is to draw with. */
export interface DashboardView<R extends Report, D, L = object> extends ReportQuestion<R> {
  readonly data: D
  /** The cards that are read after it. */
  readonly later: Later<L>
  readonly visit: GuardedVisit
  /** This page's address, with the key of a page about one thing. */
  readonly page: string
  /** "24 Aug – 21 Nov 2026" */
  readonly period: string
  readonly asOf: ScopedReader['asOf']
}

/** The view of a page by the function that reads it, and by those of its later cards. */
export type ViewOf<Read, L = object> = Read extends (
  reader: ScopedReader,
  question: ReportQuestion<infer R>,
) => Promise<infer D>
  ? DashboardView<R, NonNullable<D>, L>
  : never

export interface Heading {
  readonly title: ReactNode
  readonly question?: ReactNode
  readonly badge?: ReactNode
  readonly actions?: ReactNode
}

export interface Dashboard<R extends Report, D extends Frame<R['metrics'][number]>, L = object> {
  readonly report: R
  /** What the address leaves open and the page cannot do without, chosen from the data: as if the address said it. */
  readonly settle?: (reader: ScopedReader, question: ReportQuestion<R>) => Promise<ReportQuestion<R>>
  /** Reads everything that the page shows; null: there is no such thing, or not for this reader. */
  readonly read: (reader: ScopedReader, question: ReportQuestion<R>) => Promise<D | null>
  /** Cards that take longer: the page stands before they are read. */
  readonly later?: L & LaterReads<ReportQuestion<R>>
  /** What stands under the key figures. */
  readonly draw: (view: DashboardView<R, D, L>) => ReactNode
  /** Of a page about one thing: its heading is known once it is read. */
  readonly heading?: (view: DashboardView<R, D, L>) => Heading
  readonly actions?: ReactNode
  readonly fixed?: Only
  /** Parameters of its own beside filters and table, each with what reads it: what is malformed is refused before anything is drawn. */
  readonly reads?: Readonly<Record<string, (search: URLSearchParams) => unknown>>
  /** Written down in the audit log with every view: pages about people. */
  readonly audited?: { readonly action: 'people.view' | 'person.view' | 'team.view'; readonly subject: string }
}

export async function dashboardPage<R extends Report, D extends Frame<R['metrics'][number]>, L = object>(
  visit: GuardedVisit,
  dashboard: Dashboard<R, D, L>,
) {
  const { report, heading, actions } = dashboard
  const page = addressOf(report.path, visit.params)
  await openPreferred(visit, page)
  return (
    <>
      <Suspense fallback={null}>
        <OpenedView visit={visit} path={page} />
      </Suspense>
      {!heading && (
        <PageHeader
          title={report.title}
          question={report.question}
          actions={<HeaderActions page={page}>{actions}</HeaderActions>}
        />
      )}
      <Suspense
        key={whatIsNew(visit.search)}
        fallback={<ReportSkeleton withHeading={heading !== undefined} figures={report.metrics.length} />}
      >
        <Numbers visit={visit} dashboard={dashboard} page={page} />
      </Suspense>
    </>
  )
}

/** What a page offers of its own, and keeping what it shows. */
function HeaderActions({ page, children }: { page: string; children: ReactNode }) {
  return (
    <>
      {children}
      <SaveView path={page} />
    </>
  )
}

interface NumbersProps<R extends Report, D extends Frame<R['metrics'][number]>, L> {
  visit: GuardedVisit
  dashboard: Dashboard<R, D, L>
  page: string
}

function Numbers<R extends Report, D extends Frame<R['metrics'][number]>, L>(props: NumbersProps<R, D, L>) {
  return explained(props.page, () => draw(props))
}

async function draw<R extends Report, D extends Frame<R['metrics'][number]>, L>({
  visit,
  dashboard,
  page,
}: NumbersProps<R, D, L>) {
  const { actor, scope, search } = visit
  const { report, fixed, reads = {}, audited } = dashboard
  for (const read of Object.values(reads)) read(search)
  // Safe: without cards nobody names one.
  const laterReads = (dashboard.later ?? {}) as L & LaterReads<ReportQuestion<R>>
  const { reader, question, data, later } = await readDashboard<ReportQuestion<R>, D, L>(
    scope,
    async (reader) => {
      const known = [...tableParams, tablesParam, viewParam, ...Object.keys(reads)]
      const asked = readQuestion(report, search, { alsoKnown: known, asOf: reader.asOf, fixed })
      const question = dashboard.settle ? await dashboard.settle(reader, asked) : asked
      return { reader, question, data: reader.dataVersion === 0 ? null : await dashboard.read(reader, question) }
    },
    laterReads,
  )
  if (reader.dataVersion === 0) return <NoDataYet role={actor.role} />
  if (data === null) notFound()
  if (audited) await recordView(app(), { actor, ...audited, filters: search.toString() })

  const { filters, inside } = question
  const { asOf } = reader
  const view = { ...question, data, later, visit, page, asOf, period: formatPeriod(filters.from, filters.to) }
  const teams = teamLabels(data.choices.teams)
  const teamName = (id: number) => teams.get(id) ?? `team ${id}`
  const own = dashboard.heading?.(view)
  const missing = report.only?.source?.find((source) => asOf[source] === null)
  const note = noteOf(report.note, asOf)
  return (
    <>
      {own && <PageHeader {...own} actions={<HeaderActions page={page}>{own.actions}</HeaderActions>} />}
      <FilterBar
        filters={filters}
        choices={data.choices}
        newest={newestDay(dayOf(new Date()), asOf)}
        own={data.own}
        narrowed={data.narrowed}
        hasWindow={hasWindow([...report.metrics, ...report.table.metrics, ...(report.shows ?? [])].filter(isMetric))}
        hasArchived={report.archived ?? false}
        without={hiddenFilters(report)}
      />
      <PrintedFilters filters={{ ...filters, ...periodOf(inside) }} {...{ teamName, asOf }} narrowed={data.narrowed} />
      {missing ? (
        <SourceMissing source={missing} role={actor.role} />
      ) : (
        <>
          <Figures
            names={loadedMetrics(report.metrics, asOf)}
            definitions={definitions}
            series={data.figures}
            filters={filters}
            inside={inside}
            narrowed={data.narrowed}
            teamName={teamName}
            samples={report.table.samples}
          />
          {note && <p className="-mt-2 text-small text-muted">{note}</p>}
          {dashboard.draw(view)}
        </>
      )}
    </>
  )
}

/** The address's own, or what the page is about whatever that says. */
const periodOf = ({ from, to, grain, compare }: Filters) => ({ from, to, grain, compare })

/** What a page is fixed to is nothing to choose. */
function hiddenFilters({ only = {}, without = [] }: Report) {
  return [
    ...without,
    ...(only.source ? (['source'] as const) : []),
    ...(only.contentType ? (['contentType'] as const) : []),
  ]
}

/** Order and place of a table are looked at while the page stays; new filters make another page. */
function whatIsNew(search: URLSearchParams): string {
  const others = new URLSearchParams(search)
  for (const name of [...tableParams, tablesParam, viewParam]) others.delete(name)
  return others.toString()
}

/** "/datacamp/courses/[course]" of course 12 → "/datacamp/courses/12" */
function addressOf(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}
