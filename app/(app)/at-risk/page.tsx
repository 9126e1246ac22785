import { Suspense } from 'react'
import { LaterCard } from '@/app/(app)/later-card'
import { readDashboard } from '@/app/(app)/read-dashboard'
import { OpenedView, openPreferred } from '@/app/(app)/views/opened-view'
import { tablesParam } from '@/components/charts/twin-choice'
import { FilterBar } from '@/components/filters/filter-bar'
import { NoDataYet } from '@/components/reports/no-data-yet'
import { ReportSkeleton } from '@/components/reports/report-skeleton'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { SaveView } from '@/components/views/save-view'
import { recordView } from '@/lib/audit/saw'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { app } from '@/lib/db/app'
import { dayOf } from '@/lib/filters/days'
import { newestDay } from '@/lib/filters/filters'
import { readFilters, refuseUnknown } from '@/lib/filters/url'
import { viewParam } from '@/lib/filters/view-param'
import { atRiskPage } from '@/lib/reports/definitions/at-risk'
import { readAtRisk, readRiskQuestion, riskCards, riskParams, type RiskAsked } from '@/lib/reports/read-at-risk'
import { RiskCharts } from './risk-charts'
import { RiskFigures } from './risk-figures'
import { RiskPeople } from './risk-people'
import { RiskRuleCard } from './risk-rule'

export const metadata = { title: atRiskPage.title }

export default definePage('/at-risk', async (visit) => {
  await openPreferred(visit, atRiskPage.path)
  return (
    <>
      <Suspense fallback={null}>
        <OpenedView visit={visit} path={atRiskPage.path} />
      </Suspense>
      <PageHeader
        title={atRiskPage.title}
        question={atRiskPage.question}
        actions={<SaveView path={atRiskPage.path} />}
      />
      <Suspense key={String(visit.search)} fallback={<ReportSkeleton />}>
        <Numbers visit={visit} />
      </Suspense>
    </>
  )
})

function Numbers({ visit }: { visit: GuardedVisit }) {
  return explained(atRiskPage.path, () => draw(visit))
}

async function draw({ actor, scope, search }: GuardedVisit) {
  refuseUnknown(search, [...riskParams, tablesParam, viewParam])
  const question = readRiskQuestion(search)
  const {
    reader,
    question: asked,
    data,
    later,
  } = await readDashboard(
    scope,
    async (reader) => {
      const asked: RiskAsked = { ...question, filters: readFilters(search, new Date(), reader.asOf) }
      return { reader, question: asked, data: reader.dataVersion === 0 ? null : await readAtRisk(reader, asked) }
    },
    riskCards,
  )
  if (data === null) return <NoDataYet role={actor.role} />
  if (scope.learnerRows) {
    await recordView(app(), { actor, action: 'people.view', subject: 'at-risk', filters: search.toString() })
  }
  const { filters } = asked
  const { asOf } = reader
  const view = { data, filters, question, asOf }
  const unused = question.rule === 'quiet' ? (['technology', 'contentType', 'source', 'membership'] as const) : []
  return (
    <>
      <FilterBar
        filters={filters}
        choices={data.choices}
        newest={newestDay(dayOf(new Date()), asOf)}
        without={['period', 'compare', 'grain', ...unused]}
      />
      <RiskRuleCard {...view} />
      <RiskFigures {...view} />
      <LaterCard title="By team" data={later.teams} className="min-h-[1160px] charts:min-h-[572px]">
        {(teams) => <RiskCharts {...view} teams={teams} />}
      </LaterCard>
      {scope.learnerRows && (
        <LaterCard title="People" data={later.people} className="min-h-[720px]">
          {(people) => <RiskPeople {...view} people={people} />}
        </LaterCard>
      )}
    </>
  )
}
