/** All scenarios of the fault suite, in parts. Registered with node:test, those of a part run one after the other. */
import { after } from 'node:test'
import { dismissSpare } from './children'
import type { Form } from './form'
import { bucketFaults } from './scenarios/bucket-faults'
import { contention, longContention } from './scenarios/contention'
import { crashPoints } from './scenarios/crash-points'
import { databaseFaults, outage } from './scenarios/database-faults'
import { fullDisk } from './scenarios/full-disk'
import { heldRuns, heldThroughCrash } from './scenarios/held-runs'
import { migrations } from './scenarios/migrations'
import { model } from './scenarios/model'
import { network } from './scenarios/network'
import { randomKills } from './scenarios/random-kills'
import { resources } from './scenarios/resources'
import { sizes } from './scenarios/sizes'
import { soak } from './scenarios/soak'
import { standby } from './scenarios/standby'
import { web } from './scenarios/web'
import { workerStops } from './scenarios/worker-stops'

const parts = {
  workers: [crashPoints, workerStops, heldRuns],
  surroundings: [databaseFaults, network, contention, migrations, fullDisk],
  model: [model],
  // Only in the long form.
  patience: [randomKills, resources, outage, heldThroughCrash, longContention, bucketFaults, standby, web, sizes, soak],
}

export type Part = keyof typeof parts

export const shortForm: Form = { name: 'short', seed: 20_261_122 }

export function registerScenarios(form: Form, ...chosen: readonly Part[]): void {
  for (const part of chosen) for (const scenario of parts[part]) scenario(form)
  after(dismissSpare)
}
