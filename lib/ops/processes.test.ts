import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startNode, stopAll } from './processes'
import { supervise } from './supervise'

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function goneWithin(pid: number, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end && lives(pid);) await sleep(20)
  return !lives(pid)
}

test('a process that is killed with SIGKILL takes its children with it', async () => {
  const script = path.join(import.meta.dirname, 'testing', 'parent.ts')
  const parent = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const child = Number(line.toString())
  await sleep(500)
  assert.equal(lives(child), true)
  parent.kill('SIGKILL')
  assert.equal(await goneWithin(child, 10_000), true)
})

test('stopping asks politely and lets a child finish what it does', async () => {
  const child = startNode('polite', [
    '--eval',
    `process.on('SIGTERM', () => setTimeout(() => process.exit(7), 300)); process.send('up'); setInterval(() => {}, 1000)`,
  ])
  await once(child.process, 'message')
  await stopAll([child])
  assert.equal(await child.ended, 7)
})

test('when one child ends by itself, the others are stopped and the whole fails', async () => {
  const stays = startNode('stays', ['--eval', 'setInterval(() => {}, 1000)'])
  const breaks = startNode('breaks', ['--eval', 'setTimeout(() => process.exit(3), 200)'])
  assert.equal(await supervise([stays, breaks], new AbortController().signal), 1)
  assert.equal(lives(stays.process.pid!), false)
})
