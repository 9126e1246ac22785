/** The suite as the command line runs it: `main.ts FORM SEED`. */
import { registerScenarios } from './suite'

const [form, seed] = process.argv.slice(2)
if (form === 'short') registerScenarios({ name: form, seed: Number(seed) }, 'workers', 'surroundings', 'model')
else registerScenarios({ name: 'long', seed: Number(seed) }, 'workers', 'surroundings', 'model', 'patience')
