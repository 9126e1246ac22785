import { PeopleList, type PersonLine } from '@/components/reports/people-list'
import { personHref } from '@/components/reports/person-href'
import { Card } from '@/components/ui/card'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatHours, narrowSpace } from '@/lib/format/numbers'
import type { Filters } from '@/lib/filters/filters'
import { learnersParam, type LearnerState } from '@/lib/reports/skilljar-learner-state'
import type { CardData, CourseView } from './course-view'

const states: Readonly<Record<LearnerState, string>> = {
  all: 'All',
  completed: 'Completed',
  in_progress: 'In progress',
  not_started: 'Not started',
}

interface LearnersProps {
  view: CourseView
  learners: CardData<'learners'>
}

/** Names for readers who may see single learners; all others are told how many there are. */
export function Learners({ view, learners: { people, state, progress } }: LearnersProps) {
  const { filters, exported, page, besides } = view
  const { enrolments, notStarted, inProgress, completed } = progress
  if (people === null) return <LearnerCount enrolments={enrolments} />
  // Whoever sees people sees every count.
  const counts: Readonly<Record<LearnerState, number>> = {
    all: enrolments ?? 0,
    completed: completed ?? 0,
    in_progress: inProgress ?? 0,
    not_started: notStarted ?? 0,
  }
  const addressOf = (name: LearnerState) => {
    const params = new URLSearchParams([...filterParams(filters), ...besides])
    params.delete(learnersParam)
    if (name !== 'all') params.set(learnersParam, name)
    return `${page}?${params}`
  }
  return (
    <PeopleList
      className="charts:col-span-12"
      title="Learners"
      about="Who enrolled in the period, the latest first."
      tabs={(['all', 'completed', 'in_progress', 'not_started'] as const).map((name) => ({
        label: states[name],
        count: counts[name],
        href: addressOf(name),
        current: name === state,
      }))}
      rows={people.map((row, place) => lineOf(row, place, filters))}
      {...(people.length > 0 && {
        csvHref: `/export/analysis/skilljar_course_learners?${filterParams(exported)}&state=${state}`,
      })}
      emptyText="Nobody who enrolled in the period is here under these filters."
      footer={
        <span>
          Lessons are the required ones.
          {counts[state] > people.length &&
            ` The first ${formatCount(people.length)} of ${formatCount(counts[state])}; the CSV has all.`}
        </span>
      }
    />
  )
}

function lineOf(row: AnalysisRow, place: number, filters: Filters): PersonLine {
  const { person, name, teams, last_activity: last } = row
  return {
    id: `${place} ${person}`,
    name: String(name),
    team: typeof teams === 'string' ? teams : 'No team today',
    what: [progressOf(row), accessOf(row)].join(' · '),
    last:
      typeof last === 'string' ? `last active ${formatDay(last)}` : `enrolled ${formatDay(String(row['enrolled_on']))}`,
    href: personHref(person, filters),
  }
}

/** "Completed 4 Nov 2026 · 8 of 8 lessons · 3.5 h" */
function progressOf(row: AnalysisRow): string {
  const { state, completed_on: completed, started_on: started, hours } = row
  const head =
    state === 'completed'
      ? `Completed ${formatDay(String(completed))}`
      : typeof started === 'string'
        ? `Started ${formatDay(started)}`
        : 'Not started'
  if (state === 'not_started') return head
  const lessons = `${formatCount(Number(row['lessons_completed']))} of ${formatCount(Number(row['lessons']))} lessons`
  return [head, lessons, `${formatHours(Number(hours))}${narrowSpace}h`].join(' · ')
}

function accessOf({ has_access: has, access_until: until }: AnalysisRow): string {
  if (has !== true) return 'no access now'
  return typeof until === 'string' ? `access until ${formatDay(until)}` : 'access without an end'
}

function LearnerCount({ enrolments }: { enrolments: number | null }) {
  return (
    <Card
      className="charts:col-span-12"
      title="Learners"
      about="People, not named to your role."
      footer={<span>Pairs of student and course enrolled in the period, each once.</span>}
    >
      <p className="text-figure font-semibold tabular">{enrolments === null ? 'Hidden' : formatCount(enrolments)}</p>
      <p className="text-muted">
        {enrolments === null
          ? 'Fewer than 5 people are behind this number.'
          : 'How far they are stands under “From enrolment to completion”.'}
      </p>
    </Card>
  )
}
