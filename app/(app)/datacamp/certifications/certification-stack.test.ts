import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stackOfCertifications } from './certification-stack'

const line = (key: string, ...values: (number | null)[]) => ({ key, label: key, values })

test('certifications are stacked with the largest first, each in a shade of its own, and empty ones left out', () => {
  const stack = stackOfCertifications([line('small', 1, 0), line('none', 0, 0), line('large', 2, 3)])
  assert.deepEqual(
    stack.map(({ key }) => key),
    ['large', 'small'],
  )
  assert.equal(new Set(stack.map(({ color }) => color)).size, 2)
})

test('what is too much for the shades is one other, and hidden where one of its parts is', () => {
  const many = [1, 2, 3, 4, 5, 6, 7].map((count) => line(String(count), count + 1, count + 1))
  const stack = stackOfCertifications([...many, line('hidden', null, 1)])
  assert.deepEqual(stack.at(-1), { key: 'other', label: 'Other (2)', color: 'other', values: [null, 3] })
  assert.equal(stack.length, 7)
})
