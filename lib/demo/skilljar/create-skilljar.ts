/** Makes Skilljar's database for the demo: all tables of the vendor, filled with the same people as DataCamp's delivery. */
import type { Pool } from 'pg'
import { calendar } from '../calendar'
import type { Person } from '../people'
import type { Progress } from '../progress'
import { bulkOrders, createCodes, writeCodes } from './codes'
import { createCourses } from './courses'
import { createSite } from './domains'
import type { World } from './enroller'
import { Learner } from './learner'
import { createSessions } from './live-sessions'
import { at, making as makingOf, type Making } from './making'
import { createPaths, createSeries } from './programmes'
import { createShop, Till } from './shop'
import { writeSource } from './source-writer'
import { writeAccount } from './write-account'
import { LearningWriter } from './write-learning'

export interface SkilljarOptions {
  readonly people: Iterable<Person>
  readonly months: number
  readonly seed: number
  /** YYYY-MM-DD; the newest activity is the day before. */
  readonly today: string
  readonly schema?: string
  readonly onProgress?: Progress
}

const PROGRESS_EVERY = 50

export async function createSkilljar(pool: Pool, options: SkilljarOptions): Promise<void> {
  const { people, seed, schema = 'public', onProgress = () => {} } = options
  const days = calendar(options)
  const total = Array.isArray(people) ? people.length : null
  await writeSource(pool, { schema, seed }, async (writer) => {
    const making = makingOf(writer, days, seed)
    const { world, finish, buyInBulk } = createWorld(making)
    let done = 0
    for (const person of people) {
      if (person.onSkilljar) {
        buyInBulk(person.studentId)
        const state = new Learner(making, world, person).play(person, seed)
        const leftAt = person.leavesOn === null ? null : at(person.leavesOn, 0)
        new LearningWriter(making, person.studentId, making.chance('writing', person.index), leftAt).write(state)
        writeAccount(making, world, person, state)
        await writer.settle()
      }
      done++
      if (done % PROGRESS_EVERY === 0) onProgress(done, total, 'Skilljar')
    }
    finish()
    onProgress(done, total, 'Skilljar')
  })
}

function createWorld(making: Making) {
  const { writer, days } = making
  const site = createSite(making)
  const courses = createCourses(making, site)
  const paths = createPaths(making, courses, site)
  const series = createSeries(making, courses, site)
  const bulkIds = bulkOrders.map(() => writer.id('purchase'))
  const codes = createCodes(making, site, bulkIds)
  const shop = createShop(making, site, { courses, paths, series })
  const till = new Till(making, shop, codes)
  const world: World = {
    site,
    courses,
    paths,
    till,
    sessions: createSessions(making, courses, site),
    accessCodes: codes.access,
  }
  let isBought = false
  return {
    world,
    /** By whoever comes first. */
    buyInBulk(studentId: string): void {
      if (isBought) return
      isBought = true
      const boughtOn = (share: number) => at(days.first + Math.round((days.last - days.first) * share) - 2, 15)
      for (const [index, id] of bulkIds.entries()) {
        till.buyInBulk({ id, places: index === 0 ? 12 : 30 }, studentId, boughtOn(bulkOrders[index] ?? 0))
      }
    },
    finish: () => writeCodes(making, codes, site, shop.offerIds),
  }
}
