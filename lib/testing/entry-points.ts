/** Every way into the server that the source tree opens, and what is wrong with those that no wrapper guards. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export interface EntryPoint {
  readonly file: string
  readonly kind: 'page' | 'route' | 'action'
  /** Keys of the registry that its wrappers were given. */
  readonly keys: readonly string[]
  /** How it lets people past the wrappers; empty where all is well. */
  readonly faults: readonly string[]
}

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']
/** Exports by which Next learns about a file; they answer nobody. */
const CONFIGURATION =
  /^(metadata|viewport|dynamic|dynamicParams|revalidate|fetchCache|runtime|maxDuration|preferredRegion)$/
/** Files that Next serves under an address of their own, without any wrapper. */
const SERVED_BY_NEXT = /^(sitemap|robots|manifest|icon|apple-icon|opengraph-image|twitter-image|default)\.tsx?$/

export function entryPoints(roots: readonly string[]): EntryPoint[] {
  return roots
    .filter((root) => existsSync(root))
    .flatMap((root) => readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => path.join(root, file)))
    .filter((file) => /(?<!\.test|\.d)\.tsx?$/.test(file))
    .flatMap((file) => entryPoint(file) ?? [])
}

/** "app/(app)/people/[person]/page.tsx" → "/people/[person]" */
export function addressOf(file: string): string {
  const folders = path.dirname(file).split(path.sep)
  const parts = folders.slice(folders.indexOf('app') + 1).filter((part) => !/^\(.*\)$|^@/.test(part))
  return `/${parts.join('/')}`
}

function entryPoint(file: string): EntryPoint | null {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const name = path.basename(file)
  const isServed = file.split(path.sep).includes('app')
  if (isServed && /^page\.tsx?$/.test(name)) return guardedPage(file, source)
  if (isServed && /^route\.tsx?$/.test(name)) return guardedRoute(file, source)
  if (isServed && SERVED_BY_NEXT.test(name)) {
    return {
      file,
      kind: 'route',
      keys: [],
      faults: ['Next serves it to everybody; write a route.ts with defineRoute.'],
    }
  }
  return guardedActions(file, source)
}

function guardedPage(file: string, source: ts.SourceFile): EntryPoint {
  const wrapped = exportsOf(source).find(({ name }) => name === 'default')?.value
  const key = keyGivenTo('definePage', wrapped)
  const faults = [
    ...(key === null ? [`its default export must be definePage('${addressOf(file)}', …)`] : []),
    ...(key !== null && key !== addressOf(file) ? [`it stands at ${addressOf(file)} but claims the key ${key}`] : []),
  ]
  return { file, kind: 'page', keys: key === null ? [] : [key], faults }
}

function guardedRoute(file: string, source: ts.SourceFile): EntryPoint {
  const keys: string[] = []
  const faults: string[] = []
  for (const { name, value } of exportsOf(source)) {
    if (!VERBS.includes(name)) {
      if (!CONFIGURATION.test(name)) faults.push(`it exports ${name}, which is no verb`)
      continue
    }
    const wanted = `${name} ${addressOf(file)}`
    const key = keyGivenTo('defineRoute', value)
    if (key === wanted) keys.push(key)
    else faults.push(`${name} must be defineRoute('${wanted}', …)`)
  }
  return { file, kind: 'route', keys, faults }
}

function guardedActions(file: string, source: ts.SourceFile): EntryPoint | null {
  if (!startsWithUseServer(source.statements)) {
    return hasInlineAction(source)
      ? {
          file,
          kind: 'action',
          keys: [],
          faults: ["'use server' inside a function; put the action into a file of actions"],
        }
      : null
  }
  const keys: string[] = []
  const faults: string[] = []
  for (const { name, value } of exportsOf(source)) {
    const key = keyGivenTo('defineAction', value)
    if (key === null) faults.push(`${name} must be defineAction('noun.verb', …)`)
    else keys.push(key)
  }
  return { file, kind: 'action', keys, faults }
}

interface Exported {
  readonly name: string
  readonly value: ts.Expression | undefined
}

/** Values only: types guard nothing and open nothing. */
function exportsOf(source: ts.SourceFile): Exported[] {
  return source.statements.flatMap((statement): Exported[] => {
    if (ts.isExportAssignment(statement)) return [{ name: 'default', value: statement.expression }]
    if (ts.isExportDeclaration(statement)) return statement.isTypeOnly ? [] : renamed(statement)
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
    const has = (kind: ts.SyntaxKind) => modifiers.some((modifier) => modifier.kind === kind)
    if (!has(ts.SyntaxKind.ExportKeyword)) return []
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name, initializer }) => ({
        name: name.getText(),
        value: initializer,
      }))
    }
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      return [{ name: has(ts.SyntaxKind.DefaultKeyword) ? 'default' : (statement.name?.text ?? ''), value: undefined }]
    }
    return []
  })
}

function renamed(statement: ts.ExportDeclaration): Exported[] {
  const clause = statement.exportClause
  if (!clause || !ts.isNamedExports(clause)) return [{ name: '*', value: undefined }]
  return clause.elements.filter((one) => !one.isTypeOnly).map((one) => ({ name: one.name.text, value: undefined }))
}

function keyGivenTo(wrapper: string, value: ts.Expression | undefined): string | null {
  if (!value || !ts.isCallExpression(value) || value.expression.getText() !== wrapper) return null
  const [key] = value.arguments
  return key && ts.isStringLiteral(key) ? key.text : null
}

function startsWithUseServer(statements: ts.NodeArray<ts.Statement>): boolean {
  const [first] = statements
  return (
    !!first &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === 'use server'
  )
}

function hasInlineAction(node: ts.Node): boolean {
  if (ts.isBlock(node) && startsWithUseServer(node.statements)) return true
  return ts.forEachChild(node, hasInlineAction) ?? false
}
