import { HoursByTechnology } from '@/components/reports/hours-by-technology'
import { LaterCard } from '@/app/(app)/later-card'
import { cn } from '@/components/ui/cn'
import { isAboutSkilljar } from '@/lib/reports/overview-skilljar'
import { Attention } from './attention'
import { Calendar } from './calendar'
import { ContentMix } from './content-mix'
import { HoursBySource, LearnersBySource } from './sources'
import { Movers } from './movers'
import { OnSkilljar } from './on-skilljar'
import type { OverviewView } from './overview-view'
import { QuietPeople, QuietTeams } from './quiet'
import { Regularity } from './regularity'
import { Retention } from './retention'
import { Teams } from './teams'

/** Each card keeps its place until it is read: heights are those of the cards with the usual filters. */
export function OverviewNumbers({ view }: { view: OverviewView }) {
  const { asOf, filters, later, visit } = view
  const people = visit.scope.learnerRows
  // Technologies and teams are DataCamp's.
  const hasDatacamp = asOf.datacamp !== null
  const hasSkilljar = isAboutSkilljar({ asOf }, filters)
  return (
    <div className="grid gap-4 charts:grid-cols-12">
      {hasDatacamp && (
        <LaterCard
          title="Learning hours by technology"
          data={later.technologies}
          className="min-h-[460px] tablet:min-h-[420px] charts:min-h-[471px] charts:col-span-7"
        >
          {(technologies) => (
            <HoursByTechnology
              technologies={technologies}
              before={view.data.figures.lines[0]?.comparison?.map((point) => point.learning_hours)}
              colours={view.data.colours}
              view={view}
              page="/learning-activity"
            />
          )}
        </LaterCard>
      )}
      {hasDatacamp && (
        <LaterCard
          title="Teams by learning hours"
          data={later.teams}
          className="min-h-[615px] tablet:min-h-[455px] charts:min-h-[471px] charts:col-span-5"
        >
          {(data) => <Teams view={view} data={data} />}
        </LaterCard>
      )}
      <LaterCard
        title="Active learners by platform"
        data={later.sources}
        className="min-h-[480px] tablet:min-h-[424px] charts:col-span-6"
      >
        {(data) => <LearnersBySource view={view} data={data} />}
      </LaterCard>
      <LaterCard
        title="Learning hours by platform"
        data={later.sources}
        className="min-h-[480px] tablet:min-h-[424px] charts:col-span-6"
      >
        {(data) => <HoursBySource view={view} data={data} />}
      </LaterCard>
      <LaterCard
        title="How regularly people learn"
        data={later.regularity}
        className="min-h-[496px] tablet:min-h-[424px] charts:min-h-[440px] charts:col-span-7"
      >
        {(data) => <Regularity view={view} data={data} />}
      </LaterCard>
      <LaterCard
        title="What the hours go into"
        data={later.mix}
        className="min-h-[362px] tablet:min-h-[251px] charts:min-h-[440px] charts:col-span-5"
      >
        {(data) => <ContentMix view={view} data={data} />}
      </LaterCard>
      <LaterCard
        title="Days people learn"
        data={later.calendar}
        className="min-h-[312px] charts:min-h-[256px] charts:col-span-12"
      >
        {(data) => <Calendar view={view} data={data} />}
      </LaterCard>
      {hasDatacamp && (
        <LaterCard
          title="Teams that moved most"
          data={later.teams}
          className="min-h-[670px] tablet:min-h-[448px] charts:col-span-6"
        >
          {({ movers, people }) => <Movers view={view} what="team" movers={movers} people={people} />}
        </LaterCard>
      )}
      {hasDatacamp && (
        <LaterCard
          title="Technologies that moved most"
          data={later.technologyMovers}
          className="min-h-[670px] tablet:min-h-[448px] charts:col-span-6"
        >
          {({ movers, people }) => <Movers view={view} what="technology" movers={movers} people={people} />}
        </LaterCard>
      )}
      {hasSkilljar && (
        <LaterCard
          title="On Skilljar"
          data={later.onSkilljar}
          className="min-h-[460px] tablet:min-h-[448px] charts:col-span-6"
        >
          {(data) => data && <OnSkilljar view={view} data={data} />}
        </LaterCard>
      )}
      {hasSkilljar && (
        <LaterCard
          title="Skilljar courses that moved most"
          data={later.courseMovers}
          className="min-h-[670px] tablet:min-h-[448px] charts:col-span-6"
        >
          {(data) => data && <Movers view={view} what="course" movers={data.movers} people={data.people} />}
        </LaterCard>
      )}
      <LaterCard
        title="Needs attention"
        data={later.attention}
        className="min-h-[340px] charts:min-h-[459px] charts:col-span-5"
      >
        {(data) => <Attention view={view} data={data} />}
      </LaterCard>
      {hasDatacamp && people && (
        <LaterCard
          title="Who went quiet"
          data={later.quiet}
          className="min-h-[629px] tablet:min-h-[443px] charts:min-h-[459px] charts:col-span-7"
        >
          {(data) => (
            <QuietPeople view={view} people={data.people ?? []} all={data.all} className="charts:col-span-7" />
          )}
        </LaterCard>
      )}
      <LaterCard
        title="Do new learners come back?"
        data={later.retention}
        className="min-h-[522px] charts:min-h-[600px] charts:col-span-7"
      >
        {(data) => <Retention view={view} data={data} className="charts:col-span-7" />}
      </LaterCard>
      {hasDatacamp && (
        <LaterCard
          title="Who went quiet, by team"
          data={later.quiet}
          className={cn('min-h-[600px]', people ? 'charts:col-span-5' : 'tablet:min-h-[378px] charts:col-span-12')}
        >
          {(data) => (
            <QuietTeams view={view} data={data} className={people ? 'charts:col-span-5' : 'charts:col-span-12'} />
          )}
        </LaterCard>
      )}
    </div>
  )
}
