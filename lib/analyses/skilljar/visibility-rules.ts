/** Who can see what in Skilljar: every catalogue page and published course for every group of students. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { notSet, type Filters } from '@/lib/filters/filters'
import { readRows } from '@/lib/metrics/read-rows'
import { defineList, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { wholeNumber } from '../whole-number'

/** The default of a thing, the newest rule for a group, and whether older rules of the same pair say otherwise. */
const things = sql`
  select 'page' as kind, catalog_page_id as thing, coalesce(nullif(trim(page_title), ''), 'Page without a title') as thing_name, domain_id,
    is_visible as is_visible_by_default, null::boolean as is_live, null::boolean as is_listed
  from skilljar.catalog_page
  union all
  select 'course', published_course_id, coalesce(nullif(trim(course.title), ''), 'Unknown course ' || published_course_id), domain_id,
    is_visible, is_live, visible_on_catalog
  from skilljar.published_course left join skilljar.course using (course_id)`

const rules = sql`
  select kind, thing, student_group_id, count(*) as rules,
    (array_agg(is_visible order by updated_at desc nulls last, id collate "C" desc))[1] as is_visible,
    bool_or(is_visible) and bool_or(not is_visible) as is_contradicted
  from (
    select 'page' as kind, catalog_page_id as thing, student_group_id, is_visible, updated_at,
      catalog_page_student_group_visibility_id as id
    from skilljar.catalog_page_student_group_visibility
    union all
    select 'course', published_course_id, student_group_id, is_visible, updated_at, published_course_student_group_visibility_id
    from skilljar.published_course_student_group_visibility
  ) as rule
  where is_visible is not null and student_group_id is not null
  group by kind, thing, student_group_id`

/** Whatever has a rule comes first, then what is hidden: where everybody sees the same, there is little to look at. */
function statement(_: ScopedReader, query: AnalysisQuery): RawBuilder<AnalysisRow> {
  const { domain = null, student_group: groups = null } = query.filters.where
  const kind = query.parameters?.kind ?? null
  const [most, mostGroups] = query.whole ? [null, null] : [limitOf(query, 'most', 100), limitOf(query, 'groups', 1_000)]
  return sql<AnalysisRow>`
    with rule as materialized (
      select * from (${rules}) as rule where ${groups}::text[] is null or student_group_id = any(${groups}::text[])
    ), thing as materialized (
      select thing.*, coalesce(ruled.rules, 0) as rules
      from (${things}) as thing
      left join (select kind, thing, count(*) as rules from rule group by kind, thing) as ruled using (kind, thing)
      where (${kind}::text is null or kind = ${kind}::text)
        and (${domain}::text[] is null or coalesce(domain_id, ${notSet}) = any(${domain}::text[]))
      order by coalesce(ruled.rules, 0) > 0 desc, is_visible_by_default is true, kind desc, lower(thing_name), thing.thing
      limit ${most}::bigint
    ), known as (
      select student_group_id, coalesce(nullif(trim(name), ''), 'Group without a name') as group_name from skilljar.student_group
      where ${groups}::text[] is null or student_group_id = any(${groups}::text[])
      union all
      select distinct student_group_id, 'Unknown group ' || student_group_id from rule
      where student_group_id not in (select student_group_id from skilljar.student_group)
    ), audience as materialized (
      select known.*, coalesce(ruled.rules, 0) as rules
      from known
      left join (select student_group_id, count(*) as rules from rule join thing using (kind, thing) group by 1) as ruled using (student_group_id)
      order by rules desc, lower(group_name), student_group_id
      limit ${mostGroups}::bigint
    )
    select thing.kind, thing.thing, thing.thing_name, thing.domain_id as domain,
      coalesce(domain.name, 'Unknown domain ' || thing.domain_id, ${notSet}) as domain_name, thing.is_live, thing.is_listed,
      audience.student_group_id as "group", audience.group_name, thing.is_visible_by_default, rule.is_visible as is_visible_by_rule,
      coalesce(rule.is_visible, thing.is_visible_by_default) as is_visible,
      case
        when rule.is_visible then 'visible_by_rule'
        when not rule.is_visible then 'hidden_by_rule'
        when thing.is_visible_by_default then 'visible_by_default'
        when not thing.is_visible_by_default then 'hidden_by_default'
        else 'unknown'
      end as state,
      coalesce(rule.rules, 0)::int as rules, coalesce(rule.is_contradicted, false) as is_contradicted,
      thing.rules::int as groups_with_rules
    from thing
    cross join audience
    left join rule on rule.kind = thing.kind and rule.thing = thing.thing and rule.student_group_id = audience.student_group_id
    left join skilljar.domain as domain on domain.domain_id = thing.domain_id
    order by thing.rules > 0 desc, thing.is_visible_by_default is true, thing.kind desc, lower(thing.thing_name), thing.thing,
      audience.rules desc, lower(audience.group_name), audience.student_group_id`
}

const limitOf = (query: AnalysisQuery, name: string, absent: number) =>
  wholeNumber(query, name, { absent, least: 1, most: 10_000 })

/** Of everything that there is for the groups asked about, how much they see and how much is special to them. */
export async function countVisible(reader: ScopedReader, filters: Filters) {
  const counted = sql<{ things: number; visible: number; ruled: number }>`
    select count(*)::int as things, (count(*) filter (where is_visible and is_live is not false))::int as visible,
      (count(*) filter (where is_visible_by_rule is not null))::int as ruled
    from (${statement(reader, { filters, whole: true })}) as listed`
  const [found] = await readRows<{ things: number; visible: number; ruled: number }>(reader, counted.compile(reader.db))
  return found ?? { things: 0, visible: 0, ruled: 0 }
}

export const visibilityRules = defineList({
  label: 'Who can see what',
  description:
    'Every catalogue page and published course of Skilljar for every group of students: its default, the rule for the group, and what holds.',
  formula: 'The newest rule for the group, else the default of the page or course.',
  readFrom: [
    'skilljar.catalog_page.is_visible',
    'skilljar.catalog_page.page_title',
    'skilljar.catalog_page_student_group_visibility.is_visible',
    'skilljar.catalog_page_student_group_visibility.updated_at',
    'skilljar.published_course.is_visible',
    'skilljar.published_course.is_live',
    'skilljar.published_course.visible_on_catalog',
    'skilljar.published_course_student_group_visibility.is_visible',
    'skilljar.published_course_student_group_visibility.updated_at',
    'skilljar.student_group.name',
    'skilljar.course.title',
    'skilljar.domain.name',
  ],
  leftOut: [
    'What holds for somebody in two groups with different rules: Skilljar does not say.',
    'Whether a course is live: whoever may see it sees it once it is.',
    'Rules for pages and courses that are gone, and rules that say nothing.',
    'Filters but those of domain and student group: rules are no rows of people.',
  ],
  parameters: {
    kind: { description: 'Only catalogue pages, or only published courses.', values: ['page', 'course'] },
    most: { description: 'How many pages and courses to list, up to 10,000; those with a rule first.', absent: '100' },
    groups: {
      description: 'How many groups of students to list, up to 10,000; those with the most rules first.',
      absent: '1000',
    },
  },
  columns: [
    { name: 'kind', label: 'Kind', kind: 'text' },
    { name: 'thing', label: 'Id', kind: 'text' },
    { name: 'thing_name', label: 'Page or course', kind: 'text' },
    { name: 'domain', label: 'Domain id', kind: 'text' },
    { name: 'domain_name', label: 'Domain', kind: 'text' },
    { name: 'is_live', label: 'Live', kind: 'boolean' },
    { name: 'is_listed', label: 'In the catalogue', kind: 'boolean' },
    { name: 'group', label: 'Group id', kind: 'text' },
    { name: 'group_name', label: 'Student group', kind: 'text' },
    { name: 'is_visible_by_default', label: 'Visible by default', kind: 'boolean' },
    { name: 'is_visible_by_rule', label: 'Visible by rule', kind: 'boolean' },
    { name: 'is_visible', label: 'Visible', kind: 'boolean' },
    { name: 'state', label: 'State', kind: 'text' },
    { name: 'rules', label: 'Rules', kind: 'number', format: 'count' },
    { name: 'is_contradicted', label: 'Rules contradict', kind: 'boolean' },
    { name: 'groups_with_rules', label: 'Groups with a rule', kind: 'number', format: 'count' },
  ],
  statement,
})
