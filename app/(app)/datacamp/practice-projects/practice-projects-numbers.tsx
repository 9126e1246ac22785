import { ReportTable } from '@/components/reports/report-table'
import { PracticeSessions } from './practice-sessions'
import type { PracticeProjectsView } from './practice-projects-view'
import { ProjectEffort } from './project-effort'
import { ProjectKinds } from './project-kinds'
import { ProjectsOverTime } from './projects-over-time'
import { TopPractices } from './top-practices'

const words: Readonly<Record<string, string>> = {
  guided: 'Guided',
  unguided: 'Unguided',
  certification: 'Certification',
  learning: 'Learning',
}

export function PracticeProjectsNumbers({ view }: { view: PracticeProjectsView }) {
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <PracticeSessions view={view} />
        <ProjectsOverTime view={view} />
        <ProjectKinds view={view} />
        <ProjectEffort view={view} />
        <TopPractices view={view} />
      </div>
      <ReportTable
        view={view}
        title="All projects"
        about="Started and completed in the period; hours are those spent until the completion."
        one="project"
        many="projects"
        nameOf={{
          guided: (row) => words[String(row['guided'])],
          for_certification: (row) => words[String(row['for_certification'])],
        }}
      />
    </>
  )
}
