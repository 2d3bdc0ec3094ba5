// What is in of an import that was stopped on its way, and how does the rest come in?
import type { Words } from '#kernel/error.ts'
import type { Counts } from './counts.ts'

export interface HowStopped {
  readonly dryRun: boolean
  /** Somebody may let it go on from where it is. */
  readonly goesOn: boolean
  /** Rows find their records, so the same file may come again. */
  readonly keyed: boolean
}

/** One or two sentences: how far it came, what is in, and what to do for the rest. */
export function stoppedWords(counts: Counts, total: number | null, how: HowStopped): Words {
  const { rows, created, changed, unchanged, refused } = counts
  if (how.dryRun)
    return {
      zh: `试到第 ${rows} 行为止${of(total, 'zh')}，没有写入任何数据。`,
      en: `Tried up to row ${rows}${of(total, 'en')}; nothing was written.`,
    }
  if (rows === 0) return { zh: '还没有写入任何行。', en: 'No row was written yet.' }
  return {
    zh: `已处理前 ${rows} 行${of(total, 'zh')}：新增 ${created}，更新 ${changed}，未变 ${unchanged}，拒绝 ${refused}；已写入的保留。${rest(how).zh}`,
    en: `The first ${rows} rows${of(total, 'en')} were dealt with: ${created} new, ${changed} changed, ${unchanged} unchanged, ${refused} refused; what is in stays. ${rest(how).en}`,
  }
}

const of = (total: number | null, language: 'zh' | 'en'): string =>
  total === null ? '' : language === 'zh' ? `（共 ${total} 行）` : ` of ${total}`

function rest({ goesOn, keyed }: HowStopped): Words {
  if (keyed)
    return {
      zh: `其余的行：${goesOn ? '点「继续」，或' : ''}再次导入同一个文件，已写入的行不会重复。`,
      en: `For the rest, ${goesOn ? '“Go on”, or ' : ''}import the same file again; rows that are in are not made twice.`,
    }
  return goesOn
    ? {
        zh: '其余的行：点「继续」。没有识别字段，再次导入整个文件会重复新建。',
        en: 'For the rest, “Go on”. Without a field that finds records, importing the whole file again would make them twice.',
      }
    : {
        zh: '没有识别字段，再次导入整个文件会重复新建：请先从文件中去掉这些行。',
        en: 'Without a field that finds records, importing the whole file again would make them twice: take these rows out of it first.',
      }
}
