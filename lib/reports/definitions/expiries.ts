import { expiryDays } from '@/lib/metrics/facts/expiries'
import type { Report } from '../report'

const metrics = [
  'expiries_ahead_30',
  'expiries_ahead_60',
  'expiries_ahead_90',
  'expiries_ahead',
  'expiries_ended',
] as const

export const expiries = [
  {
    slug: 'expiries',
    path: '/expiries',
    title: 'Expiry calendar',
    question: 'What ends in the next weeks, for whom, and what has just ended?',
    metrics,
    table: {
      by: ['content', 'expiry_kind', 'domain'],
      metrics,
      defaultSort: { by: 'expiries_ahead', descending: true },
      headings: {
        content: 'What it is about',
        expiries_ahead_30: 'Within 30 days',
        expiries_ahead_60: '30 to 60',
        expiries_ahead_90: '60 to 90',
        expiries_ahead: 'All 90 days',
        expiries_ended: 'Ended, 30 days',
      },
    },
    shows: ['expiries', 'expiries_in_period'],
    around: expiryDays,
    filters: ['expiry_kind', 'domain', 'student_group'],
    without: ['period', 'compare', 'grain', 'technology', 'contentType', 'membership'],
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
