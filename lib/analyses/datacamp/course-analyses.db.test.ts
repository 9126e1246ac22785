/** Curves, steps of days, chapters and exercises of courses against naive counting over the raw rows. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sources } from '@/lib/filters/filters'
import { median } from '@/lib/testing/quantile'
import { asOf, datacampReading, dayOf, inPeriod, near } from '../testing/datacamp-reading'

const loaded = Date.parse(asOf) / 1000

describe('analyses of courses', () => {
  const { raw, read } = datacampReading()

  interface Pair {
    who: string
    learner: string
    course: string
    started: number
    completed: number | null
  }
  const coursePairs = async (source: string) =>
    (
      await raw<Pair>(`
        select coalesce((select person from oracle.account a where a.source = pair.source and id = learner), pair.source || ' ' || learner) as who,
          learner, content_id as course, extract(epoch from started)::float8 as started, extract(epoch from completed)::float8 as completed
        from oracle.pair where source = '${source}' and started is not null`)
    ).filter(({ started }) => inPeriod(dayOf(started)))

  for (const platform of sources) {
    test(`the curve of ${platform} courses still open is the product limit, with open ones as far as they were seen`, async () => {
      const times = (await coursePairs(platform))
        .map(({ started, completed }) => ({
          time: ((completed ?? loaded) - started) / 86_400,
          done: completed !== null,
        }))
        .filter(({ time }) => time >= 0)
      const events = [...new Set(times.filter(({ done }) => done).map(({ time }) => time))].sort((a, b) => a - b)
      const survival = (at: number) =>
        events
          .filter((time) => time <= at)
          .reduce((share, time) => {
            const atRisk = times.filter((row) => row.time >= time).length
            return share * (1 - times.filter((row) => row.done && row.time === time).length / atRisk)
          }, 1)
      const curve = await read('course_time_to_complete_curve', { platform })
      assert.ok(curve.length > 20)
      for (const { day, still_open } of curve) near(still_open, survival(Number(day)), `after ${day} days`)
      const sum = (column: string) => curve.reduce((total, row) => total + Number(row[column]), 0)
      assert.equal(sum('completed') + sum('censored'), times.length)

      const [row = {}] = await read('course_time_to_complete_survival', { platform })
      assert.deepEqual([row.starts, row.completed], [times.length, times.filter(({ done }) => done).length])
      for (const [column, share] of [
        ['median', 0.5],
        ['first_quartile', 0.75],
        ['third_quartile', 0.25],
      ] as const) {
        near(row[column], events.find((time) => survival(time) <= share) ?? null, column)
      }
    })
  }

  for (const platform of sources) {
    test(`every completed course of ${platform} stands in one step of days, the longest in the last, open ones in none`, async () => {
      const days = (await coursePairs(platform)).flatMap(({ started, completed }) =>
        completed !== null && completed >= started ? [(completed - started) / 86_400] : [],
      )
      const rows = await read('course_time_to_complete_distribution', { platform, width: '7', steps: '4' })
      const ends = [7, 14, 21, 28, null]
      assert.ok(days.some((day) => day >= 28))
      assert.deepEqual(
        rows.map(({ from, to, completed }) => [from, to, completed]),
        ends.map((to, index) => [
          index * 7,
          to,
          days.filter((day) => index * 7 <= day && day < (to ?? Infinity)).length,
        ]),
      )
      for (const row of rows) near(row.share, Number(row.completed) / days.length, `from ${row.from}`)
    })
  }

  test('chapters of a course stand in the order in which people start them, with everybody who reached them', async () => {
    const starters = await coursePairs('datacamp')
    const chapters = await raw<{ course: string; chapter: string }>(
      `select course_id::text as course, chapter_id::text as chapter from datacamp.chapter_dim, datacamp.course_dim
       where course_slug = course_dim.slug and chapter_id <> -1 and course_id <> -1`,
    )
    const begun = await raw<{ learner: string; chapter: string; at: number; done: boolean }>(
      `select user_id::text as learner, chapter_id::text as chapter, extract(epoch from min(started_at))::float8 as at,
         count(completed_at) > 0 as done
       from datacamp.chapter_fact where chapter_id <> -1 group by 1, 2 having count(started_at) > 0`,
    )
    const rows = await read('chapter_dropoff')
    const courses = [...new Set(rows.map(({ whole }) => String(whole)))]
    assert.ok(courses.length >= 3)
    for (const course of courses) {
      const own = starters.filter((pair) => pair.course === course)
      const inOrder = chapters
        .filter((chapter) => chapter.course === course)
        .map(({ chapter }) => ({
          chapter,
          usual:
            median(
              own.flatMap(({ learner, started }) =>
                begun.filter((row) => row.chapter === chapter && row.learner === learner).map(({ at }) => at - started),
              ),
            ) ?? Infinity,
        }))
        .sort((one, other) => one.usual - other.usual || Number(one.chapter) - Number(other.chapter))
        .map(({ chapter }) => chapter)
      const reachers = (chapter: string) =>
        own.filter(({ learner }) => begun.some((row) => row.chapter === chapter && row.learner === learner))
      const expected = inOrder.map((chapter, index) => {
        const far = own.filter(({ learner }) =>
          inOrder.slice(index).some((later) => begun.some((row) => row.chapter === later && row.learner === learner)),
        )
        const done = own.filter(({ learner }) =>
          begun.some((row) => row.chapter === chapter && row.learner === learner && row.done),
        )
        return [chapter, index + 1, own.length, reachers(chapter).length, far.length, done.length]
      })
      const actual = rows.filter(({ whole }) => whole === course)
      assert.deepEqual(
        actual.map((row) => [row.step, row.position, row.begun, row.reached, row.got_this_far, row.completed]),
        expected,
        `course ${course}`,
      )
      for (const row of actual) near(row.reach, Number(row.reached) / Number(row.begun), 'reach')
    }
  })

  test('friction compares an exercise with those of its chapter and type only', async () => {
    const facts = await raw<{
      exercise: number
      started: number
      time: number | null
      done: boolean
      xp: number
      kind: string
      most: number
    }>(
      `select exercise_id as exercise, extract(epoch from min(started_at))::float8 as started, (sum(time_spent) filter (where time_spent >= 0))::float8 as time,
         count(completed_at) > 0 as done, coalesce(sum(f.xp), 0)::float8 as xp, min(chapter_slug || type) as kind, min(d.xp)::float8 as most
       from datacamp.exercise_fact f join datacamp.exercise_dim d using (exercise_id)
       where course_slug = 'course-1' and exercise_id <> -1 group by user_id, exercise_id having count(started_at) > 0`,
    )
    const worked = facts.filter(({ started }) => inPeriod(dayOf(started)))
    const times = (rows: typeof worked) => median(rows.flatMap(({ time }) => (time === null ? [] : [time])))
    const rows = await read('exercise_friction', { course: '1' })
    assert.deepEqual(rows.map(({ exercise }) => exercise).sort(), ['111', '112', '113', '121', '122'])
    for (const row of rows) {
      const own = worked.filter(({ exercise }) => String(exercise) === row.exercise)
      const [one] = own
      const usual = times(worked.filter(({ kind }) => kind === one?.kind))
      const open = own.filter(({ done }) => !done).length
      const done = own.filter((pair) => pair.done)
      assert.deepEqual([row.started, row.open], [own.length, open])
      near(row.open_share, open / own.length, 'open')
      near(row.median_seconds, times(own), 'median')
      near(row.of_chapter, usual ? (times(own) ?? 0) / usual : null, 'of the chapter')
      const most = done.length * (one?.most ?? 0)
      near(row.xp_share, most === 0 ? null : done.reduce((sum, { xp }) => sum + xp, 0) / most, 'XP')
    }
    await assert.rejects(read('exercise_friction', { course: 'one' }), /is no id of a DataCamp course/)
  })
})
