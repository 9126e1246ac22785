import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { hideSmall } from './hide-small'

const MINIMUM = 5

interface Cell {
  readonly team: string
  readonly week: number
  readonly people: number
}

interface Shown {
  readonly team: string
  readonly week: number
  readonly xp: number | null
}

describe('hiding small cells', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  /** Everybody has 100 XP, and the cells come in no order. */
  async function shown(cells: readonly Cell[], by: readonly string[] = ['team', 'week']): Promise<readonly Shown[]> {
    const rows = sql`
      select team, week, people * 100::float8 as xp, people::bigint as people_behind_xp
      from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as cell(team text, week int, people int)`
    const hidden = hideSmall(rows, { metrics: ['xp'], by, scope: { minimumCell: MINIMUM } })
    return (await sql<Shown>`select * from (${hidden}) as answer`.execute(database.warehouse)).rows
  }

  const table = (people: Readonly<Record<string, readonly number[]>>): Cell[] =>
    Object.entries(people).flatMap(([team, weeks]) => weeks.map((count, week) => ({ team, week, people: count })))

  test('A-10: a hidden cell stands alone neither in its week nor in its team, so no coarser total gives it away', async () => {
    const rows = await shown(table({ a: [9, 9, 9], b: [3, 12, 12], c: [20, 21, 22] }))
    const isHidden = (team: string, week: number) =>
      rows.find((row) => row.team === team && row.week === week)?.xp === null
    assert.ok(isHidden('b', 0))
    for (const week of [0, 1, 2]) {
      const hidden = ['a', 'b', 'c'].filter((team) => isHidden(team, week))
      assert.notEqual(hidden.length, 1, `week ${week}`)
    }
    for (const team of ['a', 'b', 'c']) {
      const hidden = [0, 1, 2].filter((week) => isHidden(team, week))
      assert.notEqual(hidden.length, 1, `team ${team}`)
    }
    assert.ok(
      ['c'].every((team) => [0, 1, 2].every((week) => !isHidden(team, week))),
      'no more than needed goes',
    )
  })

  test('A-10: a hidden part is not what is left of its whole, which goes too, and not alone', async () => {
    const rows = sql`select * from (values
      ('a', 20, 20, 17, 17, 3, 3), ('b', 30, 30, 30, 30, 0, 0), ('c', 40, 40, 20, 20, 20, 20), ('d', 40, 40, 30, 30, 10, 10))
      as cell (team, whole, people_behind_whole, done, people_behind_done, open, people_behind_open)`
    const metrics = ['whole', 'done', 'open']
    const hidden = hideSmall(rows, {
      metrics,
      by: ['team'],
      scope: { minimumCell: 5 },
      wholes: { whole: ['done', 'open'] },
    })
    const { rows: shown } = await sql<Readonly<Record<string, number | null>>>`
      select * from (${hidden}) as answer order by team`.execute(database.warehouse)
    assert.deepEqual(
      shown.map((row) => [row['whole'], row['done'], row['open']]),
      [
        [null, 17, null],
        [30, 30, 0],
        [null, 20, null],
        [40, 30, 10],
      ],
    )
    const [total] = (
      await sql<Readonly<Record<string, number | null>>>`select * from (${hideSmall(
        sql`select 20 as whole, 20 as people_behind_whole, 17 as done, 17 as people_behind_done, 3 as open, 3 as people_behind_open`,
        { metrics, by: [], scope: { minimumCell: 5 }, wholes: { whole: ['done', 'open'] } },
      )}) as answer`.execute(database.warehouse)
    ).rows
    assert.deepEqual([total?.['whole'], total?.['done'], total?.['open']], [null, 17, null])
  })

  test('a table without small cells is shown whole, and cells that nobody stands behind stay what they are', async () => {
    const rows = await shown(table({ a: [5, 9, 0], b: [12, 0, 7] }))
    assert.deepEqual(rows.map(({ xp }) => xp).sort(), [500, 900, 0, 1200, 0, 700].sort())
  })

  test('A-10: whatever the table, no small value is shown, and no line gives one away that has others to hide it among', async () => {
    const counts = fc.oneof(
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 }) },
      { weight: 4, arbitrary: fc.integer({ min: 5, max: 40 }) },
    )
    const tables = fc
      .record({ teams: fc.integer({ min: 1, max: 6 }), weeks: fc.integer({ min: 1, max: 6 }) })
      .chain(({ teams, weeks }) =>
        fc.array(fc.array(counts, { minLength: weeks, maxLength: weeks }), { minLength: teams, maxLength: teams }),
      )
    let lines = 0
    let given = 0
    await fc.assert(
      fc.asyncProperty(tables, async (people) => {
        const cells = people.flatMap((weeks, team) =>
          weeks.map((count, week) => ({ team: `t${team}`, week, people: count })),
        )
        const rows = new Map((await shown(cells)).map((row) => [`${row.team} ${row.week}`, row.xp]))
        const hidden = ({ team, week }: Cell) => rows.get(`${team} ${week}`) === null
        for (const cell of cells) if (cell.people > 0 && cell.people < MINIMUM) assert.ok(hidden(cell))
        for (const line of [Map.groupBy(cells, ({ week }) => week), Map.groupBy(cells, ({ team }) => team)].flatMap(
          (map) => [...map.values()],
        )) {
          const gone = line.filter(hidden)
          if (gone.length === 0) continue
          lines++
          const seen = line.filter((cell) => !hidden(cell) && cell.people > 0)
          const behind = gone.reduce((sum, cell) => sum + cell.people, 0)
          if (seen.length > 0 && (gone.length === 1 || behind < MINIMUM)) given++
        }
      }),
      { numRuns: 200, seed: 4 },
    )
    assert.ok(lines > 300)
    assert.equal(given, 0)
  })
})
