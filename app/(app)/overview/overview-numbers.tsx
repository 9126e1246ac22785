import { LaterCard } from '@/app/(app)/later-card'
import { Attention } from './attention'
import { Calendar } from './calendar'
import { ContentMix } from './content-mix'
import { HoursBySource, LearnersBySource } from './sources'
import { Movers } from './movers'
import { observed, type OverviewView } from './overview-view'
import { Quiet } from './quiet'
import { Regularity } from './regularity'
import { Retention } from './retention'
import { Teams } from './teams'
import { Technologies } from './technologies'

/** Each card keeps its place until it is read: heights are those of the cards with the usual filters. */
export function OverviewNumbers({ view }: { view: OverviewView }) {
  const { later } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard
          title="Learning hours by technology"
          data={later.technologies}
          className="min-h-[436px] charts:col-span-7"
        >
          {(data) => <Technologies view={view} data={data} />}
        </LaterCard>
        <LaterCard title="Teams by learning hours" data={later.teams} className="min-h-[436px] charts:col-span-5">
          {(data) => <Teams view={view} data={data} />}
        </LaterCard>
        <LaterCard title="Active learners by platform" data={later.sources} className="min-h-[390px] charts:col-span-6">
          {(data) => <LearnersBySource view={view} data={data} />}
        </LaterCard>
        <LaterCard title="Learning hours by platform" data={later.sources} className="min-h-[390px] charts:col-span-6">
          {(data) => <HoursBySource view={view} data={data} />}
        </LaterCard>
        <LaterCard
          title="How regularly people learn"
          data={later.regularity}
          className="min-h-[390px] charts:col-span-7"
        >
          {(data) => <Regularity view={view} data={data} />}
        </LaterCard>
        <LaterCard title="What the hours go into" data={later.mix} className="min-h-[390px] charts:col-span-5">
          {(data) => <ContentMix view={view} data={data} />}
        </LaterCard>
        <LaterCard title="Days people learn" data={later.calendar} className="min-h-[254px] charts:col-span-12">
          {(data) => <Calendar view={view} data={data} />}
        </LaterCard>
        <LaterCard title="Teams that moved most" data={later.teams} className="min-h-[490px] charts:col-span-6">
          {({ movers, people }) => <Movers view={view} what="team" movers={movers} people={people} />}
        </LaterCard>
        <LaterCard
          title="Technologies that moved most"
          data={later.technologyMovers}
          className="min-h-[490px] charts:col-span-6"
        >
          {({ movers, people }) => <Movers view={view} what="technology" movers={movers} people={people} />}
        </LaterCard>
        <LaterCard title="Needs attention" data={later.attention} className="min-h-[440px] charts:col-span-5">
          {(data) => <Attention view={view} data={data} />}
        </LaterCard>
        <LaterCard
          title="Do new learners come back?"
          data={later.retention}
          className="min-h-[440px] charts:col-span-7"
        >
          {(data) => <Retention view={view} data={data} />}
        </LaterCard>
        <LaterCard title="Who went quiet" data={later.quiet} className="min-h-[460px] charts:col-span-12">
          {(data) => <Quiet view={view} data={data} />}
        </LaterCard>
      </div>
      <p className="text-small text-muted">{observed}</p>
    </>
  )
}
