/** The cases of RELIABILITY.md, table P, that are about a source that changes its shape, breaks off or is slow. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startTcpProxy } from '@/lib/testing/tcp-proxy'
import { assertState, select, tableOf } from './testing/engine'
import { courseTitles, insertCourse, startLoadedSkilljar, type LiveSkilljar } from './testing/live-skilljar'

/** Somebody else who may sign in at the source. Roles belong to the whole server, which other tests use too. */
async function withRole(
  { source, credentials }: LiveSkilljar,
  limit: string,
  grants: string,
  work: (credentials: { user: string; password: string }) => Promise<void>,
): Promise<void> {
  const user = `other_${credentials.database}`
  await source(`create role ${user} login password 'other' ${limit}; ${grants.replaceAll(':role', user)}`)
  try {
    await work({ user, password: 'other' })
  } finally {
    await source(`drop owned by ${user}; drop role ${user}`)
  }
}

test('P-16: a new column is kept beside the others, one that is gone or renamed keeps its old values, a new table is listed', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.source(`
    alter table tag add column colour text; alter table tag rename column slug to short_name; create table badge (id text);
    update tag set name = 'Marketing', colour = 'red', short_name = 'm', updated_at = now()`)
  const run = await live.refresh()
  assertState(run, 'published')
  assert.deepEqual(await select(live, 'select name, slug, extra from skilljar.tag'), [
    { name: 'Marketing', slug: 'sales', extra: { colour: 'red', short_name: 'm' } },
  ])
  const { warnings } = tableOf(run, 'tag')
  assert.match(warnings.join(), /has no column slug.*does not know: .*colour/)
  assert.match(run.warnings.join(), /Not imported.*badge/)
})

test('P-16: values that no longer fit their column go into quarantine and hold the refresh', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.source(`
    insert into quiz (quiz_id, name, max_attempts, updated_at) select 'q' || i, 'Quiz', i, now() from generate_series(1, 40) i`)
  assertState(await live.refresh(), 'published')
  await live.source(
    `alter table quiz alter column max_attempts type text; update quiz set max_attempts = 'many', updated_at = now()`,
  )
  const run = await live.refresh()
  assertState(run, 'held')
  assert.equal(tableOf(run, 'quiz').rowsQuarantined, 40)
  assert.deepEqual(await select(live, 'select sum(max_attempts)::int as sum from skilljar.quiz'), [{ sum: 820 }])
})

test('P-16: without a key column, a table or a right nothing is read or published, for the tables are one set', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.source(insertCourse('new', 'now()'))
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['alter table tag rename tag_id to id', 'alter table tag rename id to tag_id', /has no column tag_id/],
    ['alter table tag rename to label', 'alter table label rename to tag', /has no table tag/],
    [`alter table tag add column "Name" text`, `alter table tag drop column "Name"`, /two columns named "name"/],
  ]
  for (const [breakIt, mend, told] of broken) {
    await live.source(breakIt)
    const run = await live.refresh()
    assertState(run, 'failed')
    assert.match(run.errorMessage ?? '', told)
    assert.ok(run.tables.every(({ rowsRead }) => rowsRead === 0))
    await live.source(mend)
  }
  const grants = 'grant select on all tables in schema public to :role; revoke select on tag from :role'
  await withRole(live, '', grants, async (credentials) => {
    const run = await live.refresh({ credentials })
    assertState(run, 'failed')
    assert.match(run.errorMessage ?? '', /may not read public\.tag/)
  })
  assert.ok(!(await courseTitles(live)).includes('new'))
  assertState(await live.refresh(), 'published')
})

test('P-17, P-18: a connection that is cut or falls silent sends the refresh back into the queue, and the next try succeeds', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.source(
    `insert into course (course_id, title, updated_at) select 'x' || i, repeat('x', 200), now() from generate_series(1, 20000) i`,
  )
  for (const fault of ['cut', 'silence'] as const) {
    const proxy = await startTcpProxy(live.credentials)
    t.after(() => proxy.stop())
    let read = 0
    const run = await live.refresh({
      credentials: { port: proxy.port },
      limits: { idleMs: 500 },
      onBytes(bytes) {
        read += bytes
        if (read < 500_000) return
        if (fault === 'cut') proxy.cutAfter(0)
        else proxy.blackHole()
      },
    })
    assertState(run, 'queued')
    assert.equal(run.errorCode, fault === 'cut' ? 'network' : 'timeout')
    assert.deepEqual(await select(live, 'select from app.connector where lease_until is not null'), [])
    assert.equal((await courseTitles(live)).length, 20)
  }
  assertState(await live.refresh(), 'published')
  assert.equal((await courseTitles(live)).length, 20_020)
})

test('P-17: a refused password ends the refresh at once, a source without a free connection is tried again', async (t) => {
  const live = await startLoadedSkilljar(t)
  const refused = await live.refresh({ credentials: { password: 'expired' } })
  assertState(refused, 'failed')
  assert.equal(refused.errorCode, 'login')
  await withRole(live, 'connection limit 0', '', async (credentials) => {
    const busy = await live.refresh({ credentials })
    assertState(busy, 'queued')
    assert.equal(busy.errorCode, 'busy')
  })
})

test('P-19: a replica that breaks off long transactions is read again, then table by table, and the run says so', async (t) => {
  const live = await startLoadedSkilljar(t)
  // Whoever reads tags in a transaction older than a second and a half is in the way of what the replica replays.
  await live.source(`
    create function break_off() returns boolean language plpgsql as $$ begin
      if clock_timestamp() - now() > interval '1500 milliseconds' then
        raise exception 'canceling statement due to conflict with recovery' using errcode = '40001';
      end if;
      return true;
    end $$;
    alter table catalog_page rename to pages; create view catalog_page as select * from pages where (select pg_sleep(1.7)::text) is not null;
    alter table tag rename to tags; create view tag as select * from tags where (select break_off());
    update tags set name = 'Renamed', updated_at = now()`)
  const run = await live.refresh({ limits: { idleMs: 10_000 } })
  assertState(run, 'published')
  assert.match(run.warnings.join(), /each table was read as of a moment of its own/)
  assert.deepEqual(await select(live, 'select name from skilljar.tag'), [{ name: 'Renamed' }])
})

test('P-20: a table that takes too long ends the try with its name and the limit; the tables before it show how far it came', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.source(
    `alter table tag rename to tags; create view tag as select * from tags where (select pg_sleep(30)::text) is not null`,
  )
  const run = await live.refresh({ limits: { statementMs: 800, idleMs: 5_000 } })
  assertState(run, 'queued')
  assert.equal(run.errorCode, 'timeout')
  assert.match(run.errorMessage ?? '', /public\.tag took longer than 0\.8 seconds/)
  assert.equal(tableOf(run, 'course').state, 'staged')
})

test('P-21: a refresh writes nothing into the source, comparison included', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.source(`
    create table written (what text);
    create function note() returns trigger language plpgsql as $$ begin insert into written values (tg_op); return null; end $$;
    create trigger noted after insert or update or delete or truncate on course execute function note()`)
  assertState(await live.refresh({ reconcile: true }), 'unchanged')
  assert.deepEqual((await live.sourcePool.query('select from written')).rows, [])
})
