/** Every shape of question that pages ask. */
import { always, last } from './scale-against'
import type { Shape } from './scale-shape'

export const everybody = (name: string, more: Omit<Shape, 'name' | 'metrics'> & Partial<Shape>): Shape => ({
  name,
  metrics: ['xp', 'learning_hours'],
  ...more,
})

/** What pages ask, or could be made to by their filters. */
export function shapesOf(teams: number): Shape[] {
  const [half, few] = [teams / 2, Math.min(20, teams)].map((count) =>
    Array.from({ length: count }, (_, index) => 1 + 2 * index).filter((team) => team <= teams),
  )
  const median = Math.round(teams / 2)
  const active = { metrics: ['active_learners'] } as const
  return [
    everybody('last 12 whole weeks, every team', {
      isTable: true,
      by: ['week', 'team', 'technology'],
      period: { from: '2026-08-03', to: '2026-10-25' },
    }),
    everybody('90 days cut mid-week, every team', {
      isTable: true,
      by: ['week', 'team', 'technology'],
      period: { from: '2026-07-30', to: '2026-10-27' },
    }),
    everybody('Python, every team, all time', {
      isTable: true,
      by: ['week', 'team'],
      technologies: ['Python'],
      period: always,
    }),
    everybody('Scala, every team, all time', {
      isTable: true,
      by: ['week', 'team'],
      technologies: ['Scala'],
      period: always,
    }),
    everybody('biggest team, all time', { by: ['week', 'technology'], teams: [1], period: always }),
    everybody('middle team, all time', { by: ['week', 'technology'], teams: [median], period: always }),
    everybody('organisation by day, 90 days', { by: ['day'], period: last(90) }),
    everybody('top 10 teams, 90 days', { by: ['team'], first: 10, period: last(90) }),
    everybody('top 50 teams, any 93 days', {
      by: ['team'],
      first: 50,
      period: { from: '2025-05-07', to: '2025-08-07' },
    }),
    everybody(`total of ${few?.length} teams, de-duplicated`, { teams: few ?? [], period: last(365) }),
    everybody(`total of ${half?.length} teams, de-duplicated`, { teams: half ?? [], period: always }),
    everybody(`the same, any 100 days`, { teams: half ?? [], period: { from: '2025-05-07', to: '2025-08-14' } }),
    { name: 'active learners, 30 days', ...active, period: last(30) },
    { name: 'active learners, all time', ...active, period: always },
    { name: 'active learners by week, all time', ...active, by: ['week'], period: always },
    {
      name: 'active learners by week and technology, 90 days',
      ...active,
      by: ['week', 'technology'],
      period: last(90),
    },
    { name: 'active learners by day, 90 days', ...active, by: ['day'], period: last(90) },
    {
      name: 'active learners of a union of technologies, 90 days',
      ...active,
      technologies: ['Python', 'SQL'],
      period: last(90),
    },
    {
      name: 'active learners of a union of technologies, a year',
      ...active,
      technologies: ['Python', 'R', 'Scala'],
      period: last(365),
    },
    { name: 'active learners, every team, 30 days', ...active, isTable: true, by: ['team'], period: last(30) },
    { name: 'active learners, every team, a year', ...active, isTable: true, by: ['team'], period: last(365) },
    { name: 'active learners, biggest team, all time', ...active, teams: [1], period: always },
    { name: 'active learners, middle team, 90 days', ...active, teams: [median], period: last(90) },
    { name: `active learners of ${half?.length} teams, a year`, ...active, teams: half ?? [], period: last(365) },
    {
      name: 'Learning activity’s table, 90 days',
      isTable: true,
      metrics: ['xp', 'learning_hours', 'active_learners'],
      by: ['week', 'team', 'technology'],
      period: last(90),
    },
  ]
}
