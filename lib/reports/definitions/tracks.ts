import type { Report } from '../report'

const metrics = [
  'track_enrolments',
  'track_learners',
  'track_enrolments_active',
  'track_completions',
  'track_progress_median',
] as const

const columns = [
  'track_enrolments',
  'track_enrolments_active',
  'track_enrolments_completed',
  'track_completed_share',
  'track_progress_median',
] as const

const headings = {
  track_kind: 'Kind',
  track_enrolments: 'Enrolled',
  track_enrolments_active: 'Active now',
  track_enrolments_completed: 'Completed',
  track_completed_share: 'Share',
  track_progress_median: 'Median progress',
  trend: 'Over time',
} as const

const samples = { track_progress_median: 'track_enrolments_described' } as const

const only = { source: ['datacamp'], contentType: ['track'] } as const

export const tracks = [
  {
    slug: 'tracks',
    path: '/datacamp/tracks',
    title: 'Tracks',
    question:
      'Which tracks do people enrol in, how far do they get in the version they enrolled in, and who completes it?',
    metrics,
    table: {
      by: ['track', 'track_kind', 'technology'],
      metrics: columns,
      defaultSort: { by: 'track_enrolments', descending: true },
      headings: { track: 'Track version', ...headings },
      trend: 'track_enrolments',
      samples,
    },
    shows: ['track_progress_distribution', 'track_dropoff', 'track_progress_q1', 'track_progress_q3'],
    only,
    filters: ['track_kind'],
    permission: 'reports.read',
  },
  {
    slug: 'track',
    path: '/datacamp/tracks/[track]',
    title: 'Track version',
    question: 'Where in this version of the track do people stop?',
    metrics,
    table: {
      by: ['team'],
      metrics: columns,
      defaultSort: { by: 'track_enrolments', descending: true },
      headings: { team: 'Team', ...headings },
      trend: 'track_enrolments',
      samples,
    },
    shows: ['track_dropoff', 'track_progress_distribution'],
    only,
    without: ['technology'],
    permission: 'reports.read',
  },
  {
    slug: 'track-people',
    path: '/datacamp/tracks/[track]',
    title: 'People in tracks',
    question: 'Who enrolled in which track, when, and how far did they get?',
    metrics: ['track_enrolments'],
    table: {
      by: ['person', 'track', 'day'],
      metrics: ['track_progress', 'track_enrolments_active', 'track_enrolments_completed'],
      defaultSort: { by: 'track_progress', descending: true },
      headings: {
        person: 'Person',
        track: 'Track version',
        day: 'Enrolled on',
        track_progress: 'Progress',
        track_enrolments_active: 'Active now',
        track_enrolments_completed: 'Completed',
      },
    },
    only,
    permission: 'people.read',
  },
] as const satisfies readonly Report[]
