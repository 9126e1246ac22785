import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFilters } from '@/lib/filters/url'
import { alertFilters } from './measure-alert'
import { watchedSearch } from './watched-search'

test('an alert watches under every filter that was chosen above its form, in a period of its own that moves on', () => {
  const now = new Date('2026-07-01T12:00:00Z')
  const asOf = { datacamp: '2026-06-30T05:00:00Z', skilljar: null }
  const chosen =
    'team=1,none&technology=R\\, SQL&source=datacamp&topic=Data&membership=ever&window_days=60&archived=with'
  const asked = new URLSearchParams(`from=2025-01-01&to=2025-02-01&grain=month&compare=none&${chosen}`)
  const search = watchedSearch(readFilters(asked, now, asOf))
  const { from, to, grain, ...watched } = alertFilters({ asOf }, `period=last_28_days&${search}`, now)
  assert.deepEqual([from, to, grain, watched.compare], ['2026-06-03', '2026-06-30', 'week', 'previous'])
  const { compare, ...rest } = watched
  assert.deepEqual(
    { ...readFilters(asked, now, asOf), ...{ from, to, grain, compare } },
    { ...{ from, to, grain, compare }, ...rest },
  )
})
