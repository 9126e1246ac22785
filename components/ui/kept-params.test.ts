import assert from 'node:assert/strict'
import test from 'node:test'
import { keeping } from './kept-params'

const here = new URLSearchParams('widths=b%3A200&facets=none&filter=a%3Aeq%3A1&row=7')

test('a link drawn before the address changed leads on with what it says by now, and with nothing that it no longer says', () => {
  const names = ['widths', 'facets', 'pins']
  const next = keeping('/explorer/t?filter=b%3Aeq%3A2&widths=a%3A80&pins=a&cursor=x', here, names)
  assert.equal(next, '/explorer/t?filter=b%3Aeq%3A2&cursor=x&widths=b%3A200&facets=none')
  assert.equal(keeping('/explorer/t', here, names), '/explorer/t?widths=b%3A200&facets=none')
  assert.equal(keeping('/explorer/t?pins=a', here, ['pins']), '/explorer/t')
})
