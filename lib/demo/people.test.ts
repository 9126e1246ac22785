import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { activeDays } from './active-days'
import { calendar, dateId, dayOf, isoDay, timestamp, weekday } from './calendar'
import { people } from './people'
import { random } from './random'

const span = { months: 18, seed: 1, today: '2026-11-22' }
const everybody = people({ ...span, people: 2000 })
const share = (matching: number) => matching / everybody.length
const within = (value: number, low: number, high: number) =>
  assert.ok(value >= low && value <= high, `${value} is not between ${low} and ${high}`)

describe('The demo company', () => {
  test('is the same for the same seed, and its first people do not change when more are asked for', () => {
    assert.deepEqual(people({ ...span, people: 30 }), everybody.slice(0, 30))
    assert.notDeepEqual(people({ ...span, seed: 2, people: 30 }), everybody.slice(0, 30))
  })

  test('has half of its people on both platforms and a quarter on each alone', () => {
    within(share(everybody.filter(({ onDatacamp, onSkilljar }) => onDatacamp && onSkilljar).length), 0.45, 0.55)
    within(share(everybody.filter(({ onDatacamp, onSkilljar }) => onDatacamp && !onSkilljar).length), 0.2, 0.3)
    assert.ok(everybody.every(({ onDatacamp, onSkilljar }) => onDatacamp || onSkilljar))
  })

  test('gives each person an address of their own that Skilljar sometimes spells otherwise', () => {
    const addresses = everybody.flatMap(({ email }) => (email === null ? [] : [email]))
    assert.equal(new Set(addresses).size, addresses.length)
    assert.ok(addresses.length < everybody.length, 'some have none')
    assert.ok(addresses.every((address) => /^[a-z.0-9]+@larkfield\.example$/.test(address)))
    assert.ok(everybody.every(({ email, skilljarEmail }) => (skilljarEmail?.trim().toLowerCase() ?? null) === email))
    assert.ok(
      everybody.some(({ skilljarEmail }) => skilljarEmail !== skilljarEmail?.trim()),
      'padded',
    )
    assert.ok(
      everybody.some(({ skilljarEmail }) => skilljarEmail !== skilljarEmail?.toLowerCase()),
      'capitals',
    )
  })

  test('has ids that nobody shares', () => {
    assert.equal(new Set(everybody.map(({ userId }) => userId)).size, everybody.length)
    assert.equal(new Set(everybody.map(({ studentId }) => studentId)).size, everybody.length)
    assert.ok(everybody.every(({ studentId }) => /^[a-z0-9]{32}$/.test(studentId)))
  })

  test('has about a tenth of its people in several teams at once or in none', () => {
    const current = everybody.map(({ memberships }) => memberships.filter(({ left }) => left === null).length)
    within(share(current.filter((count) => count > 1).length), 0.06, 0.14)
    within(share(everybody.filter(({ memberships }) => memberships.length === 0).length), 0.04, 0.1)
    assert.ok(
      everybody.every(({ memberships }) =>
        memberships.every(({ joined, left }) => left === null || (joined ?? 0) < left),
      ),
    )
  })

  test('learns unevenly: a tenth of the people have a third or more of the learning days', () => {
    const days = calendar(span)
    const counts = everybody
      .map((person) => activeDays(person, days, 1, 'datacamp').length)
      .sort((left, right) => right - left)
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
    within(sum(counts.slice(0, 200)) / sum(counts), 0.33, 0.6)
  })

  test('keeps everybody from learning before they come, after they go, and today', () => {
    const days = calendar(span)
    for (const person of everybody.slice(0, 400)) {
      const active = activeDays(person, days, 1, 'skilljar')
      assert.ok(active.every((day) => day >= person.joinsOn && day < (person.leavesOn ?? Infinity) && day < days.today))
    }
    assert.ok(everybody.some((person) => activeDays(person, days, 1, 'skilljar').at(-1) === days.last))
  })
})

describe('The demo calendar', () => {
  test('is busier on weekdays than at weekends, and slow at Christmas and in August', () => {
    const days = calendar(span)
    const mean = (matching: (iso: string, day: number) => boolean) => {
      const weights: number[] = []
      for (let day = days.first; day <= days.last; day++) if (matching(isoDay(day), day)) weights.push(days.weight(day))
      return weights.reduce((total, weight) => total + weight, 0) / weights.length
    }
    assert.ok(mean((_, day) => weekday(day) < 5) > 3 * mean((_, day) => weekday(day) >= 5))
    assert.ok(
      mean((iso) => iso.slice(5) >= '12-24' && iso.slice(5) <= '12-31') < 0.4 * mean((iso) => iso.slice(5, 7) === '11'),
    )
    assert.ok(mean((iso) => iso.startsWith('2026-08')) < 0.7 * mean((iso) => iso.startsWith('2026-09')))
  })

  test('writes days and moments as DataCamp does, and refuses what is no day', () => {
    const day = dayOf('2026-03-09')
    assert.equal(isoDay(day), '2026-03-09')
    assert.equal(dateId(day), 20260309)
    assert.equal(timestamp(day * 86_400 + 3_905), '2026-03-09 01:05:05')
    assert.equal(weekday(day), 0)
    assert.throws(() => dayOf('9.3.2026'), /is not a day/)
  })
})

test('Chance depends on the seed and the labels alone', () => {
  const drawn = (...labels: [number, ...string[]]) => {
    const chance = random(...labels)
    return [chance.uniform(), chance.normal(0, 1), chance.integer(1, 1_000_000)]
  }
  assert.deepEqual(drawn(1, 'a'), drawn(1, 'a'))
  assert.notDeepEqual(drawn(1, 'a'), drawn(1, 'b'))
  assert.notDeepEqual(drawn(1, 'a', 'b'), drawn(1, 'ab'))
})
