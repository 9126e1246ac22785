import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortNames } from './short-names'

const short = (...names: string[]) => [...shortNames(names).values()]

test('domains are told apart by what they do not share, and never by nothing', () => {
  assert.deepEqual(short('academy.example.com', 'campus.example.com'), ['academy', 'campus'])
  assert.deepEqual(short('example.com', 'campus.example.com'), ['example', 'campus.example'])
  assert.deepEqual(short('academy.example.com', 'Not set'), ['academy.example.com', 'Not set'])
  assert.deepEqual(short('academy.example.com'), ['academy.example.com'])
  assert.deepEqual(short(), [])
})
