/** Columns of the lists on a person's page, and how their values are written. */
import { inStates } from '@/components/reports/assignment-states'
import { nameOfSource } from '@/components/shell/source-names'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatDecimal } from '@/lib/format/numbers'
import { counted, day, dayOfMoment, moment, none, share, text, written, type ListColumn } from './list-cells'
import {
  access,
  accessEnds,
  attemptResult,
  creditOffers,
  creditsExpire,
  creditsLeft,
  lessonKind,
  price,
  result,
} from './skilljar-columns'
import { channelName, offerKind, paymentProcessor, purchaseState, sentence } from './skilljar-words'

const gain: ListColumn = {
  id: 'gain',
  label: 'Gain since the first',
  numeric: true,
  cell: (row) => {
    const value = numberOf(row['gain'])
    if (value === null) return none
    return {
      text: `${value > 0 ? '+' : ''}${formatDecimal(value, 0)}`,
      ...(value < 0 && { tone: 'negative' as const }),
    }
  },
}

const state: ListColumn = {
  id: 'state',
  label: 'State',
  cell: (row) => {
    const value = text(row['state']) ?? ''
    const tone = ({ overdue: 'negative', late: 'warning' } as const)[value]
    return { text: inStates(value), ...(tone && { tone }) }
  },
}

const passed: ListColumn = {
  id: 'is_passed',
  label: 'Passed',
  cell: (row) => (row['is_passed'] === true ? { text: 'Passed' } : { text: 'Not passed', quiet: true }),
}

/** A session without an event stands at the day it was made. */
const begins: ListColumn = {
  id: 'starts_at',
  label: 'Begins',
  cell: (row) => ({
    text: text(row['starts_at']) === null ? formatDay(text(row['day'])) : formatMoment(text(row['starts_at'])),
  }),
}

const source = written('source', 'Source', nameOfSource)
const technology = written('technology', 'Technology')
const started = moment('started_at', 'Started')
const completed = moment('completed_at', 'Completed')

export const listColumns = {
  person_courses: [
    source,
    technology,
    dayOfMoment('started_at', 'Started'),
    dayOfMoment('completed_at', 'Completed'),
    counted('days', 'Days to complete', 'days'),
    counted('hours', 'Hours', 'hours'),
    counted('xp', 'XP', 'count'),
    share('parts', 'of_parts', 'Chapters or lessons'),
  ],
  person_enrolments: [
    written('domain', 'Domain'),
    dayOfMoment('enrolled_at', 'Enrolled'),
    access,
    accessEnds,
    dayOfMoment('completed_at', 'Completed'),
    result,
    counted('score', 'Score', 'percent'),
    counted('credits', 'Credits', 'decimal'),
    written('channel', 'Channel', channelName),
  ],
  person_lessons: [
    written('course', 'Course'),
    lessonKind,
    dayOfMoment('viewed_at', 'Last viewed'),
    counted('views', 'Views', 'count'),
    counted('hours', 'Hours', 'hours'),
    dayOfMoment('completed_at', 'Completed'),
    result,
    counted('score', 'Score', 'percent'),
  ],
  person_assessments: [
    technology,
    completed,
    counted('score', 'Score', 'count'),
    written('score_group', 'Score group'),
    gain,
  ],
  person_assignments: [
    state,
    day('assigned_on', 'Assigned'),
    moment('due_at', 'Due'),
    completed,
    counted('days_late', 'Days late', 'days'),
  ],
  person_certifications: [
    written('stage', 'Furthest stage'),
    day('registered_on', 'Registered'),
    day('granted_on', 'Granted'),
    day('expired_on', 'Registration ends'),
  ],
  person_tracks: [
    written('kind', 'Kind', (kind) => (kind === 'custom' ? 'Custom' : 'Standard')),
    day('enrolled_on', 'Enrolled'),
    completed,
    share('contents', 'of_contents', 'Contents completed'),
  ],
  person_projects: [started, completed],
  person_paths: [
    moment('enrolled_at', 'Enrolled'),
    access,
    accessEnds,
    share('items', 'of_items', 'Courses completed'),
    completed,
  ],
  person_quizzes: [
    counted('attempts', 'Attempts', 'count'),
    written('first_result', 'First attempt', sentence),
    passed,
    counted('best_score', 'Best score', 'percent'),
    moment('finished_at', 'Last finished'),
  ],
  person_quiz_attempts: [
    moment('started_at', 'Started'),
    moment('finished_at', 'Finished'),
    counted('seconds', 'Time taken', 'seconds'),
    counted('limit', 'Time limit', 'seconds'),
    attemptResult,
    share('right', 'questions', 'Right'),
  ],
  person_scorm: [
    counted('attempts', 'Attempts', 'count'),
    written('first_status', 'First status', sentence),
    written('status', 'Latest status', sentence),
    counted('score', 'Latest score', 'percent'),
    counted('seconds', 'Time', 'seconds'),
    moment('attempted_at', 'Latest attempt'),
  ],
  person_sessions: [
    written('course', 'Course'),
    begins,
    moment('ends_at', 'Ends'),
    counted('events', 'Dates', 'count'),
    written('instructor', 'Instructor'),
    written('attendance', 'Attendance', sentence),
  ],
  person_certificates: [moment('issued_at', 'Issued'), moment('expires_at', 'Expires')],
  person_purchases: [
    written('kind', 'Kind', offerKind),
    written('state', 'State', purchaseState),
    dayOfMoment('purchased_at', 'Bought'),
    dayOfMoment('refunded_at', 'Refunded'),
    price,
    counted('quantity', 'Quantity', 'count'),
    written('promo_code', 'Promo code'),
    written('processor', 'Payment', paymentProcessor),
  ],
  person_credits: [written('groups', 'Through the groups'), creditsLeft, creditOffers, creditsExpire],
  person_domains: [moment('joined_at', 'Joined'), access, accessEnds, written('pools', 'With an access code of')],
  person_signup: [written('answer', 'Answer'), written('domain', 'Domain')],
  person_groups: [moment('since', 'Since')],
  person_workspaces: [
    moment('created_at', 'Created'),
    moment('published_at', 'First published'),
    counted('upvotes', 'Upvotes', 'count'),
    counted('shares', 'Shares', 'count'),
  ],
} as const satisfies Readonly<Record<string, readonly ListColumn[]>>
