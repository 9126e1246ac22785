/** Every dashboard page with an address to open it by; pages about one thing are about one that has much to show. */
import type pg from 'pg'
import { scaleTo } from '@/lib/demo/scale/scale'
import { addDays } from '@/lib/filters/days'
import { atRiskPage } from '@/lib/reports/definitions/at-risk'
import type { Report } from '@/lib/reports/report'
import { reports } from '@/lib/reports/reports'
import { middleRows, teamOfRows } from './scale-data'
import { nextPeriod } from './scale-period'

export interface Page {
  readonly name: string
  readonly path: string
  /** An address that has not been asked for; what has no period varies by something else. */
  readonly unasked: () => string
}

export async function pagesOf(pool: pg.Pool): Promise<readonly Page[]> {
  const keys = await keysOf(pool)
  // Nobody is on Skilljar here.
  const shown = (reports as readonly Report[]).filter(({ only }) => !only?.source?.every((name) => name === 'skilljar'))
  const paths = new Set([...shown.map(({ path }) => path), '/people/[person]'])
  const ofPeriods = [...paths].flatMap((path) => {
    const given = keys[path]
    if (path.includes('[') && given === undefined) throw new Error(`The bench opens no page ${path}: it knows no key.`)
    return (given ?? [{ key: '', about: '' }]).map(({ key, about }): Page => {
      const address = path.replace(/\[\w+\]/, encodeURIComponent(key))
      return {
        name: about === '' ? path : `${path}, ${about}`,
        path: address,
        unasked: () => `${address}?${nextPeriod()}`,
      }
    })
  })
  let days = 31
  return [
    ...ofPeriods,
    { name: atRiskPage.path, path: atRiskPage.path, unasked: () => `${atRiskPage.path}?days=${days++}` },
  ]
}

type Keys = Readonly<Record<string, readonly { readonly key: string; readonly about: string }[]>>

/** Things that have much to show: numbers of many people, and of those in the middle. */
async function keysOf(pool: pg.Pool): Promise<Keys> {
  const first = async (text: string, values: readonly unknown[] = []) => {
    const { rows } = await pool.query<{ key: string }>(text, [...values])
    if (rows[0] === undefined) throw new Error('There is nothing to open a page about.')
    return rows[0].key
  }
  const middle = await teamOfRows(pool, await middleRows(pool))
  return {
    '/datacamp/courses/[course]': [
      {
        about: 'the most used course',
        key: await first(
          'select course_id::text as key from datacamp.course_fact group by course_id order by count(*) desc, 1 limit 1',
        ),
      },
    ],
    '/datacamp/tracks/[track]': [
      {
        about: 'the version with most learners',
        key: await first(
          'select track_version_id::text as key from datacamp.track_fact group by 1 order by count(*) desc, 1 limit 1',
        ),
      },
    ],
    '/teams/[team]': [
      { about: 'a middle team', key: String(middle) },
      {
        about: 'the biggest team',
        key: await first(
          'select team_id::text as key from datacamp.user_team_bridge group by 1 order by count(*) desc, 1 limit 1',
        ),
      },
    ],
    '/people/[person]': [
      {
        about: 'an active person',
        key: await first(
          `select person_id::text as key from mart.activity where day > $1 group by person_id order by count(*) desc, person_id limit 1`,
          [addDays(scaleTo, -90)],
        ),
      },
    ],
  }
}
