import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeTip } from './tip-place'

const frame = { x: 100, y: 100, width: 800, height: 400 }
const view = { width: 1000, height: 900 }

test('a tooltip stands right of its mark, left of it at the edge, and never over it', () => {
  assert.deepEqual(placeTip({ x: 200, y: 150, width: 20, height: 20 }, frame, view), { left: 128, top: 50 })
  assert.deepEqual(placeTip({ x: 860, y: 150, width: 20, height: 20 }, frame, view), { right: 48, top: 50 })
})

test('on a phone it stands below or above the mark and inside the window', () => {
  const phone = { width: 360, height: 800 }
  const card = { x: 16, y: 100, width: 328, height: 600 }
  const upper = placeTip({ x: 200, y: 150, width: 20, height: 20 }, card, phone)
  assert.ok(upper.left !== undefined && upper.left + card.x + 240 <= 360 && upper.top === 78, JSON.stringify(upper))
  const lower = placeTip({ x: 20, y: 650, width: 320, height: 20 }, card, phone)
  assert.ok(lower.bottom === 58 && lower.top === undefined, JSON.stringify(lower))
})
