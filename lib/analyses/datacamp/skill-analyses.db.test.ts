/** Assessments and certifications against naive counting over the raw rows. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  asOf,
  datacampReading,
  dayOf,
  filters,
  inPeriod,
  nameOf,
  near,
  person,
  today,
} from '../testing/datacamp-reading'

const loaded = Date.parse(asOf) / 1000

describe('analyses of assessments and certifications', () => {
  const { raw, read, names } = datacampReading()

  interface Attempt {
    who: string
    assessment: number
    technology: string
    at: number
    score: number | null
    score_group: string
  }
  const attempts = async () => {
    const rows = await raw<Attempt & { key: string }>(
      `select user_id || '/' || assessment_id || '/' || coalesce(started_at::text, '') as key, ${person('user_id')} as who, assessment_id as assessment,
         oracle.said(technology) as technology, extract(epoch from completed_at)::float8 as at, score::float8 as score, oracle.said(score_group) as score_group
       from datacamp.assessment_fact left join datacamp.assessment_dim using (assessment_id)
       where completed_at is not null and assessment_id <> -1 order by completed_at, date_id`,
    )
    return [...new Map(rows.map((row) => [row.key, row])).values()].filter(({ at }) => dayOf(at) <= filters.to)
  }

  test('the distribution of scores has every attempt in one step, and no gaps', async () => {
    const scored = (await attempts()).filter(({ at, score }) => inPeriod(dayOf(at)) && score !== null)
    const scores = scored.map(({ score }) => Number(score))
    const rows = await read('assessment_score_distribution', { width: '25' })
    for (const { from, score_group: usual } of rows) {
      const own = scored.filter(({ score }) => Math.floor(Number(score) / 25) * 25 === from)
      const times = (group: unknown) => own.filter(({ score_group }) => score_group === (group ?? 'Not set')).length
      const groups = [...new Set(own.map(({ score_group }) => score_group))].filter((group) => group !== 'Not set')
      if (usual !== null || groups.length > 0) assert.equal(times(usual), Math.max(...groups.map(times)), `${from}`)
    }
    const first = Math.floor(Math.min(...scores) / 25) * 25
    assert.deepEqual(
      rows.map(({ from, to, attempts: count }) => [from, to, count]),
      rows.map((_, index) => {
        const from = first + index * 25
        return [from, from + 25, scores.filter((score) => from <= score && score < from + 25).length]
      }),
    )
    assert.equal(
      rows.reduce((sum, row) => sum + Number(row.attempts), 0),
      scores.length,
    )
    near(
      rows.reduce((sum, row) => sum + Number(row.share), 0),
      1,
      'shares',
    )
    await assert.rejects(
      read('assessment_score_distribution', { width: '0' }),
      /width: "0" is no whole number from 1 to 100/,
    )
  })

  test('the skill matrix has the last attempt of each person and technology, and its age', async () => {
    const last = new Map<string, Attempt>()
    for (const attempt of (await attempts()).sort((one, other) => one.at - other.at)) {
      last.set(`${attempt.who} ${attempt.technology}`, attempt)
    }
    const known = await names()
    const rows = await read('skill_matrix')
    assert.equal(rows.length, last.size)
    for (const row of rows) {
      const expected = last.get(`${nameOf(known, row)} ${row.technology}`)
      assert.deepEqual([row.score_group, row.score], [expected?.score_group, expected?.score])
      near(row.age_days, (loaded - (expected?.at ?? 0)) / 86_400, 'age')
    }
    assert.ok(
      [...last.values()].some(({ at }) => dayOf(at) < filters.from),
      'what was shown before the period stands',
    )

    const counts = Map.groupBy([...last.values()], ({ who }) => who)
    const few = await read('skill_matrix', { people: '3' })
    const most = [...counts.values()].map((own) => own.length).sort((one, other) => other - one)
    assert.deepEqual(
      [...Map.groupBy(few, ({ person }) => person).values()].map((own) => own.length).sort((one, other) => other - one),
      most.slice(0, 3),
    )
  })

  test('stale skills are the levels of more than 180 days ago, the oldest first', async () => {
    const long = Date.parse(asOf) / 1000 + 150 * 86_400
    const readLater = (parameters: Record<string, string>) =>
      read('stale_skills', parameters, { asOf: new Date(long * 1000).toISOString() })
    const last = new Map<string, Attempt>()
    for (const attempt of (await attempts()).sort((one, other) => one.at - other.at)) {
      last.set(`${attempt.who} ${attempt.technology}`, attempt)
    }
    const expected = [...last.values()].filter(({ at }) => long - at > 180 * 86_400).map(({ at }) => at)
    assert.ok(expected.length > 5 && expected.length < last.size)
    const rows = await readLater({})
    assert.deepEqual(
      rows.map((row) => Math.round(Number(row.age_days) * 86_400)),
      expected.sort((one, other) => one - other).map((at) => Math.round(long - at)),
    )
    assert.deepEqual(await readLater({ most: '4' }), rows.slice(0, 4))
    assert.deepEqual(await read('stale_skills'), [], 'nothing was that old when the data was loaded')
  })

  test('days to the certificate lie in one step each, from the first to the last without gaps', async () => {
    const days = (
      await raw<{ granted: string; days: number }>(
        `select certificate_granted_at::text as granted, certificate_granted_at - registered_at::date as days
         from datacamp.certification_fact where certificate_granted_at >= registered_at::date`,
      )
    ).flatMap((row) => (inPeriod(row.granted) ? [row.days] : []))
    const rows = await read('days_to_grant_distribution', { width: '7' })
    const first = Math.floor(Math.min(...days) / 7) * 7
    assert.ok(days.length > 5 && rows.length > 3)
    assert.deepEqual(
      rows.map(({ from, to, certificates }) => [from, to, certificates]),
      rows.map((_, index) => {
        const from = first + index * 7
        return [from, from + 7, days.filter((day) => from <= day && day < from + 7).length]
      }),
    )
    assert.equal(Math.floor(Math.max(...days) / 7) * 7 + 7, rows.at(-1)?.to)
  })

  const registrations = () =>
    raw<{ id: number; who: string; day: string; open: boolean; left: number | null }>(
      `select user_certification_id::float8 as id, ${person('user_id')} as who,
         coalesce(registered_at, (select min(t) from unnest(array[assessments_passed_at, coding_challenge_passed_at, first_exam_started_at,
           first_exam_completed_at, exam_last_passed_at, case_study_ready_at, first_case_study_submitted_at, last_case_study_submitted_at,
           certificate_granted_at::timestamp, expired_at]) t))::date::text as day,
         certificate_granted_at is null and coalesce(expired_at >= timestamp '${asOf.slice(0, 19)}', true) as open,
         (extract(epoch from expired_at - timestamp '${asOf.slice(0, 19)}') / 86400)::float8 as left
       from datacamp.certification_fact`,
    )

  test('people stand with the number of attempts that they registered in the period, 5 and more together', async () => {
    const own = (await registrations()).filter(({ day }) => inPeriod(day))
    const tried = [...Map.groupBy(own, ({ who }) => who).values()].map((attempts) => Math.min(5, attempts.length))
    const rows = await read('certification_attempts_per_person')
    assert.deepEqual(
      rows.map(({ times, learners }) => [times, learners]),
      rows.map((_, index) => [index + 1, tried.filter((count) => count === index + 1).length]),
    )
    assert.equal(rows.length, Math.max(...tried))
    near(
      rows.reduce((sum, row) => sum + Number(row.share), 0),
      1,
      'shares',
    )
  })

  test('registrations running out are the open attempts with up to 30 days left, whenever they were registered', async () => {
    const known = await names()
    const expected = (await registrations())
      .filter(({ day, open, left }) => day !== null && open && left !== null && left <= 30)
      .sort((one, other) => (one.left ?? 0) - (other.left ?? 0))
    const rows = await read('registrations_running_out', {}, { filters: { ...filters, from: today, to: today } })
    assert.ok(expected.length > 3)
    assert.deepEqual(rows.map((row) => nameOf(known, row)).sort(), expected.map(({ who }) => who).sort())
    for (const [index, row] of rows.entries()) near(row.days_left, expected[index]?.left ?? null, 'days left')
    assert.deepEqual(await read('registrations_running_out', { most: '2' }), rows.slice(0, 2))
  })

  test('the funnel counts the furthest stage of each attempt, resolved and open ones apart, and never rises', async () => {
    const facts = await raw<Record<string, string | boolean | number | null>>(
      `select *, ${person('user_id')} as who, (expired_at < timestamp '${asOf.slice(0, 19)}') as is_expired,
         coalesce(registered_at, (select min(t) from unnest(array[assessments_passed_at, coding_challenge_passed_at, first_exam_started_at,
           first_exam_completed_at, exam_last_passed_at, case_study_ready_at, first_case_study_submitted_at, last_case_study_submitted_at,
           certificate_granted_at::timestamp, expired_at]) t))::date::text as day from datacamp.certification_fact`,
    )
    const practical = [
      ['case_study_ready_at'],
      ['first_case_study_submitted_at', 'last_case_study_submitted_at'],
      ['certificate_granted_at'],
    ]
    const signs = {
      v1: [
        ['day'],
        ['assessments_passed_at', 'is_passed_assessments'],
        ['coding_challenge_passed_at', 'is_passed_challenges'],
        ...practical,
      ],
      v2: [
        ['day'],
        ['first_exam_started_at'],
        ['first_exam_completed_at'],
        ['exam_last_passed_at', 'is_passed_exams'],
        ...practical,
      ],
    }
    const rows = await read('certification_funnel')
    assert.equal(rows.length, 2 * (6 + 7))
    for (const row of rows) {
      const version = row.version as keyof typeof signs
      const own = facts.filter(
        (fact) =>
          inPeriod(fact.day as string | null) &&
          (Number(fact.certification_id) <= 2 ? 'v1' : 'v2') === version &&
          (fact.certificate_granted_at !== null || fact.is_expired === true ? 'resolved' : 'open') === row.segment,
      )
      const reached = own.filter((fact) =>
        signs[version].slice(Number(row.position)).some((columns) => columns.some((column) => fact[column])),
      )
      assert.equal(row.attempts, reached.length, `${row.version} ${row.segment} ${row.stage}`)
      near(row.share, reached.length / own.length, 'share')
    }
    for (const [index, row] of rows.entries()) {
      const next = rows[index + 1]
      if (next && next.position !== 0) assert.ok(Number(next.attempts) <= Number(row.attempts))
    }
  })
})
