import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { diagramOf } from '@/lib/dictionary/diagram'
import { centred, fitted, isAtHand, opened, shows, zoomed } from './view'

const window = { width: 1100, height: 640 }

test('zooming keeps what is under the pointer under it, however often and however far', () => {
  fc.assert(
    fc.property(
      fc.record({ x: fc.integer({ min: 0, max: 1100 }), y: fc.integer({ min: 0, max: 640 }) }),
      fc.array(fc.constantFrom(0.5, 0.9, 1.1, 3), { maxLength: 30 }),
      (at, factors) => {
        const start = { x: 40, y: -300, scale: 0.8 }
        const end = factors.reduce((view, factor) => zoomed(view, factor, at), start)
        const under = ({ x, y, scale }: typeof start) => [(at.x - x) / scale, (at.y - y) / scale]
        const [before, after] = [under(start), under(end)]
        before.forEach((value, index) => assert.ok(Math.abs(value - (after[index] ?? 0)) < 1e-6))
        assert.ok(end.scale >= 0.08 && end.scale <= 2)
      },
    ),
  )
})

test('fitting shows all of a drawing, and a small one at its own size', () => {
  for (const drawing of [
    { width: 2800, height: 2600 },
    { width: 900, height: 2300 },
    { width: 200, height: 90 },
  ]) {
    const view = fitted(drawing, window)
    assert.ok(shows(view, { x: 0, y: 0, ...drawing }, window), JSON.stringify(drawing))
  }
  assert.equal(fitted({ width: 200, height: 90 }, window).scale, 1)
})

test('a box that was searched for stands in the middle, large enough to be read', () => {
  const box = { x: 2000, y: 1500, width: 240, height: 100 }
  const view = centred({ x: 0, y: 0, scale: 0.2 }, box, window)
  assert.ok(view.scale >= 0.9)
  assert.deepEqual(
    [(box.x + 120) * view.scale + view.x, (box.y + 50) * view.scale + view.y].map(Math.round),
    [550, 320],
  )
})

test('a box that was too small, or not whole in sight, is at hand once it was come closer to, on a phone too', () => {
  const phone = { width: 340, height: 384 }
  for (const box of diagramOf('skilljar').boxes) {
    const far = { x: 0, y: 0, scale: 0.1 }
    assert.equal(isAtHand(far, box, phone), false, box.id)
    assert.ok(isAtHand(centred(far, box, phone), box, phone), box.id)
    assert.ok(isAtHand(centred({ ...far, scale: 2 }, box, phone), box, phone), box.id)
  }
  const box = { x: 0, y: 0, width: 200, height: 100 }
  assert.equal(isAtHand({ x: 0, y: -1, scale: 1 }, box, window), false)
})

test('a drawing too large for its names to be read opens around its hub, without ground beyond its edges', () => {
  const drawing = { width: 2600, height: 2500 }
  const hub = { x: 2300, y: 1200, width: 240, height: 100 }
  const view = opened(drawing, hub, window)
  assert.ok(view.scale >= 0.5 && shows(view, hub, window))
  assert.ok(drawing.width * view.scale + view.x >= window.width - 24)
  assert.deepEqual(opened({ width: 800, height: 500 }, hub, window), fitted({ width: 800, height: 500 }, window))
})
