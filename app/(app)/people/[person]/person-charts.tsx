import { Heatmap } from '@/components/charts/heatmap'
import { Timeline } from '@/components/charts/timeline'
import { calendarGrid } from '@/components/charts/calendar'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { addDays, daysBetween, later } from '@/lib/filters/days'
import type { Filters } from '@/lib/filters/filters'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatPeriod } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import type { PersonProfile } from '@/lib/metrics/person'
import type { CalendarDays } from '@/lib/reports/read-person'
import { eventOf, teamEvents } from './timeline-events'

interface PersonChartsProps {
  profile: PersonProfile
  filters: Filters
  newest: string
}

interface PersonCalendarProps extends PersonChartsProps {
  calendar: CalendarDays
}

export function PersonCalendar({ profile, filters, newest, calendar }: PersonCalendarProps) {
  const from = later(calendar.year.from, profile.firstActive ?? calendar.year.from)
  const page = `/people/${profile.person}`
  const hours = new Map(calendar.days.map((row) => [row.day, row.learning_hours]))
  const days = Array.from({ length: Math.max(0, daysBetween(from, filters.to) + 1) }, (_, index) => {
    const day = addDays(from, index)
    const value = hours.get(day) ?? 0
    return {
      day,
      value,
      ...(value > 0 && { href: `${page}?${filterParams(narrow({ ...filters, from: day, to: day }, { day }))}` }),
    }
  })
  const grid = calendarGrid({
    days,
    ...calendar.year,
    until: newest,
    chosen: { from: filters.from, to: filters.to, label: 'the period chosen above' },
  })
  return (
    <Heatmap
      id="calendar"
      title="Days of learning"
      about="Learning hours per day over a year, UTC. A day with learning opens that day."
      period={formatPeriod(calendar.year.from, calendar.year.to)}
      what="Weekday"
      measure="Learning hours"
      format="hours"
      legend="hours a day"
      columns={grid.columns}
      rows={grid.rows}
      {...(grid.chosen && { chosen: grid.chosen })}
      {...(days.every(({ value }) => value === 0) && {
        empty: { title: 'No learning in this year', text: 'Neither platform reports time on any of these days.' },
      })}
    />
  )
}

interface PersonTimelineProps extends Omit<PersonChartsProps, 'newest'> {
  timeline: readonly AnalysisRow[]
}

export function PersonTimeline({ profile, filters, timeline }: PersonTimelineProps) {
  const events = [...timeline.map((row, index) => eventOf(row, index, filters)), ...teamEvents(profile.teams, filters)]
  const total = Number(timeline[0]?.['events'] ?? 0)
  return (
    <Timeline
      id="timeline"
      title="What happened"
      about="Both platforms, the newest first. Times are UTC, and stand where the source has them."
      period={formatPeriod(filters.from, filters.to)}
      note={
        total > timeline.length
          ? `The newest ${formatCount(timeline.length)} of ${formatCount(total)} events; a shorter period shows the others.`
          : 'Chapters and lessons are counted per day and course; practice and single exercises are left out.'
      }
      lanes={[
        { key: 'datacamp', label: 'DataCamp' },
        { key: 'skilljar', label: 'Skilljar' },
      ]}
      events={events}
      {...(events.length === 0 && {
        empty: {
          title: 'Nothing in this period',
          text: 'Choose a longer period to see what this person did before.',
        },
      })}
    />
  )
}
