/** What the design promises about its colours, recomputed from the stylesheet that ships. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { slots } from './palette'
import { ciede2000, contrast, distance, lightness, visions } from './testing/colour'

const css = readFileSync(new URL('../../app/tokens.css', import.meta.url), 'utf8')
const themes = { light: block("[data-theme='light'] {"), dark: block("[data-theme='dark'] {") }

function block(opening: string): Record<string, string> {
  const start = css.indexOf(opening)
  assert.notEqual(start, -1, `tokens.css has no block ${opening}`)
  const body = css.slice(start + opening.length, css.indexOf('}', start))
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  )
}

/** The colour of a role in a theme; one role may point to another. */
function colour(theme: keyof typeof themes, role: string): string {
  const value = themes[theme][role] ?? assert.fail(`${theme}: no value for --${role}`)
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1]
  return other ? colour(theme, other) : value
}

type Pair = readonly [string, string]
const product = (ones: readonly string[], others: readonly string[]): Pair[] =>
  ones.flatMap((one) => others.map((other): Pair => [one, other]))
const pairs = (roles: readonly string[]): Pair[] =>
  roles.flatMap((one, index) => roles.slice(0, index).map((other): Pair => [other, one]))
const steps = (ramp: string, count: number) => Array.from({ length: count }, (_, index) => `${ramp}-${index}`)
const neighbours = (roles: readonly string[]): Pair[] =>
  roles.slice(1).map((role, index): Pair => [roles[index] ?? role, role])

function missed(wanted: readonly Pair[], least: number, measure: (one: string, other: string) => number): string[] {
  return (['light', 'dark'] as const).flatMap((theme) =>
    wanted.flatMap(([one, other]) => {
      const value = measure(colour(theme, one), colour(theme, other))
      return value < least ? [`${theme}: ${one} and ${other} ${value.toFixed(2)}, needs ${least}`] : []
    }),
  )
}

const everyVision = Object.values(visions).flat()
const nearest = (one: string, other: string) => Math.min(...everyVision.map((vision) => distance(one, other, vision)))

test('the colour formula gives the published values', () => {
  const published = [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[50, 2.5, 0], [58, 24, 15], 19.4535],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ] as const
  for (const [one, other, expected] of published) assert.ok(Math.abs(ciede2000(one, other) - expected) < 5e-5)
})

test('text is readable on every ground, in both themes', () => {
  const grounds = ['background', 'surface', 'raised', 'sunken', 'hover', 'selected']
  const texts = ['text', 'muted', 'subtle', 'accent', 'positive', 'negative', 'warning', 'info', 'chart-tick']
  assert.deepEqual(missed(product(texts, grounds), 4.5, contrast), [])
})

test('text is readable on coloured fills', () => {
  const verdicts = ['positive', 'negative', 'warning', 'info', 'accent'].map((role): Pair => [role, `${role}-soft`])
  const onAccent = product(['on-accent'], ['accent', 'accent-hover', 'accent-active'])
  const others = [
    ...product(['text'], ['accent-soft', 'warning-soft', 'negative-soft', 'info-soft']),
    ...product(['on-tooltip', 'tooltip-muted'], ['tooltip']),
  ]
  const ramps = [...steps('sequential', 7), ...steps('diverging', 9)].map((step): Pair => [step, `on-${step}`])
  assert.deepEqual(missed([...verdicts, ...onAccent, ...others, ...ramps], 4.5, contrast), [])
})

test('controls, focus and chart marks stand out from their ground', () => {
  const marks = ['control', 'focus', 'accent', 'chart-ink', 'chart-axis', 'chart-compare', 'chart-other']
  assert.deepEqual(missed(product(marks, ['surface', 'background']), 3, contrast), [])
  const series = slots.map((slot) => `chart-${slot}`)
  assert.deepEqual(missed(product(series, ['surface', 'background', 'raised']), 3, contrast), [])
})

test('the eight series colours are told apart by people with any kind of colour blindness', () => {
  assert.deepEqual(missed(pairs(slots.map((slot) => `chart-${slot}`)), 12, nearest), [])
})

test('steps of a ramp get steadily darker or lighter and can be told from their neighbours', () => {
  const [sequential, diverging] = [steps('sequential', 7), steps('diverging', 9)]
  assert.deepEqual(missed([...neighbours(sequential), ...neighbours(diverging)], 4, nearest), [])
  assert.deepEqual(missed([['diverging-0', 'diverging-8']], 20, nearest), [])
  for (const theme of ['light', 'dark'] as const) {
    for (const part of [sequential, diverging.slice(0, 5), diverging.slice(4)]) {
      const values = part.map((role) => lightness(colour(theme, role)))
      const sorted = values.toSorted((one, other) => one - other)
      assert.ok(
        [sorted.join(), sorted.toReversed().join()].includes(values.join()),
        `${theme}: ${part[0]} to ${part.at(-1)}`,
      )
    }
  }
})

test('"System" in a dark room is the dark theme', () => {
  assert.deepEqual(block(':root:not([data-theme]) {'), themes.dark)
  assert.deepEqual(Object.keys(themes.dark).sort(), Object.keys(themes.light).sort())
})
