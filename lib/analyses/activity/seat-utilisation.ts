/** How many of the seats that the organisation pays for are used (METRICS.md, seat_utilisation). */
import { addDays } from '@/lib/filters/days'
import { defaultFilters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { activity } from '@/lib/metrics/facts/activity'
import { defineAnalysis } from '../analysis'
import { seatsOn, seatsState } from './seats'

/** Days up to the end of the period in which somebody must have learned. */
const DAYS = 90

export const seatUtilisation = defineAnalysis({
  label: 'Seat utilisation',
  description: 'People who learned in the last 90 days against the seats that an administrator entered.',
  formula: 'Active learners of the 90 days up to the end of the period ÷ seats valid on its last day.',
  readFrom: activity.metrics.active_learners.readFrom,
  leftOut: [
    'Filters of team, technology, content and source, and the start of the period: seats are the whole organisation’s.',
    'Managers, who see their own teams alone, get no row; nor does anybody while no seats are entered.',
  ],
  columns: [
    { name: 'from', label: 'From', kind: 'day' },
    { name: 'day', label: 'To', kind: 'day' },
    { name: 'seats', label: 'Seats', kind: 'number', format: 'count' },
    { name: 'valid_from', label: 'Seats valid from', kind: 'day' },
    { name: 'active_learners', label: 'Active learners', kind: 'number', format: 'count' },
    { name: 'seat_utilisation', label: 'Seat utilisation', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  restsOn: seatsState,
  async rows(reader, { filters: { to }, today }) {
    if (reader.scope.people !== 'all') return []
    const valid = await seatsOn(reader, to)
    if (valid === null || valid.seats === 0) return []
    const from = addDays(to, 1 - DAYS)
    const { totals } = await ask(reader, {
      metrics: ['active_learners'],
      filters: { ...defaultFilters(to), from, compare: 'none' },
      ...(today !== undefined && { today }),
    })
    const { active_learners: active, suppressed } = totals
    return [
      {
        from,
        day: to,
        seats: valid.seats,
        valid_from: valid.validFrom,
        active_learners: active,
        seat_utilisation: active === null ? null : Math.round((active / valid.seats) * 1e6) / 1e6,
        suppressed,
      },
    ]
  },
})
