// What is a stage called?
import type { AppObject } from '#kernel/app.ts'
import type { Words } from '#kernel/error.ts'

export const stageLabel = (object: AppObject, stage: unknown): Words =>
  object.lifecycle?.stages[String(stage)]?.label ?? { zh: String(stage), en: String(stage) }
