import { Ranking } from '@/components/charts/ranking'
import { teamLabels } from '@/components/filters/team-labels'
import { compareLabel } from '@/components/reports/compare-label'
import { detailHref } from '@/components/reports/detail-href'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample, SMALL_SAMPLE } from '@/lib/format/small-sample'
import type { CardData, CoursesView } from './courses-view'

const PAGE = '/datacamp/courses'

const started = (starts: number | null) => (starts === null ? undefined : `${formatCount(starts)} started`)

export function TeamsByCompletions({ view, teams }: { view: CoursesView; teams: CardData<'teams'> }) {
  const { data, filters, period } = view
  const names = teamLabels(data.choices.teams)
  const before = new Map(teams.before.map((row) => [row.team, row.course_completions]))
  return (
    <Ranking
      id="teams"
      className="charts:col-span-6"
      title="Teams by courses completed"
      about="Pairs completed in the period. A row narrows the page to its team."
      period={period}
      what="Team"
      measure="Completed"
      format="count"
      rows={teams.top.map(({ team, team_name, course_completions: completed, course_starts: starts }) => ({
        key: String(team),
        label: (team === null ? undefined : names.get(team)) ?? team_name,
        value: completed,
        note: started(starts),
        before: before.get(team),
        small: isSmallSample(completed ?? 0),
        href: `${PAGE}?${filterParams(narrow(filters, { team }))}`,
      }))}
      compareLabel={compareLabel(filters)}
      note="People in two teams count in both."
    />
  )
}

interface ContentsProps {
  view: CoursesView
  contents: CardData<'contents'>
}

export function TopCourses({ view, contents }: ContentsProps) {
  const { filters, period } = view
  const before = new Map(contents.before.map((row) => [row.content, row.course_completions]))
  return (
    <Ranking
      id="top"
      className="charts:col-span-6"
      title="Courses completed most"
      about="Pairs completed in the period. A row opens the course."
      period={period}
      what="Course"
      measure="Completed"
      format="count"
      rows={contents.top.map(({ content, content_name, course_completions: completed, course_starts: starts }) => ({
        key: content,
        label: content_name,
        value: completed,
        note: started(starts),
        before: before.get(content),
        small: isSmallSample(completed ?? 0),
        href: detailHref(PAGE, content, filters),
      }))}
      compareLabel={compareLabel(filters)}
    />
  )
}

export function StalledCourses({ view, contents }: ContentsProps) {
  const { filters, period } = view
  const days = `${filters.windowDays} days`
  const rule = `at least ${contents.leastStarts} starts of the period are ${days} old, and half of these or more are not completed`
  return (
    <Ranking
      id="stalled"
      className="charts:col-span-6"
      title="Stalled courses"
      about={`Starts older than ${days} that are still open, the most first. A row opens the course.`}
      period={period}
      what="Course"
      measure="Still open"
      format="count"
      rows={contents.stalled.map((row) => ({
        key: row.content,
        label: row.content_name,
        value: row.course_stalled_share_numerator,
        note: `of ${formatCount(row.course_stalled_share_denominator)}`,
        small: isSmallSample(row.course_stalled_share_denominator ?? 0),
        href: detailHref(PAGE, row.content, filters),
      }))}
      note={
        contents.stalled.length > 0 && `A course stalls where ${rule}. Grey: fewer than ${SMALL_SAMPLE} such starts.`
      }
      empty={{ title: 'No course stalls', text: `There is none of which ${rule}.` }}
      definition="/catalogue/course_stalled_share"
    />
  )
}
