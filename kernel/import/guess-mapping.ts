// Which field does each column of a file most likely mean?
import type { Words } from '../error.ts'
import type { Kind } from '../field.ts'
import type { Fields, Mapping } from './mapping.ts'

/** What everybody writes over columns of a kind, in whatever business. */
const byKind: Partial<Record<Kind, readonly string[]>> = {
  phone: [
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
    'tel',
    'telephone',
    'mobileno',
    'phoneno',
    'telno',
    'contactnumber',
    'cell',
    '手机',
    '手机号',
    '手机号码',
    '电话',
    '电话号码',
    '联系电话',
    '行动电话',
    '联络电话',
  ],
  email: [
    'email',
    'mail',
    'emailaddress',
    'emailaddr',
    'mailaddress',
    '邮箱',
    '电子邮箱',
    '电子邮件',
    '邮件',
    '邮箱地址',
    '電郵',
    '電子郵件',
  ],
  url: ['url', 'website', 'web', 'homepage', '网址', '网站', '官网', '主页'],
  address: ['address', 'addr', '地址', '详细地址', '通讯地址'],
  stage: ['stage', 'status', 'state', '阶段', '状态'],
}

/** What everybody calls the fields that every record has. */
const byName: Readonly<Record<string, readonly string[]>> = {
  external_id: [
    'externalid',
    'id',
    'uuid',
    'guid',
    '外部id',
    '外部编号',
    '外部编码',
    '主键',
    '记录id',
  ],
  number: ['number', 'no', 'num', 'code', '编号', '单号', '编码'],
  owner: [
    'owner',
    'assignee',
    'assignedto',
    'responsible',
    '负责人',
    '所有人',
    '归属人',
    '跟进人',
    '销售',
    '销售员',
    '销售人员',
    '业务员',
    '客户经理',
    'salesrep',
    'salesperson',
    'salesowner',
  ],
  created_at: [
    'createdat',
    'created',
    'createdate',
    'creationdate',
    'createdon',
    'createtime',
    '创建时间',
    '创建日期',
    '建档日期',
  ],
  created_by: ['createdby', 'creator', '创建人', '创建者'],
  name: ['name', 'title', 'fullname', '名称', '姓名', '名字'],
}

export interface GuessHelp {
  /** Label of the object: "客户名称" is the name of a 客户. */
  readonly label?: Words
  /** Further words of the business for a field, by field name. */
  readonly synonyms?: Readonly<Record<string, readonly string[]>>
  /** What the cells of a column are, where they show it: mail addresses are one whatever stands over them. */
  readonly kinds?: Readonly<Record<string, Kind>>
}

/**
 * Guesses the columns of a mapping: the same name or label in either language first, then other names, synonyms,
 * then labels with the object's own name before them or without it. Case, spaces and signs don't count, nor a
 * note in brackets (`金额(元)`). A field is given to one column only; a column without a guess is
 * null, that is left out.
 */
export function guessMapping(
  headers: readonly string[],
  fields: Fields,
  help: GuessHelp = {},
): Mapping['columns'] {
  const found = new Map<string, string>()
  const taken = new Set<string>()
  const writable = Object.entries(fields).flatMap(([name, field]) =>
    field && !unwritable.has(field.kind) ? [{ name, field }] : [],
  )
  const rounds: ((
    name: string,
    kind: Kind,
    label: Words,
    also: readonly string[],
  ) => readonly string[])[] = [
    (name) => [name],
    (_name, _kind, label) => [label.zh, label.en],
    (_name, _kind, _label, also) => also,
    (name) => [...(help.synonyms?.[name] ?? []), ...(byName[name] ?? [])],
    (name, _kind, label) => withObject(name, label, help.label),
    (_name, kind) => byKind[kind] ?? [],
    (name, _kind, label) => [`${label.zh}名称`, `${label.en} name`, `${name} name`],
  ]
  const give = (header: string, name: string): void => {
    found.set(header, name)
    taken.add(name)
  }
  for (const words of rounds) {
    for (const header of headers) {
      if (found.has(header)) continue
      const spellings = spelt(header)
      const match = writable.find(
        ({ name, field }) =>
          !taken.has(name) &&
          words(name, field.kind, field.label, field.also ?? []).some((word) =>
            spellings.includes(bare(word)),
          ),
      )
      if (match) give(header, match.name)
    }
  }
  // "金额" is the "预计金额" where no other field is one.
  for (const header of headers) {
    if (found.has(header)) continue
    const parts = writable.filter(
      ({ name, field }) =>
        !taken.has(name) &&
        (days.has(field.kind) ? isSameDay(header, field.label) : isPartOf(header, field.label)),
    )
    if (parts.length === 1) give(header, parts[0]!.name)
  }
  // A column of mail addresses is the one field for them.
  for (const header of headers) {
    const kind = help.kinds?.[header]
    if (found.has(header) || !kind || !showsItself.has(kind)) continue
    const same = writable.filter(({ name, field }) => !taken.has(name) && field.kind === kind)
    if (same.length === 1) give(header, same[0]!.name)
  }
  return Object.fromEntries(headers.map((header) => [header, found.get(header) ?? null]))
}

const unwritable: ReadonlySet<Kind> = new Set(['formula', 'rollup', 'lines', 'file', 'image'])

const showsItself: ReadonlySet<Kind> = new Set(['phone', 'email', 'url'])

/** Of days a file has many, and each record some that it sets itself: "日期" says too little. */
const days: ReadonlySet<Kind> = new Set(['date', 'datetime'])

/** "预计成交日期" is the "预计成交日", "Expected close date" the "Close date". */
function isSameDay(header: string, { zh, en }: Words): boolean {
  const root = (word: string): string => bare(word).replace(/(?:日期|时间|日)$/u, '')
  return (
    (root(header).length > 1 && root(header) === root(zh)) ||
    (/\s/.test(en.trim()) && simple(header).trim().endsWith(` ${en.toLowerCase()}`))
  )
}

/** Is it the beginning or the end of the label, in whole words where there are words? */
function isPartOf(header: string, { zh, en }: Words): boolean {
  const said = simple(header)
    .replace(/[([【].*$/u, '')
    .trim()
  if (/^\p{Script=Han}{2,}$/u.test(said)) return zh.startsWith(said) || zh.endsWith(said)
  const label = en.toLowerCase()
  return /^[a-z]{3,}$/.test(said) && (label.startsWith(`${said} `) || label.endsWith(` ${said}`))
}

function withObject(name: string, label: Words, object: Words | undefined): readonly string[] {
  if (!object) return []
  return [
    // "热度" is the "线索热度" of a 线索.
    ...(label.zh.startsWith(object.zh) ? [label.zh.slice(object.zh.length)] : []),
    object.zh + label.zh,
    object.en + label.en,
    object.en + name,
    ...(byName[name] ?? []).flatMap((word) => [object.zh + word, object.en + word]),
  ]
}

/** Headers are written in traditional letters too; of these only what stands over columns. */
const traditional =
  '額额機机電电郵邮號号編编負负責责稱称戶户聯联絡络網网註注備备說说產产價价稅税單单數数類类業业區区創创時时間间級级來来熱热階阶狀状態态國国線线訂订實实計计預预開开發发應应總总團团隊队標标題题職职務务樓楼門门處处廠厂貨货幣币歷历紀纪錄录擔担'
const simplified: ReadonlyMap<string, string> = new Map(
  Array.from({ length: traditional.length / 2 }, (_, i) => [
    traditional[2 * i]!,
    traditional[2 * i + 1]!,
  ]),
)

const simple = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Script=Han}/gu, (letter) => simplified.get(letter) ?? letter)

/** Letters and digits only, small: `Close Date*` and `close_date` are the same word. */
const bare = (word: string): string => simple(word).replace(/[^\p{L}\p{N}]+/gu, '')

const spelt = (header: string): readonly string[] => {
  const whole = bare(header)
  const short = bare(header.normalize('NFKC').replace(/[([【].*$/u, ''))
  return [whole, short].filter((word) => word !== '')
}
