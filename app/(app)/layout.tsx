/** The shell around every page of somebody who is signed in. It shows what may be opened; the pages themselves decide. */
import { cookies } from 'next/headers'
import { cache, Suspense, type ReactNode } from 'react'
import { Search } from '@/components/search/search'
import { AccountMenu } from '@/components/shell/account-menu'
import { Breadcrumb } from '@/components/shell/breadcrumb'
import { Drawer } from '@/components/shell/drawer'
import { FreshnessBadge } from '@/components/shell/freshness-badge'
import { parseRail, parseTheme, RAIL_COOKIE, THEME_COOKIE } from '@/components/shell/preferences'
import { Sidebar } from '@/components/shell/sidebar'
import { StaleBanner } from '@/components/shell/stale-banner'
import { ThemeSwitch } from '@/components/shell/theme-switch'
import { ViewsProvider } from '@/components/views/views-context'
import { organisationName } from '@/lib/api/organisation'
import { admitToShell } from '@/lib/authz/admission'
import { may, permissionsOf } from '@/lib/authz/permissions'
import { app } from '@/lib/db/app'
import { freshnessOf } from '@/lib/refresh/freshness'
import { knownViews } from '@/lib/views/visible'
import { version } from '@/package.json'
import { save } from './views/actions'

export default async function AppLayout({ children }: { children: ReactNode }) {
  const actor = await admitToShell()
  const preferences = await cookies()
  const permissions = permissionsOf(actor.role)
  const organisation = await organisationName(app())
  const mayManage = may(actor, 'connectors.manage')
  return (
    <ViewsProvider known={await knownViews(app(), actor)} save={save}>
      <div className="flex min-h-dvh">
        <a
          href="#content"
          className="fixed top-2 left-2 z-70 -translate-y-20 rounded-control bg-accent px-3 py-2 text-on-accent focus:translate-y-0"
        >
          Skip to content
        </a>
        <Sidebar
          permissions={permissions}
          organisation={organisation}
          version={version}
          rail={parseRail(preferences.get(RAIL_COOKIE)?.value)}
        />
        <div className="flex min-w-0 grow flex-col">
          <header
            data-print="hide"
            className="sticky top-0 z-30 flex h-13 items-center gap-3 border-b border-border bg-background px-7 max-tablet:px-4"
          >
            <Drawer permissions={permissions} organisation={organisation} />
            <div className="min-w-0 grow">
              <Breadcrumb permissions={permissions} />
            </div>
            <Search />
            <div className="flex items-center gap-4 max-sidebar:hidden">
              <Suspense fallback={null}>
                <FreshnessList mayManage={mayManage} />
              </Suspense>
            </div>
            <ThemeSwitch theme={parseTheme(preferences.get(THEME_COOKIE)?.value)} />
            <AccountMenu name={actor.name} email={actor.email ?? ''} role={actor.role} />
          </header>
          <main
            id="content"
            tabIndex={-1}
            className="flex w-full max-w-[1520px] flex-col gap-4 px-7 py-6 outline-none has-[[data-whole-window]]:max-w-none max-tablet:px-4 max-tablet:py-4"
          >
            <Suspense fallback={null}>
              <StaleSources mayManage={mayManage} />
            </Suspense>
            {children}
            <div className="flex flex-wrap gap-x-4 gap-y-1 sidebar:hidden">
              <Suspense fallback={null}>
                <FreshnessList mayManage={mayManage} />
              </Suspense>
            </div>
          </main>
        </div>
      </div>
    </ViewsProvider>
  )
}

const freshness = cache(() => freshnessOf(app()))

async function StaleSources({ mayManage }: { mayManage: boolean }) {
  return <StaleBanner sources={await freshness()} mayManage={mayManage} />
}

async function FreshnessList({ mayManage }: { mayManage: boolean }) {
  const all = await freshness()
  const now = new Date().toISOString()
  return all.map((source) => (
    <FreshnessBadge
      key={source.connectorId}
      source={source}
      now={now}
      href={mayManage && source.runId !== null ? `/admin/refreshes/${source.runId}` : undefined}
    />
  ))
}
