/** How long people take from registering for a certification to its certificate (METRICS.md, days_to_grant). */
import { sql } from 'kysely'
import { certificationGrants } from '@/lib/metrics/facts/certifications'
import { defineAnalysis, type AnalysisRow } from '../analysis'
import { distribution } from '../distribution'

export const daysToGrantDistribution = defineAnalysis({
  label: 'Distribution of days to certificate',
  description: 'Certificates granted in the period by the days since their registration, in equal steps.',
  formula:
    'Attempts by the day of certificate_granted_at − the day of registered_at, counted per step: from ≤ days < to.',
  readFrom: ['datacamp.certification_fact.certificate_granted_at', 'datacamp.certification_fact.registered_at'],
  leftOut: ['Attempts without a registration.', 'Attempts granted before they were registered.'],
  columns: [
    { name: 'from', label: 'From day', kind: 'number', format: 'count' },
    { name: 'to', label: 'To before day', kind: 'number', format: 'count' },
    { name: 'certificates', label: 'Certificates', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: { width: { description: 'Width of a step in days, 1 to 100.', absent: '5' } },
  async rows(reader, query) {
    const bins = await distribution(reader, query, {
      fact: certificationGrants,
      of: sql`case when fact.days_to_grant >= 0 then fact.days_to_grant end`,
      width: 5,
    })
    return bins.map(({ counted = null, usual: _, ...bin }): AnalysisRow => ({ ...bin, certificates: counted }))
  },
})
