/** What readers of aggregates and managers get of the analyses: no names, no small groups, no foreign teams. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { NotForThisReader } from '@/lib/metrics/query'
import { aggregatesOnly, ownTeams } from '@/lib/testing/reader'
import { analyses } from '../analyses'
import type { Analysis, AnalysisRow } from '../analysis'
import { datacampReading, filters, nameOf } from '../testing/datacamp-reading'

describe('analyses for narrow readers', () => {
  const { read, names, membersOf } = datacampReading()

  test('lists of learners are refused to whoever sees aggregates only', async () => {
    for (const name of [
      'skill_matrix',
      'stale_skills',
      'registrations_running_out',
      'inactive_learners',
      'at_risk',
    ] as const) {
      assert.equal((analyses[name] as Analysis).learnerRows, true)
      await assert.rejects(read(name, {}, { scope: aggregatesOnly }), NotForThisReader)
    }
  })

  test('whoever sees aggregates only sees no cell of fewer than five people, and none that the others give away', async () => {
    const known = {
      certification_funnel: ['version', 'segment', 'position'],
      assessment_score_distribution: ['from'],
      certification_attempts_per_person: ['times'],
      course_time_to_complete_distribution: ['from'],
      retention: ['cohort', 'start'],
      inactive_learners_by_team: ['team'],
      at_risk_by_team: ['team'],
    } as const
    for (const [name, keys] of Object.entries(known) as [keyof typeof known, readonly string[]][]) {
      const all = await read(name)
      const some = await read(name, {}, { scope: aggregatesOnly })
      const keyOf = (row: AnalysisRow) => keys.map((key) => row[key]).join()
      assert.deepEqual(some.map(keyOf), all.map(keyOf), name)
      assert.ok(some.some(({ suppressed }) => suppressed) && some.some(({ suppressed }) => !suppressed), name)
      if (name === 'certification_funnel') {
        for (const version of ['v1', 'v2']) {
          for (const segment of ['resolved', 'open']) {
            const shown = some.filter(
              (row) => row.version === version && row.segment === segment && row.attempts !== null,
            )
            for (const [index, row] of shown.slice(1).entries()) {
              const stopped = Number(shown[index]?.attempts) - Number(row.attempts)
              assert.ok(stopped === 0 || stopped >= 5, `${stopped} ${segment} stop before ${row.stage}`)
            }
          }
          const starts = some.filter((row) => row.version === version && row.position === 0)
          assert.notEqual(starts.filter(({ attempts }) => attempts === null).length, starts.length === 2 ? 1 : -1)
        }
      }
      for (const [index, row] of some.entries()) {
        const counts = ['attempts', 'completed', 'members', 'active', 'people'].filter(
          (column) => typeof row[column] === 'number',
        )
        for (const column of counts) {
          assert.equal(row[column], all[index]?.[column])
          assert.ok(row[column] === 0 || Number(row[column]) >= 5, `${name}: ${column} of ${keyOf(row)}`)
        }
      }
    }
    const bins = await read('assessment_score_distribution', { width: '5' }, { scope: aggregatesOnly })
    assert.notEqual(bins.filter(({ suppressed }) => suppressed).length, 1)
  })

  test('what is hidden of a team is not found by taking the other teams from all members', async () => {
    let seen = 0
    for (const name of ['inactive_learners_by_team', 'at_risk_by_team'] as const) {
      const asked = ['1', '3', '5', '8', '14', '30'].flatMap((days) =>
        [[], [11, 12], [12, 13], [13, 14], [14, 15], [11, 15]].map((team) => ({ days, team })),
      )
      for (const { days, team } of asked) {
        const own = { ...filters, team }
        const all = await read(name, { days }, { filters: own })
        const some = await read(name, { days }, { filters: own, scope: aggregatesOnly })
        const sumOf = (count: (row: AnalysisRow) => number, column: 'members' | 'people') => {
          if (some.find(({ team }) => team === null)?.[column] === null) return 0
          const hidden = all.filter((row, index) => row.team !== null && some[index]?.[column] === null)
          if (hidden.length > 0) seen += 1
          return hidden.reduce((sum, row) => sum + count(row), 0)
        }
        // Of all members less the teams that are shown, where nobody is in two of them.
        const left = {
          members: sumOf(({ members }) => Number(members), 'members'),
          people: sumOf(({ people }) => Number(people), 'people'),
          others: sumOf(({ people, members }) => Number(members) - Number(people), 'people'),
        }
        for (const [what, count] of Object.entries(left)) {
          assert.ok(count === 0 || count >= 5, `${name} of ${days} days in ${team}: ${count} ${what}`)
        }
      }
    }
    assert.ok(seen > 5)
  })

  test('in a curve for whoever sees aggregates only no step is made by fewer than five', async () => {
    const all = await read('course_time_to_complete_curve')
    const curve = await read('course_time_to_complete_curve', {}, { scope: aggregatesOnly })
    assert.ok(curve.length > 3 && curve.length < all.length)
    const sum = (rows: readonly AnalysisRow[]) =>
      rows.reduce((total, row) => total + Number(row.completed) + Number(row.censored), 0)
    assert.equal(sum(curve), sum(all))
    assert.ok(curve.every((row) => sum([row]) >= 5))
    const known = new Map(all.map((row) => [row.day, row.still_open]))
    for (const row of curve) assert.equal(row.still_open, known.get(row.day ?? null), `after ${row.day} days`)
  })

  test('managers see attempts of the days on which the person was in their team, and no others', async () => {
    const known = await names()
    const mine = await read('skill_matrix', {}, { scope: ownTeams(12) })
    const isMember = await membersOf(12)
    assert.ok(mine.length > 0)
    for (const row of mine) {
      const day = String(row.completed_on)
      assert.ok(isMember(nameOf(known, row), day), `${row.name} on ${day}`)
    }
  })
})
