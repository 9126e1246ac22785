import { LaterCard } from '@/app/(app)/later-card'
import { ReportTable } from '@/components/reports/report-table'
import { Buyers } from './buyers'
import type { CommerceView } from './commerce-view'
import { Currencies, Months } from './currencies'
import { PromoPools } from './promo-pools'
import { RevenueOverTime } from './revenue-over-time'
import { SoldCards } from './sold-cards'
import { TrainingCredits } from './training-credits'
import { Unsold } from './unsold'
import { DaysBetween, WhatBecame } from './what-became'

/** Each card keeps its place until it is read. */
export function CommerceNumbers({ view }: { view: CommerceView }) {
  const { data, later, visit } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <RevenueOverTime view={view} />
        <LaterCard title="By currency" data={later.currencies} className="min-h-[300px] charts:col-span-5">
          {(currencies) => <Currencies view={view} currencies={currencies} />}
        </LaterCard>
        <SoldCards view={view} />
        <LaterCard
          title="From purchase to certificate"
          data={later.funnel}
          className="min-h-[420px] charts:col-span-12"
        >
          {(rows) => (
            <>
              <WhatBecame view={view} rows={rows} />
              <DaysBetween rows={rows} />
            </>
          )}
        </LaterCard>
        <LaterCard title="Month by month" data={later.currencies} className="min-h-[420px] charts:col-span-7">
          {(currencies) => <Months view={view} currencies={currencies} />}
        </LaterCard>
        <LaterCard title="Offers without a purchase" data={later.unsold} className="min-h-[420px] charts:col-span-5">
          {(offers) => <Unsold view={view} offers={offers} />}
        </LaterCard>
        <LaterCard title="Pools of promo codes" data={later.pools} className="min-h-[340px] charts:col-span-12">
          {(pools) => <PromoPools view={view} pools={pools} />}
        </LaterCard>
        <LaterCard title="Training credits" data={later.credits} className="min-h-[720px] charts:col-span-12">
          {(credits) => <TrainingCredits view={view} credits={credits} />}
        </LaterCard>
        {visit.scope.learnerRows && (
          <LaterCard title="Buyers" data={later.buyers} className="min-h-[420px] charts:col-span-12">
            {(buyers) => buyers && <Buyers view={view} buyers={buyers} />}
          </LaterCard>
        )}
      </div>
      <LaterCard title="All offers sold" data={later.table} className="min-h-[860px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title="All offers sold"
            about="Offers that were bought or refunded in the period, each in its own currency."
            one="offer"
            many="offers"
          />
        )}
      </LaterCard>
    </>
  )
}
