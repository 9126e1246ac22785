/** The delivery's files, all open at once because one person writes into many of them. */
import { mkdir } from 'node:fs/promises'
import { CsvWriter } from '../csv-writer'

export const tableNames = [
  'assessment_dim',
  'assessment_fact',
  'assignment_dim',
  'assignment_fact',
  'certification_dim',
  'certification_fact',
  'chapter_dim',
  'chapter_fact',
  'course_dim',
  'course_fact',
  'exercise_dim',
  'exercise_fact',
  'practice_dim',
  'practice_fact',
  'project_dim',
  'project_fact',
  'publication_fact',
  'team_dim',
  'track_content_dim',
  'track_content_fact',
  'track_dim',
  'track_fact',
  'user_dim',
  'user_team_bridge',
  'workspace_dim',
  'workspace_fact',
  'workspace_visit_fact',
] as const

export type TableName = (typeof tableNames)[number]
export type Files = Readonly<Record<TableName, CsvWriter>>

export async function openFiles(folder: string): Promise<Files> {
  await mkdir(folder, { recursive: true })
  const opened: [TableName, CsvWriter][] = []
  for (const name of tableNames) opened.push([name, await CsvWriter.create(folder, name)])
  return Object.fromEntries(opened) as Record<TableName, CsvWriter>
}

export async function settle(files: Files): Promise<void> {
  for (const file of Object.values(files)) await file.settle()
}

export async function closeFiles(files: Files): Promise<void> {
  for (const file of Object.values(files)) await file.close()
}
