import { LaterCard } from '@/app/(app)/later-card'
import { ReportTable } from '@/components/reports/report-table'
import { DaysAhead } from './days-ahead'
import type { ExpiriesView } from './expiries-view'
import { thingHref } from './expiries-view'
import { KindsEnding } from './kinds-ending'
import { Moments } from './moments'
import { TeamsEnding } from './teams-ending'
import { WeeksByKind } from './weeks-by-kind'
import { WhatCounts } from './what-counts'
import { Who } from './who'

/** Each card keeps its place until it is read. */
export function ExpiriesNumbers({ view }: { view: ExpiriesView }) {
  const { data, filters, later, visit } = view
  return (
    <>
      <Moments view={view} />
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Days ahead" data={later.days} className="min-h-[312px] charts:col-span-6">
          {(days) => <DaysAhead view={view} days={days} />}
        </LaterCard>
        <LaterCard title="What ends, by kind" data={later.kinds} className="min-h-[312px] charts:col-span-6">
          {(kinds) => <KindsEnding view={view} kinds={kinds} />}
        </LaterCard>
        <LaterCard title="What ends, by week" data={later.weeks} className="min-h-[480px] charts:col-span-7">
          {(weeks) => <WeeksByKind view={view} weeks={weeks} />}
        </LaterCard>
        <LaterCard title="What ends, by team" data={later.teams} className="min-h-[480px] charts:col-span-5">
          {(teams) => <TeamsEnding view={view} teams={teams} />}
        </LaterCard>
      </div>
      {visit.scope.learnerRows && (
        <LaterCard title="For whom" data={later.people} className="min-h-[900px]">
          {(people) => people && <Who view={view} people={people} />}
        </LaterCard>
      )}
      <LaterCard title="Everything that ends" data={later.table} className="min-h-[860px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title="Everything that ends"
            about="How many people lose what, or should have done it, in the days around the data."
            one="thing"
            many="things"
            nameOf={{ domain: (row) => (row['domain'] === null ? '–' : undefined) }}
            hrefOf={(row) => thingHref(row['content'], filters)}
          />
        )}
      </LaterCard>
      <WhatCounts />
    </>
  )
}
