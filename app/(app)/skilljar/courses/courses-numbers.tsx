import { CompletedCurves } from '@/app/(app)/datacamp/courses/completed-curves'
import { LaterCard } from '@/app/(app)/later-card'
import { BeganAndCompleted } from '@/components/reports/began-and-completed'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { slots } from '@/lib/design/palette'
import { CertificatesIssued } from './certificates-issued'
import { CompletedInTime } from './completed-in-time'
import type { CoursesView } from './courses-view'
import { EnrolmentsBy } from './enrolments-by'
import { Expiring } from './expiring'
import { HoursOfTheWeek } from './hours-of-the-week'
import { HowFar } from './how-far'
import { LessonTypes } from './lesson-types'
import { Results, Scores } from './scores'
import { TimeToComplete } from './time-to-complete'

const half = 'min-h-[440px] charts:col-span-6'
const ranked = 'min-h-[330px] charts:col-span-6'

/** Each card keeps its place until it is read. */
export function CoursesNumbers({ view }: { view: CoursesView }) {
  const { data, later, filters, inside, period, asOf } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <BeganAndCompleted
          id="enrolled-and-completed"
          className="charts:col-span-6"
          title="Enrolled and completed"
          what="Pairs of student and course"
          unit={`Pairs per ${filters.grain}`}
          series={data.figures}
          began={{ metric: 'enrolments', label: 'Enrolled' }}
          completed="sj_course_completions"
          view={view}
        />
        <LaterCard title="From enrolment to completion" data={later.progress} className={half}>
          {(progress) => <HowFar period={period} progress={progress} />}
        </LaterCard>
        <LaterCard title="Completed within 30, 60 and 90 days" data={later.rates} className={half}>
          {(rates) => <CompletedInTime period={period} rates={rates} />}
        </LaterCard>
        <LaterCard title="Share completed by days since start" data={later.curves} className={half}>
          {(lines) => (
            <CompletedCurves
              about="Open courses count as not yet completed (Kaplan–Meier), the five domains with most starts."
              period={period}
              windowDays={filters.windowDays}
              lines={lines.map((line, index) => ({ ...line, color: slots[index] ?? 'other' }))}
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
        <LaterCard title="Running out in the next 90 days" data={later.expiring} className={ranked}>
          {(expiring) => <Expiring expiring={expiring} inside={inside} loadedAt={asOf.skilljar} />}
        </LaterCard>
        <LaterCard title="Passed and failed" data={later.scores} className={ranked}>
          {(scores) => <Results period={period} scores={scores} />}
        </LaterCard>
        <LaterCard title="Enrolments by domain" data={later.groups} className={ranked}>
          {(groups) => (
            <EnrolmentsBy
              {...{ view, groups }}
              by="domain"
              title="Enrolments by domain"
              what="Domain"
              note="A published course stands on one domain."
            />
          )}
        </LaterCard>
        <LaterCard title="Enrolments by channel" data={later.groups} className={ranked}>
          {(groups) => (
            <EnrolmentsBy
              {...{ view, groups }}
              by="channel"
              title="Enrolments by channel"
              what="Channel"
              note="How the first enrolment of a student in a course was made, as Skilljar wrote it down."
            />
          )}
        </LaterCard>
        <LaterCard title="Enrolments by student group" data={later.groups} className={ranked}>
          {(groups) => (
            <EnrolmentsBy
              {...{ view, groups }}
              by="student_group"
              title="Enrolments by student group"
              what="Group"
              note="Groups as they are now; people in two groups count in both."
            />
          )}
        </LaterCard>
        <LaterCard title="Enrolments by tag" data={later.groups} className={ranked}>
          {(groups) => (
            <EnrolmentsBy
              {...{ view, groups }}
              by="tag"
              title="Enrolments by tag"
              what="Tag"
              note="Courses with two tags count in both."
            />
          )}
        </LaterCard>
        <LaterCard title="Lesson types" data={later.types} className={ranked}>
          {(types) => <LessonTypes period={period} types={types} />}
        </LaterCard>
        <LaterCard title="Certificates issued" data={later.certificates} className={ranked}>
          {(certificates) => <CertificatesIssued view={view} certificates={certificates} />}
        </LaterCard>
      </div>
      <LaterCard title="All courses" data={later.table} className="min-h-[860px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title="All courses"
            one="course"
            many="courses"
            hrefOf={(row) => detailHref('/skilljar/courses', row['published_course'], filters)}
          />
        )}
      </LaterCard>
    </>
  )
}
