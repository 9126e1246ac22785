/** What a demo home remembers: which sources it holds and the accounts that exist nowhere else. */
import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Role } from '@/generated/prisma/client'
import { CommandError } from '../command'

export interface Size {
  people: number
  months: number
  seed: number
}

export interface Login {
  email: string
  name: string
  role: Role
  password: string
}

export interface DemoState {
  size: Size
  /** False while sources are being made: a start that finds it false makes them anew. */
  sourcesReady: boolean
  /** The login that reads the demo's Skilljar database. */
  readerPassword: string
  logins: Login[]
}

const PEOPLE: [Role, string][] = [
  ['admin', 'Ada Admin'],
  ['analyst', 'Anna Analyst'],
  ['manager', 'Max Manager'],
  ['viewer', 'Vera Viewer'],
]
// Without letters that look alike, because people type these.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const word = (length: number) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('')

export const demoFolder = (home: string) => path.join(home, 'demo')
const stateFile = (home: string) => path.join(demoFolder(home), 'demo.json')

export function readState(home: string): DemoState | undefined {
  if (!existsSync(stateFile(home))) return undefined
  return JSON.parse(readFileSync(stateFile(home), 'utf8')) as DemoState
}

/** Written beside and renamed, so that a kill leaves the old or the new state. */
export function writeState(home: string, state: DemoState): void {
  mkdirSync(demoFolder(home), { recursive: true })
  const draft = `${stateFile(home)}.new`
  writeFileSync(draft, JSON.stringify(state, null, 2), { mode: 0o600 })
  renameSync(draft, stateFile(home))
}

/** Demo accounts must never get into a home that holds a real installation. */
export function assertDemoHome(home: string): void {
  if (existsSync(path.join(home, 'postgres', 'password')) && !readState(home)) {
    throw new CommandError(
      `${home} holds an installation that is no demo. Set SKILLSCOPE_HOME to another folder for the demo.`,
    )
  }
}

export function newState(size: Size): DemoState {
  const logins = PEOPLE.map(([role, name]) => ({
    email: `${role}@demo.skillscope.test`,
    name,
    role,
    password: `${role}-${word(4)}-${word(4)}`,
  }))
  return { size, sourcesReady: false, readerPassword: word(24), logins }
}
