/** Workspaces that people open, visit and publish. */
import { isoDay, SECONDS_PER_DAY, timestamp, type Calendar, type Day } from '../calendar'
import { GROUP_ID } from '../organisation'
import type { Person } from '../people'
import type { Random } from '../random'
import type { Files } from './files'

const CATEGORIES = ['base', 'dataset', 'recipe', 'playbook', 'project', 'boilerplate'] as const
const SUBJECTS = [
  'Sales',
  'Churn',
  'Inventory',
  'Energy',
  'Travel costs',
  'Survey',
  'Web traffic',
  'Prices',
  'Tickets',
  'Forecast',
]
const FORMS = ['exploration', 'model', 'cleaning', 'report', 'first look', 'quarterly check']

interface Workspace {
  readonly id: string
  readonly createdOn: Day
  readonly published: boolean
  readonly until: Day
}

function writeWorkspace(files: Files, chance: Random, person: Person, createdOn: Day, until: Day): Workspace {
  const id = chance.uuid()
  const category = chance.pick(CATEGORIES)
  const technology = person.interests.includes('R') && chance.chance(0.6) ? 'R' : 'Python'
  files.workspace_dim.add({
    workspace_id: id,
    workspace_title: `${chance.pick(SUBJECTS)}, ${chance.pick(FORMS)}`,
    technology,
    owner_type: chance.chance(0.85) ? 'individual' : 'group',
    category,
    key: category === 'base' ? null : `${category}-${technology.toLowerCase()}-${chance.integer(1, 12)}`,
    is_featured: chance.chance(0.05),
    group_id: GROUP_ID,
  })
  const createdAt = createdOn * SECONDS_PER_DAY + chance.integer(8 * 3600, 18 * 3600)
  const lastAt = Math.min(
    until * SECONDS_PER_DAY + 19 * 3600,
    createdAt + Math.round(chance.lognormal(9, 1) * SECONDS_PER_DAY),
  )
  const attempts = chance.chance(0.4) ? 1 + chance.poisson(1) : 0
  const successes = attempts === 0 ? 0 : chance.integer(attempts === 1 && chance.chance(0.8) ? 1 : 0, attempts)
  const upvotes = successes > 0 ? chance.poisson(1.5) : 0
  const within = (share: number) => timestamp(Math.round(createdAt + (lastAt - createdAt) * share))
  const integrated = chance.chance(0.2)
  // Some open a workspace, look around and leave.
  const edited = attempts > 0 || chance.chance(0.82)
  files.workspace_fact.add({
    creator_id: person.userId,
    workspace_id: id,
    nb_megabytes: chance.lognormal(3, 1.2).toFixed(2),
    nb_attempts_to_publish: attempts,
    nb_times_published_successfully: successes,
    nb_upvotes: upvotes,
    nb_shares: chance.poisson(0.4),
    created_at: timestamp(createdAt),
    updated_at: timestamp(lastAt),
    first_edited_at: edited ? within(0.05) : null,
    last_edited_at: edited ? within(0.95) : null,
    first_published_at: successes > 0 ? within(0.4) : null,
    last_published_at: successes > 0 ? within(0.9) : null,
    first_integration_added_at: integrated ? within(0.1) : null,
    last_integration_added_at: integrated ? within(0.3) : null,
    first_upvoted_at: upvotes > 0 ? within(0.6) : null,
    last_upvoted_at: upvotes > 0 ? within(0.9) : null,
    group_id: GROUP_ID,
  })
  return { id, createdOn, published: successes > 0, until: Math.floor(lastAt / SECONDS_PER_DAY) }
}

/** Visits of the creator and of a few colleagues who were there on that day. */
function writeVisits(
  files: Files,
  chance: Random,
  person: Person,
  colleagues: readonly Person[],
  workspace: Workspace,
): void {
  const visitors = [person, ...Array.from({ length: chance.poisson(0.8) }, () => chance.pick(colleagues))]
  for (const visitor of new Set(visitors)) {
    for (let day = workspace.createdOn; day <= workspace.until; day += chance.integer(1, 6)) {
      if (day < visitor.joinsOn || day >= (visitor.leavesOn ?? Infinity)) continue
      const nb_seconds = Math.round(chance.lognormal(visitor === person ? 1100 : 240, 0.9))
      files.workspace_visit_fact.add({
        visitor_id: visitor.userId,
        workspace_id: workspace.id,
        visited_at: isoDay(day),
        nb_seconds,
        group_id: GROUP_ID,
      })
    }
  }
}

function writeViews(files: Files, chance: Random, person: Person, workspace: Workspace, days: Calendar): void {
  if (!workspace.published) return
  for (let day = workspace.createdOn + 2; day <= days.last; day += chance.integer(1, 30)) {
    const creator = chance.chance(0.25)
    const nb_viewers = creator ? 1 : 1 + chance.poisson(1.4)
    files.publication_fact.add({
      group_id: GROUP_ID,
      creator_id: person.userId,
      workspace_id: workspace.id,
      viewed_at: isoDay(day),
      nb_viewers,
      nb_seconds: Math.round(nb_viewers * chance.lognormal(70, 0.8)),
      viewer_type: creator ? 'creator' : 'viewer',
    })
  }
}

export function writeWorkspaces(
  files: Files,
  chance: Random,
  person: Person,
  colleagues: readonly Person[],
  days: Calendar,
): void {
  const codes = ['Python', 'R', 'SQL'].some((technology) => person.interests.includes(technology))
  const from = Math.max(days.first, person.joinsOn)
  const until = Math.min(days.last, (person.leavesOn ?? Infinity) - 1)
  if (from > until || !chance.chance(codes ? 0.3 : 0.04)) return
  for (let count = 1 + chance.poisson(1.2); count > 0; count--) {
    const workspace = writeWorkspace(files, chance, person, chance.integer(from, until), until)
    writeVisits(files, chance, person, colleagues, workspace)
    writeViews(files, chance, person, workspace, days)
  }
}
