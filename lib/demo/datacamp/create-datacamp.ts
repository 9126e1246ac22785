/** Makes a delivery of DataCamp's Data Connector: one CSV per table, streamed person by person. */
import { calendar, type Span } from '../calendar'
import type { Person } from '../people'
import type { Progress } from '../progress'
import { random } from '../random'
import {
  assignedTo,
  dutiesOf,
  assignments,
  wishesOf as assignmentWishes,
  writeAssigned,
  writeAssignments,
} from './assignments'
import { writeAttempts, writeCertifications } from './certifications'
import { content } from './content'
import { closeFiles, openFiles, settle } from './files'
import { learn } from './learn'
import { discoveries, enrolments, tracks, wishesOf as trackWishes, writeEnrolments, writeTracks } from './tracks'
import { writeContent } from './write-content'
import { writeHistory } from './write-history'
import { writePerson, writeTeams } from './write-people'
import { writeWorkspaces } from './workspaces'

export interface DatacampOptions extends Span {
  readonly people: readonly Person[]
  readonly onProgress: Progress
}

/** `folder` is the delivery's `latest`. */
export async function createDatacamp(folder: string, options: DatacampOptions): Promise<void> {
  const { people, seed, onProgress } = options
  const days = calendar(options)
  const users = people.filter(({ onDatacamp }) => onDatacamp)
  if (users.length === 0) throw new Error('Nobody of the demo is on DataCamp; ask for more people.')
  const catalogue = content(seed, days)
  const allTracks = tracks(catalogue, days, seed)
  const allAssignments = assignments(catalogue, allTracks, days, seed, people.length)

  const files = await openFiles(folder)
  try {
    writeContent(files, catalogue)
    writeTeams(files, days)
    writeTracks(files, allTracks)
    writeCertifications(files)
    writeAssignments(files, random(seed, 'assignment creators'), allAssignments, users.slice(0, 12))
    for (const person of people) {
      if (person.onDatacamp) {
        // Each kind of row has its own chance, so that changing one kind leaves the others as they were.
        const chanceOf = (kind: string) => random(seed, 'datacamp', kind, person.index)
        const enrolled = enrolments(chanceOf('tracks'), person, allTracks, days)
        const assigned = assignedTo(chanceOf('assigned'), person, allAssignments)
        const history = learn(
          person,
          catalogue,
          [...assignmentWishes(assigned), ...trackWishes(enrolled)],
          dutiesOf(assigned),
          days,
          seed,
        )
        writePerson(files, chanceOf('person'), person, history)
        writeHistory(files, chanceOf('history'), person, history)
        const discovered = discoveries(chanceOf('discoveries'), history, allTracks, enrolled)
        writeEnrolments(files, chanceOf('enrolments'), person, history, [...enrolled, ...discovered])
        writeAssigned(files, chanceOf('assignments'), person, history, assigned, days)
        writeAttempts(files, chanceOf('certifications'), person, days)
        writeWorkspaces(files, chanceOf('workspaces'), person, users, days)
        await settle(files)
      }
      if (person.index % 100 === 0) onProgress(person.index, people.length, 'DataCamp')
    }
    onProgress(people.length, people.length, 'DataCamp')
  } finally {
    await closeFiles(files)
  }
}
