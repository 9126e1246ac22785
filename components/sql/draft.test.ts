import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { draftOf, forgetDrafts, forgetWithOthers } from './draft'

/** What a browser gives each tab. */
const storage = Object.create({
  getItem(name: string) {
    return Reflect.get(this, name) ?? null
  },
  setItem(name: string, text: string) {
    Reflect.set(this, name, text)
  },
  removeItem(name: string) {
    Reflect.deleteProperty(this, name)
  },
}) as Storage
Object.defineProperty(globalThis, 'sessionStorage', { value: storage, configurable: true })

test('a draft is one person’s and one query’s, and gone when anybody signs out, here or in another tab', async () => {
  const [mine, other] = [draftOf('ada', null), draftOf('ada', 'sample')]
  storage.setItem('of another part', 'stays')
  mine.write('select 1')
  other.write('select 2')
  assert.deepEqual([mine.read(), other.read(), draftOf('bob', null).read()], ['select 1', 'select 2', null])
  other.forget()
  assert.deepEqual([mine.read(), other.read()], ['select 1', null])
  forgetDrafts()
  assert.equal(mine.read(), null)

  mine.write('select 3')
  const end = forgetWithOthers()
  const elsewhere = new BroadcastChannel('skillscope signed out')
  const told = new BroadcastChannel('skillscope signed out')
  const heard = once(told as unknown as EventTarget, 'message')
  elsewhere.postMessage(null)
  await heard
  assert.equal(mine.read(), null)
  for (const channel of [elsewhere, told]) channel.close()
  end()
  assert.equal(storage.getItem('of another part'), 'stays')
})

test('a browser that keeps nothing loses drafts, and nothing breaks', () => {
  Object.defineProperty(globalThis, 'sessionStorage', {
    get() {
      throw new Error('not here')
    },
  })
  const draft = draftOf('ada', null)
  draft.write('select 1')
  assert.equal(draft.read(), null)
})
