/** Events of a person in words. */
import type { TimelineEvent } from '@/components/charts/timeline'
import { detailHref } from '@/components/reports/detail-href'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { Filters } from '@/lib/filters/filters'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted, formatDecimal, formatPercent } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'
import type { TeamSpell } from '@/lib/metrics/person'

type Look = Pick<TimelineEvent, 'icon' | 'title' | 'detail' | 'tone'>

interface Happened {
  readonly name: string
  readonly detail: string | null
  readonly amount: number | null
  readonly of: number | null
}

const words: Readonly<Record<string, (event: Happened) => Look>> = {
  course_enrolled: ({ name }) => ({ icon: 'account', title: name, detail: 'Enrolled in the course' }),
  course_started: ({ name }) => ({ icon: 'start', title: name, detail: 'Course started' }),
  course_completed: ({ name }) => ({ icon: 'completion', title: name, detail: 'Course completed', tone: 'positive' }),
  project_started: ({ name }) => ({ icon: 'project', title: name, detail: 'Project started' }),
  project_completed: ({ name }) => ({ icon: 'project', title: name, detail: 'Project completed', tone: 'positive' }),
  chapters_completed: ({ name, amount }) => ({
    icon: 'practice',
    title: name,
    detail: `${formatCounted(amount ?? 0, 'chapter', 'chapters')} completed`,
  }),
  assessment_completed: ({ name, detail, amount, of }) => ({
    icon: 'assessment',
    title: name,
    detail: [
      amount === null ? 'Assessment completed' : `Score ${formatDecimal(amount, 0)}`,
      ...(detail === null ? [] : [detail]),
      ...(of === null ? [] : [`${signed(of)} since the first attempt`]),
    ].join(', '),
    ...(of !== null && of !== 0 && { tone: of > 0 ? ('positive' as const) : ('negative' as const) }),
  }),
  assignment_assigned: ({ name }) => ({ icon: 'assignment', title: name, detail: 'Assigned' }),
  assignment_due: ({ name, detail }) => ({
    icon: 'assignment',
    title: name,
    detail: detail === 'overdue' ? 'Due, still open' : 'Due',
    ...(detail === 'overdue' && { tone: 'negative' as const }),
  }),
  assignment_completed: ({ name, detail, amount }) => ({
    icon: 'assignment',
    title: name,
    detail:
      detail === 'late' ? `Assignment completed ${formatDecimal(amount, 1)} days late` : 'Assignment completed on time',
    tone: detail === 'late' ? 'warning' : 'positive',
  }),
  certification_stage: ({ name, detail }) => ({
    icon: 'certification',
    title: name,
    detail: detail ?? '',
    ...(detail === 'Granted' && { tone: 'positive' as const }),
    ...(detail === 'Expired' && { tone: 'negative' as const, detail: 'Registration ends without a certificate' }),
  }),
  track_enrolled: ({ name }) => ({ icon: 'track', title: name, detail: 'Enrolled in the track' }),
  track_completed: ({ name }) => ({ icon: 'track', title: name, detail: 'Track completed', tone: 'positive' }),
  workspace_created: ({ name }) => ({ icon: 'other', title: name, detail: 'Workspace created' }),
  workspace_published: ({ name }) => ({ icon: 'other', title: name, detail: 'Workspace published' }),
  course_access_ends: ({ name }) => ({ icon: 'account', title: name, detail: 'Access to the course ends' }),
  lessons_completed: ({ name, amount }) => ({
    icon: 'practice',
    title: name,
    detail: `${formatCounted(amount ?? 0, 'lesson', 'lessons')} completed`,
  }),
  scorm_attempted: ({ name, detail, amount }) => ({
    icon: 'scorm',
    title: name,
    detail: [
      detail === null ? 'SCORM module attempted' : `SCORM module, ${detail}`,
      ...(amount === null ? [] : [`score ${formatPercent(amount)}`]),
    ].join(', '),
    ...((detail === 'passed' || detail === 'completed') && { tone: 'positive' as const }),
    ...(detail === 'failed' && { tone: 'negative' as const }),
  }),
  quiz_finished: ({ name, detail, amount, of }) => ({
    icon: 'quiz',
    title: name,
    detail: [
      `Quiz ${detail ?? ''}`,
      ...(amount === null || of === null ? [] : [`${formatCount(amount)} of ${formatCount(of)} right`]),
    ].join(', '),
    ...(detail === 'passed' && { tone: 'positive' as const }),
    ...(detail === 'failed' && { tone: 'negative' as const }),
  }),
  live_session: ({ name, detail }) => ({
    icon: 'session',
    title: name,
    detail: sessionWords[detail ?? ''] ?? 'Live session',
    ...(detail === 'attended' && { tone: 'positive' as const }),
    ...(detail === 'missed' && { tone: 'negative' as const }),
  }),
  path_enrolled: ({ name }) => ({ icon: 'track', title: name, detail: 'Enrolled in the path' }),
  path_completed: ({ name }) => ({ icon: 'track', title: name, detail: 'Path completed', tone: 'positive' }),
  path_access_ends: ({ name }) => ({ icon: 'account', title: name, detail: 'Access to the path ends' }),
  domain_joined: ({ name }) => ({ icon: 'account', title: name, detail: 'Joined the domain' }),
  domain_access_ends: ({ name }) => ({ icon: 'account', title: name, detail: 'Access to the domain ends' }),
  purchased: ({ name, detail, amount }) => ({
    icon: 'purchase',
    title: name,
    detail: priced('Bought', amount, detail),
  }),
  refunded: ({ name, detail, amount }) => ({
    icon: 'purchase',
    title: name,
    detail: priced('Refunded', amount, detail),
  }),
  certificate_issued: ({ name }) => ({
    icon: 'certificate',
    title: name,
    detail: 'Certificate issued',
    tone: 'positive',
  }),
  certificate_expires: ({ name }) => ({
    icon: 'certificate',
    title: name,
    detail: 'Certificate expires',
    tone: 'warning',
  }),
}

const sessionWords: Readonly<Record<string, string>> = {
  attended: 'Live session attended',
  missed: 'Live session missed',
  registered: 'Registered for a live session to come',
  cancelled: 'Live session cancelled',
  'not marked': 'Live session, attendance not marked',
}

/** Never without the currency. */
function priced(what: string, amount: number | null, currency: string | null): string {
  return amount === null
    ? what
    : `${what} at a list price of ${formatValue(amount, 'money')} ${currency ?? 'without a currency'}`
}

const signed = (value: number) => `${value > 0 ? '+' : ''}${formatDecimal(value, 0)}`

export function eventOf(row: AnalysisRow, index: number, filters: Filters): TimelineEvent {
  const look = words[String(row['event'])]
  const event = {
    name: String(row['content_name']),
    detail: row['detail'] === null ? null : String(row['detail']),
    amount: numberOf(row['amount']),
    of: numberOf(row['of_amount']),
  }
  return {
    key: String(index),
    lane: String(row['source']),
    at: String(row['at'] ?? row['day']),
    ...(look?.(event) ?? { icon: 'other', title: event.name }),
    href: contentHref(row['content'], filters),
  }
}

/** Contents that have a page of their own. */
const pages: Readonly<Record<string, string>> = {
  'datacamp/course': '/datacamp/courses',
  'datacamp/track': '/datacamp/tracks',
  'skilljar/course': '/skilljar/courses',
  'skilljar/quiz': '/skilljar/quizzes',
  'skilljar/path': '/skilljar/paths',
  'skilljar/session': '/skilljar/live-training',
  'skilljar/group': '/skilljar/access-groups',
}

export function contentHref(content: unknown, filters: Filters): string | undefined {
  const [source, type] = String(content).split('/')
  const page = pages[`${source}/${type}`]
  return page === undefined ? undefined : detailHref(page, content, filters)
}

export function teamEvents(teams: readonly TeamSpell[], { from, to }: Filters): TimelineEvent[] {
  return teams.flatMap(({ id, name, joined, left }) =>
    (
      [
        ['Joined the team', joined],
        ['Left the team', left],
      ] as const
    ).flatMap(([detail, day]) =>
      day !== null && from <= day && day <= to
        ? [
            {
              key: `team ${id} ${detail} ${day}`,
              lane: 'datacamp',
              at: day,
              icon: 'team' as const,
              title: name,
              detail,
            },
          ]
        : [],
    ),
  )
}
