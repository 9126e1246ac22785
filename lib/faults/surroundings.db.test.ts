/** A part of the short form of the fault suite; `npm run faults` is the long one (README.md, "Working on it"). */
import { registerScenarios, shortForm } from './suite'

registerScenarios(shortForm, 'surroundings')
