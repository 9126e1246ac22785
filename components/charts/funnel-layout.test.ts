import assert from 'node:assert/strict'
import { test } from 'node:test'
import { funnelHeight, funnelLayout } from './funnel-layout'

test('two funnels stand side by side in a card and one below the other on a phone', () => {
  const [one, other] = funnelLayout(530, [5, 4], true)
  assert.ok(one?.y === other?.y && (one?.stages[0]?.width ?? 0) + (one?.x ?? 0) < (other?.x ?? 0))
  const [first, second] = funnelLayout(326, [5, 4], true)
  const end = first?.stages.at(-1)
  assert.ok(end && second && end.y + end.height < second.y && second.x === 0)
})

test('a card is asked for all the height that the stages need', () => {
  for (const width of [326, 530, 1100]) {
    const lowest = Math.max(
      ...funnelLayout(width, [5, 4], true).flatMap(({ stages }) => stages.map(({ y, height }) => y + height)),
    )
    assert.equal(funnelHeight(width, [5, 4], true), lowest, `${width}`)
  }
})
