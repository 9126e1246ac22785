import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CompiledQuery } from 'kysely'
import { ResultCache } from './result-cache'

const version = (dataVersion: number, reach = 'everybody') => ({ dataVersion, reach })
const statement = (sql: string, ...parameters: unknown[]) => ({ sql, parameters }) as unknown as CompiledQuery

test('the same statement is read once per version of the data, and anew with the next version', async () => {
  const cache = new ResultCache()
  let reads = 0
  const read = async () => [{ reads: ++reads }]
  assert.deepEqual(await cache.rows(version(1), statement('select $1', 'a'), read), [{ reads: 1 }])
  assert.deepEqual(await cache.rows(version(1), statement('select $1', 'a'), read), [{ reads: 1 }])
  assert.deepEqual(await cache.rows(version(2), statement('select $1', 'a'), read), [{ reads: 2 }])
})

test('another parameter, such as the team of another manager, is another question', async () => {
  const cache = new ResultCache()
  const of = (team: number) => cache.rows(version(1), statement('select $1', [team]), async () => [{ team }])
  assert.deepEqual(await of(1), [{ team: 1 }])
  assert.deepEqual(await of(2), [{ team: 2 }])
  assert.deepEqual(await of(1), [{ team: 1 }])
})

test('the same statement is another question for a reader to whom the database shows other rows', async () => {
  const cache = new ResultCache()
  const seenBy = (reach: string) => cache.rows(version(1, reach), statement('select'), async () => [{ reach }])
  assert.deepEqual(await seenBy('everybody'), [{ reach: 'everybody' }])
  assert.deepEqual(await seenBy('teams 1,2'), [{ reach: 'teams 1,2' }])
  assert.deepEqual(await seenBy('teams '), [{ reach: 'teams ' }])
  assert.deepEqual(await cache.rows(version(1, 'teams 1,2'), statement('select'), async () => []), [
    { reach: 'teams 1,2' },
  ])
})

test('old answers make room: the cache stays within its size, and an answer beyond it is not kept', async () => {
  const cache = new ResultCache(10)
  let reads = 0
  const rowsOf = (count: number) => async () => Array.from({ length: count }, () => ({ cell: ++reads }))
  await cache.rows(version(1), statement('small'), rowsOf(6))
  await cache.rows(version(1), statement('other'), rowsOf(6))
  await cache.rows(version(1), statement('huge'), rowsOf(1_000))
  const before = reads
  await cache.rows(version(1), statement('small'), rowsOf(1))
  await cache.rows(version(1), statement('huge'), rowsOf(1))
  assert.equal(reads, before + 2)
})

test('a question that failed is asked again', async () => {
  const cache = new ResultCache()
  await assert.rejects(cache.rows(version(1), statement('select'), () => Promise.reject(new Error('lost'))))
  assert.deepEqual(await cache.rows(version(1), statement('select'), async () => [{ ok: true }]), [{ ok: true }])
})

test('who asks what is being read already waits for it, and nobody else', async () => {
  const cache = new ResultCache()
  const { promise, resolve } = Promise.withResolvers<{ n: number }[]>()
  let reads = 0
  const slow = () => {
    reads++
    return promise
  }
  const ask = (sql: string, reach?: string) => cache.rows(version(1, reach), statement(sql), slow)
  const both = [ask('same'), ask('same')]
  const others = [ask('other'), ask('same', 'teams 1')]
  await Promise.resolve()
  assert.equal(reads, 3)
  resolve([{ n: 1 }])
  assert.deepEqual(await Promise.all([...both, ...others]), Array(4).fill([{ n: 1 }]))
  assert.equal(reads, 3)
})

test('a read that failed is its reader’s alone: of those who waited for it one reads anew, for all of them', async () => {
  const cache = new ResultCache()
  const first = Promise.withResolvers<never>()
  const failed = cache.rows(version(1), statement('select'), () => first.promise)
  let reads = 0
  const ask = () => cache.rows(version(1), statement('select'), async () => [{ reads: ++reads }])
  const waiting = [ask(), ask(), ask()]
  first.reject(new Error('The connection was lost.'))
  await assert.rejects(failed, /lost/)
  assert.deepEqual(await Promise.all(waiting), Array(3).fill([{ reads: 1 }]))
})

test('nobody waits for ever for somebody else’s read', async () => {
  const cache = new ResultCache(10, 20)
  const stuck = Promise.withResolvers<{ n: number }[]>()
  const first = cache.rows(version(1), statement('select'), () => stuck.promise)
  assert.deepEqual(await cache.rows(version(1), statement('select'), async () => [{ n: 2 }]), [{ n: 2 }])
  stuck.resolve([{ n: 1 }])
  assert.deepEqual(await first, [{ n: 1 }])
})
