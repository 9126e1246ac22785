import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { LaterCard } from '@/app/(app)/later-card'
import { readDashboard } from '@/app/(app)/read-dashboard'
import { OpenedView, openPreferred } from '@/app/(app)/views/opened-view'
import { tablesParam } from '@/components/charts/twin-choice'
import { FilterBar } from '@/components/filters/filter-bar'
import { Figures } from '@/components/reports/figures'
import { ReportSkeleton } from '@/components/reports/report-skeleton'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { SaveView } from '@/components/views/save-view'
import { recordView } from '@/lib/audit/saw'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { may } from '@/lib/authz/permissions'
import { withReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { dayOf } from '@/lib/filters/days'
import { newestDay, type Filters } from '@/lib/filters/filters'
import { readFilters, refuseUnknown } from '@/lib/filters/url'
import { viewParam } from '@/lib/filters/view-param'
import { formatDay } from '@/lib/format/dates'
import { decisionsAbout } from '@/lib/identity/decisions'
import { metrics } from '@/lib/metrics/names'
import { profileOf } from '@/lib/metrics/person'
import { noteOf, notObserved } from '@/lib/reports/definitions/not-observed'
import { personCards, personFigures, readPerson, type PersonQuestion } from '@/lib/reports/read-person'
import { AccountsAndTeams } from './accounts-and-teams'
import { OnThisPage } from './on-this-page'
import { PersonCalendar, PersonTimeline } from './person-charts'
import { PersonTables } from './person-tables'
import { WholeHistory } from './whole-history'

export const metadata = { title: 'Person' }

export default definePage('/people/[person]', async (visit) => {
  const path = `/people/${visit.params['person']}`
  await openPreferred(visit, path)
  return (
    <>
      <Suspense fallback={null}>
        <OpenedView visit={visit} path={path} />
      </Suspense>
      {await explained(path, () => open(visit, path))}
    </>
  )
})

/** Who it is comes first, so that an address of nobody is no page; what the person did streams in below. */
async function open(visit: GuardedVisit, path: string) {
  const { scope, params, search } = visit
  refuseUnknown(search, [tablesParam, viewParam])
  const id = params['person'] ?? ''
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound()
  const { profile, filters, newest } = await withReader(scope, async (reader) => ({
    profile: await profileOf(reader, Number(id)),
    filters: readFilters(search, new Date(), reader.asOf),
    newest: newestDay(dayOf(new Date()), reader.asOf),
  }))
  // Somebody of another team is as unknown as somebody who does not exist.
  if (!profile) notFound()
  const teams = profile.teams.filter(({ left }) => left === null || left > newest).map(({ name }) => name)
  const seen = profile.lastActive === null ? 'Never seen to learn' : `Last active ${formatDay(profile.lastActive)}`
  const about = [profile.email ?? 'No e-mail address', [...new Set(teams)].join(', ') || 'No team today', seen]
  return (
    <>
      <PageHeader
        title={profile.name}
        question={about.join(' · ')}
        actions={
          <>
            <WholeHistory profile={profile} filters={filters} newest={newest} />
            <SaveView path={path} />
          </>
        }
      />
      <Suspense key={String(search)} fallback={<ReportSkeleton />}>
        <Numbers visit={visit} filters={filters} newest={newest} person={profile.person} />
      </Suspense>
    </>
  )
}

interface NumbersProps {
  visit: GuardedVisit
  filters: Filters
  newest: string
  person: number
}

async function Numbers({ visit: { actor, scope, search }, filters, newest, person }: NumbersProps) {
  const { reader, question, data, later } = await readDashboard(
    scope,
    async (reader) => {
      const question: PersonQuestion = { person, filters }
      return { reader, question, data: await readPerson(reader, question) }
    },
    personCards,
  )
  if (!data) notFound()
  const { profile, choices, narrowed, figures } = data
  await recordView(app(), { actor, action: 'person.view', subject: String(person), filters: search.toString() })
  const { decisions } = await decisionsAbout(app(), profile.accounts)
  const note = noteOf(notObserved, reader.asOf)
  const drawn = { ...question, profile, newest }
  return (
    <>
      <FilterBar filters={filters} choices={choices} newest={newest} narrowed={narrowed} />
      <Figures
        names={personFigures}
        definitions={metrics}
        series={figures}
        filters={filters}
        narrowed={narrowed}
        person={profile.name}
      />
      {note && <p className="-mt-2 text-small text-muted">{note}</p>}
      <Suspense fallback={<Skeleton className="-mt-2 h-14" />}>
        <OnThisPage lists={later.lists} />
      </Suspense>
      <LaterCard title="Days of learning" data={later.calendar} className="min-h-[256px]">
        {(calendar) => <PersonCalendar {...drawn} calendar={calendar} />}
      </LaterCard>
      <LaterCard title="What happened" data={later.timeline} className="min-h-[860px]">
        {(timeline) => <PersonTimeline {...drawn} timeline={timeline} />}
      </LaterCard>
      <LaterCard title="What was done, list by list" data={later.lists} className="min-h-[860px]">
        {(lists) => <PersonTables {...drawn} lists={lists} />}
      </LaterCard>
      <AccountsAndTeams profile={profile} decisions={decisions} mayDecide={may(actor, 'identities.manage')} />
    </>
  )
}
