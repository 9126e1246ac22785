import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { dark, light } from './mail-colours'

test('a mail has the colours of the pages, in both themes', () => {
  const [, lightText = '', darkText = ''] = readFileSync('app/tokens.css', 'utf8').split(/data-theme='(?:light|dark)'/)
  for (const [colours, css] of [
    [light, lightText],
    [dark, darkText],
  ] as const) {
    for (const [name, value] of Object.entries(colours)) {
      assert.equal(new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1], value, name)
    }
  }
})
