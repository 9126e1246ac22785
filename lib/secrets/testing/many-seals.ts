/**
 * C-08 at any size. The suite makes 100,000; a million takes a minute and some 500 MB:
 * node --import tsx --input-type=module -e "(await import('./lib/secrets/testing/many-seals.ts')).assertNoRepeats(1e6)"
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { sealingKey } from '../key'
import { seal } from '../seal'

const LENGTH_OF_IV = 16

export function assertNoRepeats(count: number): void {
  const key = sealingKey(randomBytes(32).toString('base64'))
  const [ivs, ivsOfKeys, texts] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (let made = 0; made < count; made++) {
    const sealed = seal('the same text', { connectorId: 'skilljar', field: 'password', version: 1 }, key)
    const [, , iv = '', text = '', , wrapped = ''] = sealed.split('|')
    ivs.add(iv)
    texts.add(text)
    ivsOfKeys.add(wrapped.slice(0, LENGTH_OF_IV))
  }
  for (const seen of [ivs, ivsOfKeys, texts]) assert.equal(seen.size, count)
}
