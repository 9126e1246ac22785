import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
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
  const { later } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Practice sessions" data={later.sessions} className="min-h-[400px] charts:col-span-12">
          {(read) => <PracticeSessions view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard
          title="Projects started and completed"
          data={later.projects}
          className="min-h-[400px] charts:col-span-7"
        >
          {(read) => <ProjectsOverTime view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Guided and unguided projects" data={later.kinds} className="min-h-[400px] charts:col-span-5">
          {(read) => <ProjectKinds view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard
          title="Hours spent against the hours needed"
          data={later.effort}
          className="min-h-[400px] charts:col-span-5"
        >
          {(read) => <ProjectEffort view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Practices by sessions" data={later.practices} className="min-h-[400px] charts:col-span-7">
          {(read) => <TopPractices view={cardView(view, read)} />}
        </LaterCard>
      </div>
      <LaterCard title="All projects" data={later.table} className="min-h-[860px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="All projects"
            about="Started and completed in the period; hours are those spent until the completion."
            one="project"
            many="projects"
            nameOf={{
              guided: (row) => words[String(row['guided'])],
              for_certification: (row) => words[String(row['for_certification'])],
            }}
          />
        )}
      </LaterCard>
    </>
  )
}
