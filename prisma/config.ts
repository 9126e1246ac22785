import path from 'node:path'
import { defineConfig } from 'prisma/config'

// No datasource: migrations go through our own runner (lib/db/migrate), Prisma's command line only generates.
export default defineConfig({
  schema: path.join(import.meta.dirname, 'schema'),
})
