/** Every number at 200,000 people: the product's query layer beside the same facts as a star, in PostgreSQL and in DuckDB. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { scaleTeams } from '@/lib/demo/scale/scale'
import { attempt } from './attempt'
import type { Ratio } from './measure'
import { benchChanges } from './scale-changes'
import { createScaleData, sizesOf, type ScaleData } from './scale-data'
import { benchDistinct } from './scale-distinct'
import { benchGrowth, GROWTH } from './scale-growth'
import { createPeers, type Peers } from './scale-peers'
import { questions } from './scale-questions'
import { benchWeb } from './scale-web'
import { verdict } from './verdict'

export interface ScaleBench {
  readonly people: number
  readonly logFile: string
  readonly say: (what: string) => void
}

export async function benchScale({ people, logFile, say }: ScaleBench): Promise<Ratio[]> {
  const began = performance.now()
  const tell = (what: string) => say(`${Math.round((performance.now() - began) / 1_000)} s: ${what}`)
  const place = mkdtempSync(path.join(os.tmpdir(), 'skillscope-bench-scale-'))
  const open: { data?: ScaleData; peers?: Peers; small?: ScaleData } = {}
  const ratios: Ratio[] = []
  const part = async (name: string, work: () => Promise<readonly Ratio[]>) => {
    tell(name)
    const found = await attempt(name, work)
    ratios.push(...found)
    for (const ratio of found)
      tell(`${verdict(ratio) || '·'} ${ratio.value.toFixed(2)} ${ratio.name} (${ratio.ours}; ${ratio.against})`)
  }
  try {
    const data = (open.data = await createScaleData({ people }, tell))
    tell('The star in PostgreSQL and DuckDB')
    const peers = (open.peers = await createPeers(data.database.pool, place))
    await part('Sizes', () => sizeRatios(data))
    for (const [name, ask] of questions(data, peers, scaleTeams(people))) await part(name, ask)
    await part('Distinct learners of random periods', () => benchDistinct(data, peers))
    await part('Pages and routes', () => benchWeb(data, peers, logFile))
    delete open.peers
    await peers.close()
    await data.database.pool.query('drop schema star cascade')
    tell(`The same organisation, ${GROWTH} times smaller`)
    const small = (open.small = await createScaleData(
      { people: Math.round(people / GROWTH), withoutExercises: true },
      tell,
    ))
    await part('Growth', () => benchGrowth(data, small))
    delete open.small
    await small.drop()
    await part('New and restated facts', () => benchChanges(data, tell))
    return ratios
  } finally {
    await open.peers?.close()
    await open.small?.drop()
    await open.data?.drop()
    rmSync(place, { recursive: true, force: true })
  }
}

async function sizeRatios({ database, built }: ScaleData): Promise<Ratio[]> {
  const { courseFacts, exerciseFacts, facts, marts, rollups, each } = await sizesOf(database.pool)
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`
  const largest = each.slice(0, 8).map(({ name, bytes }) => `${name} ${megabytes(bytes)}`)
  return [
    {
      name: 'size of all rollups, against the mirrored facts',
      value: rollups / facts,
      limit: 'at most 1.5',
      reads: `heaps and indexes; largest of schema mart: ${largest.join(', ')}`,
      ours: `${megabytes(rollups)}, marts ${megabytes(marts)} beside`,
      against: `${megabytes(facts)}: ${courseFacts.toLocaleString('en')} course facts, ${exerciseFacts.toLocaleString('en')} exercise facts, and practice, projects and assessments`,
    },
    {
      name: 'building marts and rollups, seconds',
      value: built,
      reads: 'seconds from the mirrors, people and memberships included',
      ours: `${built.toFixed(0)} s`,
      against: '',
    },
  ]
}
