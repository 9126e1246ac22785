import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LiveLines } from './line-index'

const lowest = -(2 ** 31)
const bytesOf = (line: string) => Buffer.from(line)

/** An index in which these lines are live, each as often as it is given. */
function indexOf(lines: readonly string[], seed = 1n, rows = lines.length): LiveLines {
  const index = new LiveLines(rows, seed, lowest)
  for (const line of lines) index.add(...halves(hashOf(line, seed)))
  return index
}

function hashOf(line: string, seed: bigint): bigint {
  const index = new LiveLines(0, seed, lowest)
  index.isKnown(bytesOf(line), 0, bytesOf(line).length)
  return BigInt(index.lastHash)
}

const halves = (hash: bigint): [number, number] => [Number(hash >> 32n), Number(BigInt.asIntN(32, hash))]
const isKnown = (index: LiveLines, line: string) => index.isKnown(bytesOf(line), 0, bytesOf(line).length)

test('a line is known as often as it is live, whatever else is, and what is left over is missing', () => {
  const line = fc.string({ maxLength: 12 })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), fc.array(line, { maxLength: 60 }), (live, file) => {
      const index = indexOf(live)
      const left = new Map<string, number>()
      for (const one of live) left.set(one, (left.get(one) ?? 0) + 1)
      for (const one of file) {
        const times = left.get(one) ?? 0
        assert.equal(isKnown(index, one), times > 0, JSON.stringify(one))
        if (times > 0) left.set(one, times - 1)
      }
      const expected = [...left].filter(([, times]) => times > 0).map(([one, times]) => [hashOf(one, 1n), times])
      assert.deepEqual(
        new Map([...index.missing()].map(([hash, times]) => [BigInt(hash), times])),
        new Map(expected as [bigint, number][]),
      )
    }),
  )
})

test('a line that is live a thousand times is known a thousand times', () => {
  const index = indexOf(Array.from({ length: 1_000 }, () => 'again'))
  let times = 0
  while (isKnown(index, 'again')) times++
  assert.equal(times, 1_000)
})

test('a line is the same wherever it lies in a block, and another under another meaning', () => {
  const index = indexOf(['7,1534,20260503'])
  const block = bytesOf('x\n7,1534,20260503\n')
  assert.equal(index.isKnown(block, 2, block.length - 1), true)
  assert.notEqual(hashOf('7,1534,20260503', 1n), hashOf('7,1534,20260503', 2n))
})

test('half a million lines that differ by a digit have half a million hashes, in each half as many as chance allows', () => {
  const hashes = new Set<bigint>()
  const upper = new Set<bigint>()
  const lower = new Set<bigint>()
  const lines = 500_000
  const empty = new LiveLines(0, 7n, lowest)
  for (let index = 0; index < lines; index++) {
    isKnown(empty, `${7_100_000 + (index % 700)},${Math.floor(index / 700)},20260503,,,900,50`)
    const hash = BigInt(empty.lastHash)
    hashes.add(hash)
    upper.add(hash >> 32n)
    lower.add(BigInt.asUintN(32, hash))
  }
  assert.equal(hashes.size, lines)
  // Of n values out of 2^32, about n²/2^33 fall on one that was there.
  const expected = (lines * lines) / 2 ** 33
  for (const half of [upper, lower]) assert.ok(Math.abs(lines - half.size - expected) < 40, String(lines - half.size))
})

test('lines that are looked up together are known as each would be by itself', () => {
  const line = fc.constantFrom('', '1,2', '1,2\r', 'a', '\r', '7,1534,20260503,,', '7,1534,20260503,')
  fc.assert(
    fc.property(fc.array(line, { maxLength: 9 }), fc.array(line, { minLength: 1, maxLength: 3_000 }), (live, file) => {
      const [together, oneByOne] = [indexOf(live), indexOf(live)]
      const block = bytesOf(`x\n${file.join('\n')}\n`)
      const known: boolean[] = []
      for (let start = 2; start < block.length;) {
        const found = together.lookUp(block, start, block.length)
        for (let index = 0; index < found.count; index++) known.push(found.known[index] === 1)
        start = found.starts[found.count] as number
      }
      const expected = file.map((one) => one.replace(/\r$/, '')).map((one) => one !== '' && isKnown(oneByOne, one))
      assert.deepEqual(known, expected)
      assert.equal(together.known, oneByOne.known)
    }),
  )
})

test('a hash that is taken out again is not known any more', () => {
  const index = indexOf(['a', 'a', 'b'])
  assert.equal(index.remove(...halves(hashOf('a', 1n))), true)
  assert.equal(index.remove(...halves(hashOf('c', 1n))), false)
  assert.equal(index.rows, 2)
  assert.deepEqual([isKnown(index, 'a'), isKnown(index, 'a'), isKnown(index, 'b')], [true, false, true])
})
