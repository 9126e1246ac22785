/** Metrics by name, and names from outside turned into ours. */
import { accessExpiring } from './facts/access-expiring'
import { activity } from './facts/activity'
import { assessments } from './facts/assessments'
import { assignments } from './facts/assignments'
import { certificatesExpiring, certificatesIssued } from './facts/certificates'
import { certificationAttempts, certificationGrants } from './facts/certifications'
import { codesAndCredits } from './facts/codes'
import { courseCompletions } from './facts/course-completions'
import { courseEffort } from './facts/course-effort'
import { courseEnrolments } from './facts/course-enrolments'
import { courseResults } from './facts/course-results'
import { courseStarts } from './facts/course-starts'
import { membershipsMade, membershipsNow } from './facts/domain-memberships'
import { expiries } from './facts/expiries'
import { lessonProgress } from './facts/lesson-progress'
import { lessonTime } from './facts/lesson-time'
import { members } from './facts/members'
import { pathAccessEnding, pathsCompleted, pathsEnrolled } from './facts/paths'
import { practice } from './facts/practice'
import { projectEffort } from './facts/project-effort'
import { projectCompletions, projectStarts } from './facts/projects'
import { purchases } from './facts/purchases'
import { quizSittings } from './facts/quiz-sittings'
import { quizzes } from './facts/quizzes'
import { scorm } from './facts/scorm'
import { skillGain } from './facts/skill-gain'
import { skillLevels } from './facts/skill-levels'
import { skilljarPeople } from './facts/skilljar-people'
import { trackCompletions, trackEnrolments } from './facts/tracks'
import { viltEvents } from './facts/vilt-events'
import { viltLearners } from './facts/vilt-learners'
import { viltRegistrations } from './facts/vilt-registrations'
import { viltSessions } from './facts/vilt-sessions'
import { publicationViews, workspaceVisits } from './facts/workspace-visits'
import { workspacesCreated, workspacesEdited, workspacesPublished } from './facts/workspaces'
import { dimensions, type DimensionName } from './dimensions'
import type { Described, Fact } from './fact'
import { ratios, type RatioDefinition } from './ratios'
import { toneOf, type Tone } from './tones'

export const facts = [
  activity,
  members,
  courseEnrolments,
  courseStarts,
  courseCompletions,
  courseEffort,
  projectStarts,
  projectCompletions,
  projectEffort,
  practice,
  assessments,
  skillGain,
  skillLevels,
  assignments,
  certificationGrants,
  certificationAttempts,
  trackEnrolments,
  trackCompletions,
  workspacesCreated,
  workspacesEdited,
  workspacesPublished,
  workspaceVisits,
  publicationViews,
  lessonProgress,
  lessonTime,
  courseResults,
  accessExpiring,
  certificatesIssued,
  certificatesExpiring,
  pathsEnrolled,
  pathsCompleted,
  pathAccessEnding,
  quizzes,
  quizSittings,
  viltRegistrations,
  viltLearners,
  viltSessions,
  viltEvents,
  scorm,
  purchases,
  codesAndCredits,
  membershipsMade,
  membershipsNow,
  skilljarPeople,
  expiries,
] as const

type NameOf<F> = F extends Fact<infer Name> ? Name : never
/** Metrics that are read from one fact. */
export type FactMetricName = NameOf<(typeof facts)[number]>
/** Metrics that divide one of those by another. */
export type RatioName = keyof typeof ratios
export type MetricName = FactMetricName | RatioName

export interface Metric extends Described {
  readonly additive: boolean
  /** The metrics that are divided. */
  readonly ratio?: { readonly of: FactMetricName; readonly to: FactMetricName }
  /** Of a rate within a window: what is given the time. What is younger than the window is left out of the rate. */
  readonly cohort?: string
  readonly tone: Tone
}

const allRatios: Readonly<Record<RatioName, RatioDefinition<FactMetricName>>> = ratios

// Safe: MetricName is exactly the union of the keys of these records.
export const metrics = Object.fromEntries(
  [
    ...(facts as readonly Fact[]).flatMap((fact) => Object.entries(fact.metrics)),
    ...Object.entries(allRatios).map(([name, ratio]) => [name, { ...ratio, additive: false }] as const),
  ].map(([name, metric]) => [name, { ...metric, tone: toneOf(name) }]),
) as Readonly<Record<MetricName, Metric>>

/** Whether some of them depend on the window that is given for completing. */
export function hasWindow(names: readonly MetricName[]): boolean {
  return names.some((name) => metrics[name].cohort !== undefined)
}

/** What a ratio divides; undefined for every other metric. */
export function ratioOf(name: MetricName): Metric['ratio'] {
  return metrics[name].ratio
}

/** Each metric of a fact, and for a ratio its two parts, once. */
export function factMetricsOf(names: readonly MetricName[]): FactMetricName[] {
  // Safe: what is no ratio is a metric of a fact.
  return [...new Set(names.flatMap((name) => Object.values(ratioOf(name) ?? { name }) as FactMetricName[]))]
}

export function factOf(name: FactMetricName): Fact {
  const fact = (facts as readonly Fact[]).find(({ metrics: own }) => Object.hasOwn(own, name))
  if (fact === undefined) throw new Error(`No fact has the metric ${name}.`)
  return fact
}

/** A metric or dimension that nobody knows; the message lists those that exist. */
export class UnknownName extends Error {
  readonly param: string

  constructor(param: string, kind: string, name: string, known: readonly string[]) {
    super(
      name === ''
        ? `${param}: names no ${kind}. Use one or more of: ${known.join(', ')}.`
        : `${param}: there is no ${kind} "${name}". Use one or more of: ${known.join(', ')}.`,
    )
    this.name = 'UnknownName'
    this.param = param
  }
}

export function isMetric(name: string): name is MetricName {
  return Object.hasOwn(metrics, name)
}

export function isDimension(name: string): name is DimensionName {
  return Object.hasOwn(dimensions, name)
}

/** Comma-separated metric names from an address; there must be at least one. */
export function readMetrics(text: string | null, param = 'metrics'): MetricName[] {
  return namesIn(text ?? '').map((name) => {
    if (isMetric(name)) return name
    throw new UnknownName(param, 'metric', name, Object.keys(metrics))
  })
}

/** Comma-separated dimension names from an address; none means one total. */
export function readDimensions(text: string | null, param = 'by'): DimensionName[] {
  if (text === null) return []
  return namesIn(text).map((name) => {
    if (isDimension(name)) return name
    throw new UnknownName(param, 'dimension', name, Object.keys(dimensions))
  })
}

function namesIn(text: string): string[] {
  return [...new Set(text.split(',').map((name) => name.trim()))]
}
