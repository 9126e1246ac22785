/** What people read for a SCORM module: its package's title, and which part it is where the package holds several. */
import { sql, type RawBuilder } from 'kysely'

/** Assets of a package report nothing and are no parts of it. */
const isModule = sql`lower(trim(resource.type)) is distinct from 'asset'`

export const scormModuleNames: RawBuilder<unknown> = sql`(
  select part.scorm_resource_id, coalesce(
      case when part.modules > 1 and part.is_module then 'Part ' || part.number || ' of ' else '' end || nullif(trim(package.title), ''),
      nullif(trim(part.identifier), '')) as title
  from (
    select resource.scorm_resource_id, resource.web_package_id, resource.identifier, ${isModule} as is_module,
      count(*) filter (where ${isModule}) over (partition by resource.web_package_id) as modules,
      count(*) filter (where ${isModule}) over (
        partition by resource.web_package_id order by resource.identifier collate "C", resource.scorm_resource_id collate "C"
      ) as number
    from skilljar.scorm_resource as resource
  ) as part
  left join skilljar.web_package as package using (web_package_id))`
