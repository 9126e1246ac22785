import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inLine } from './in-line'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

test('three slow questions of a person run at once, the others wait their turn, and nobody else waits for them', async () => {
  const ends: (() => void)[] = []
  const ask = (person: string) => inLine(person, () => new Promise<void>((resolve) => ends.push(resolve)))
  const asked = Array.from({ length: 5 }, () => ask('anna'))
  await turn()
  assert.equal(ends.length, 3)
  asked.push(ask('ben'))
  await turn()
  assert.equal(ends.length, 4)
  ends[0]!()
  await turn()
  assert.equal(ends.length, 5)
  for (let index = 1; index < 6; index += 1) {
    ends[index]!()
    await turn()
  }
  await Promise.all(asked)
  assert.equal(ends.length, 6)
})

test('a question that fails makes room too, and too many that wait are refused', async () => {
  await assert.rejects(
    inLine('carl', () => Promise.reject(new Error('broken'))),
    /broken/,
  )
  const ends: (() => void)[] = []
  const asked = Array.from({ length: 43 }, () =>
    inLine('carl', () => new Promise<void>((resolve) => ends.push(resolve))),
  )
  await assert.rejects(
    inLine('carl', () => Promise.resolve()),
    { name: 'RateLimited' },
  )
  for (let index = 0; index < 43; index += 1) {
    await turn()
    ends[index]!()
  }
  await Promise.all(asked)
})
