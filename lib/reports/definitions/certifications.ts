import type { Report } from '../report'

export const certifications = [
  {
    slug: 'certifications',
    path: '/datacamp/certifications',
    title: 'Certifications',
    question: 'Who goes for a certification, how far do they get, and whose registration is about to run out?',
    metrics: [
      'certification_attempts',
      'certifications_granted',
      'certification_success_rate',
      'days_to_grant',
      'certification_attempts_open',
    ],
    table: {
      by: ['certification', 'certification_version'],
      metrics: [
        'certification_attempts',
        'certification_attempts_open',
        'certifications_granted',
        'certification_success_rate',
        'days_to_grant',
      ],
      defaultSort: { by: 'certification_attempts', descending: true },
      headings: {
        certification: 'Certification',
        certification_version: 'Version',
        certification_attempts: 'Registrations',
        certification_attempts_open: 'Still open',
        certifications_granted: 'Granted',
        certification_success_rate: 'People granted',
        days_to_grant: 'Median days',
        trend: 'Registrations over time',
      },
      trend: 'certification_attempts',
      samples: { days_to_grant: 'certifications_granted' },
    },
    shows: [
      'certification_funnel',
      'certification_attempts_per_person',
      'days_to_grant_distribution',
      'days_to_grant_q1',
      'days_to_grant_q3',
      'certification_attempts_running_out',
      'registrations_running_out',
    ],
    only: { source: ['datacamp'], contentType: ['certification'] },
    filters: ['certification', 'certification_version'],
    without: ['technology'],
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
