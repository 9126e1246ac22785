/** The import graph of the repository, read from its source: who imports whom, and whether only types. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export interface Import {
  from: string
  /** A file of ours, or the name of a package. */
  to: string
  typeOnly: boolean
}

const ROOTS = ['lib', 'components', 'app', 'e2e', 'bench', 'proxy.ts', 'instrumentation.ts']

export function sourceFiles(): string[] {
  return ROOTS.flatMap((root) => {
    if (!existsSync(root)) return []
    if (statSync(root).isFile()) return [root]
    return readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => path.join(root, file))
  }).filter((file) => /\.tsx?$/.test(file))
}

function resolve(from: string, specifier: string): string {
  const base = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? path.join(path.dirname(from), specifier)
      : undefined
  if (base === undefined) return specifier
  const candidates = [base, `${base}.ts`, `${base}.tsx`, path.join(base, 'index.ts')]
  return candidates.find((file) => existsSync(file) && statSync(file).isFile()) ?? base
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  const clause = node.importClause
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const names = clause.namedBindings
  return !clause.name && !!names && ts.isNamedImports(names) && names.elements.every((element) => element.isTypeOnly)
}

export function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const found: Import[] = []
  const visit = (node: ts.Node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const specifier = (node.moduleSpecifier as ts.StringLiteral).text
      found.push({ from: file, to: resolve(file, specifier), typeOnly: isTypeOnly(node) })
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments
      if (argument && ts.isStringLiteral(argument)) {
        found.push({ from: file, to: resolve(file, argument.text), typeOnly: false })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

export function isClientFile(file: string): boolean {
  return /^\s*(\/\*[\s\S]*?\*\/\s*)?['"]use client['"]/.test(readFileSync(file, 'utf8'))
}
