import { CompletedCurves } from '@/app/(app)/datacamp/courses/completed-curves'
import { LaterCard } from '@/app/(app)/later-card'
import { teamLabels } from '@/components/filters/team-labels'
import { BeganAndCompleted } from '@/components/reports/began-and-completed'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { CertificatesIssued } from '../certificates-issued'
import { CompletedInTime } from '../completed-in-time'
import { Expiring } from '../expiring'
import { HoursOfTheWeek } from '../hours-of-the-week'
import { HowFar } from '../how-far'
import { LessonTypes } from '../lesson-types'
import { Results, Scores } from '../scores'
import { TimeToComplete } from '../time-to-complete'
import type { CourseView } from './course-view'
import { Learners } from './learners'
import { LessonTable } from './lesson-table'
import { OptionalLessons, RequiredLessons } from './lessons'

const half = 'min-h-[420px] charts:col-span-6'
const low = 'min-h-[330px] charts:col-span-6'

/** Each card keeps its place until it is read. */
export function CourseNumbers({ view }: { view: CourseView }) {
  const { data, later, filters, inside, period, asOf } = view
  const names = teamLabels(data.choices.teams)
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <BeganAndCompleted
          id="enrolled-and-completed"
          className="charts:col-span-6"
          title="Enrolled and completed"
          what="Students"
          unit={`Students per ${filters.grain}`}
          series={data.figures}
          began={{ metric: 'enrolments', label: 'Enrolled' }}
          completed="sj_course_completions"
          view={view}
        />
        <LaterCard title="From enrolment to completion" data={later.progress} className={half}>
          {(progress) => <HowFar period={period} progress={progress} />}
        </LaterCard>
        <LaterCard title="Lessons: how far people get" data={later.lessons} className={half}>
          {(lessons) => (
            <div className="flex flex-col gap-4 charts:col-span-6">
              <RequiredLessons period={period} lessons={lessons} />
              <OptionalLessons period={period} lessons={lessons} />
            </div>
          )}
        </LaterCard>
        <LaterCard title="Lesson types" data={later.types} className={low}>
          {(types) => <LessonTypes period={period} types={types} />}
        </LaterCard>
      </div>
      <LaterCard title="All lessons" data={later.lessons} className="min-h-[480px]">
        {(lessons) => <LessonTable view={view} lessons={lessons} />}
      </LaterCard>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Learners" data={later.learners} className="min-h-[480px] charts:col-span-12">
          {(learners) => <Learners view={view} learners={learners} />}
        </LaterCard>
        <LaterCard title="Completed within 30, 60 and 90 days" data={later.rates} className={half}>
          {(rates) => <CompletedInTime period={period} rates={rates} />}
        </LaterCard>
        <LaterCard title="Share completed by days since start" data={later.curves} className={half}>
          {({ own, all }) => (
            <CompletedCurves
              about="Open ones count as not yet completed (Kaplan–Meier), beside all Skilljar courses."
              period={period}
              windowDays={filters.windowDays}
              lines={[
                { ...own, color: 'accent' },
                { ...all, color: 'other' },
              ]}
            />
          )}
        </LaterCard>
        <LaterCard title="Time to complete" data={later.days} className={half}>
          {(days) => <TimeToComplete period={period} days={days} />}
        </LaterCard>
        <LaterCard title="Scores" data={later.scores} className={half}>
          {(scores) => <Scores period={period} scores={scores} />}
        </LaterCard>
        <LaterCard title="When people learn" data={later.hours} className="min-h-[360px] charts:col-span-12">
          {(hours) => <HoursOfTheWeek period={period} hours={hours} />}
        </LaterCard>
        <LaterCard title="Certificates issued" data={later.certificates} className={low}>
          {(certificates) => (
            <CertificatesIssued
              view={view}
              certificates={certificates}
              issuesNone={data.course['issues_certificate'] !== true}
            />
          )}
        </LaterCard>
        <LaterCard title="Passed and failed" data={later.scores} className={low}>
          {(scores) => <Results period={period} scores={scores} />}
        </LaterCard>
        <LaterCard
          title="Running out in the next 90 days"
          data={later.expiring}
          className="min-h-[290px] charts:col-span-12"
        >
          {(expiring) => (
            <Expiring className="charts:col-span-12" expiring={expiring} inside={inside} loadedAt={asOf.skilljar} />
          )}
        </LaterCard>
      </div>
      <LaterCard title="By team" data={later.table} className="min-h-[480px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title="By team"
            about="People in two teams are in both rows and once in the total."
            one="team"
            many="teams"
            nameOf={{ team: (row) => names.get(Number(row['team'])) }}
            hrefOf={(row) => detailHref('/teams', row['team'], filters)}
          />
        )}
      </LaterCard>
    </>
  )
}
