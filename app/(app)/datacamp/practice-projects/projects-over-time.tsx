import { BeganAndCompleted } from '@/components/reports/began-and-completed'
import type { PracticeProjectsViewOf } from './practice-projects-view'

export function ProjectsOverTime({ view }: { view: PracticeProjectsViewOf<'projects'> }) {
  return (
    <BeganAndCompleted
      id="projects"
      className="charts:col-span-7"
      title="Projects started and completed"
      what="Pairs of person and project"
      unit={`Pairs per ${view.filters.grain}`}
      series={view.data.projects}
      began={{ metric: 'project_starts', label: 'Started' }}
      completed="project_completions"
      view={view}
    />
  )
}
