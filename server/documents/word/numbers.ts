// Which number or bullet stands before a paragraph? Word counts by list and level; the words for it are in the file.
import { type ParagraphLook, readParagraph, readRun, type RunLook } from './looks.ts'
import { child, childrenOf, flag, given, type Node, numberOf } from './xml-tree.ts'

interface Level {
  readonly start: number
  readonly format: string
  readonly text: string
  readonly after: 'tab' | 'space' | 'nothing'
  /** All its numbers in digits, whatever the levels above are written in. */
  readonly digits: boolean
  readonly run: RunLook
  readonly paragraph: ParagraphLook
}

export interface Label {
  readonly text: string
  readonly after: Level['after']
  readonly run: RunLook
  /** Indents that the list gives its paragraphs. */
  readonly paragraph: ParagraphLook
}

/** Counts as the paragraphs are read, in their order. */
export interface Numbers {
  /** What the list gives a paragraph, without counting it. */
  readonly look: (id: string, level: number) => ParagraphLook
  readonly next: (id: string, level: number) => Label | null
}

export function readNumbers(root: Node | undefined): Numbers {
  const lists = new Map(
    childrenOf(root, 'abstractNum').map((node) => [
      given(node, 'abstractNumId') ?? '',
      new Map(childrenOf(node, 'lvl').map(readLevel)),
    ]),
  )
  const nums = new Map(
    childrenOf(root, 'num').map((node) => {
      const of = given(child(node, 'abstractNumId'), 'val') ?? ''
      const changed = new Map(
        childrenOf(node, 'lvlOverride').flatMap(
          (one): [number, { start?: number; level?: Level }][] => {
            const start = numberOf(given(child(one, 'startOverride'), 'val'))
            const level = child(one, 'lvl')
            return [
              [
                numberOf(given(one, 'ilvl')) ?? 0,
                {
                  ...(start === undefined ? {} : { start }),
                  ...(level ? { level: readLevel(level)[1] } : {}),
                },
              ],
            ]
          },
        ),
      )
      return [given(node, 'numId') ?? '', { of, changed }]
    }),
  )
  /** One count for all lists that come from the same pattern; a list that begins anew has its own. */
  const counts = new Map<string, (number | undefined)[]>()
  const levelOf = (id: string, level: number): Level | undefined =>
    nums.get(id)?.changed.get(level)?.level ?? lists.get(nums.get(id)?.of ?? '')?.get(level)
  const startOf = (id: string, level: number): number =>
    nums.get(id)?.changed.get(level)?.start ?? levelOf(id, level)?.start ?? 1
  return {
    look: (id, level) => levelOf(id, level)?.paragraph ?? {},
    next(id, level) {
      const at = levelOf(id, level)
      const num = nums.get(id)
      if (!at || !num) return null
      const key = [...num.changed.values()].some((one) => one.start !== undefined)
        ? `n${id}`
        : `a${num.of}`
      const count = counts.get(key) ?? []
      counts.set(key, count)
      count[level] = count[level] === undefined ? startOf(id, level) : count[level] + 1
      count.length = level + 1
      const text =
        at.format === 'bullet'
          ? bullet(at.text)
          : at.text.replace(/%([1-9])/g, (_, n: string) => {
              const of = Number(n) - 1
              return written(
                count[of] ?? startOf(id, of),
                at.digits ? 'decimal' : (levelOf(id, of)?.format ?? 'decimal'),
              )
            })
      return {
        text: at.format === 'none' ? '' : text,
        after: at.after,
        run: { ...at.run, symbols: false },
        paragraph: at.paragraph,
      }
    },
  }
}

function readLevel(node: Node): [number, Level] {
  const after = given(child(node, 'suff'), 'val')
  return [
    numberOf(given(node, 'ilvl')) ?? 0,
    {
      start: numberOf(given(child(node, 'start'), 'val')) ?? 1,
      format: given(child(node, 'numFmt'), 'val') ?? 'decimal',
      text: given(child(node, 'lvlText'), 'val') ?? '',
      after: after === 'space' || after === 'nothing' ? after : 'tab',
      digits: flag(node, 'isLgl') === true,
      run: readRun(child(node, 'rPr')),
      paragraph: readParagraph(child(node, 'pPr')),
    },
  ]
}

/** The marks that symbol fonts draw, as letters that every font has. */
const marks: Readonly<Record<string, string>> = {
  '\uf0b7': '•',
  '\uf06c': '●',
  '\uf06e': '■',
  '\uf06f': '□',
  '\uf075': '◆',
  '\uf076': '◆',
  '\uf0a7': '■',
  '\uf0a8': '□',
  '\uf0d8': '▶',
  '\uf0fc': '√',
  '\uf0fe': '■',
  '\uf052': '■',
  '\uf0a1': '○',
  '\uf0b2': '◇',
  '\uf0e8': '→',
  '\uf0e0': '→',
  '\uf0a3': '□',
  '\uf04a': '•',
  o: '○',
  '·': '•',
}
export const markOf = (letter: string): string | undefined => marks[letter]
const bullet = (text: string): string => marks[text] ?? (/[\ue000-\uf8ff]/.test(text) ? '•' : text)

const units = '零一二三四五六七八九'
const legal = '零壹贰叁肆伍陆柒捌玖'

/** 12 → 十二, 105 → 一百零五; beyond what a list reaches, digits. */
function chinese(n: number, digits: string, powers: readonly string[], bareTen: boolean): string {
  if (n <= 0 || n >= 10_000) return String(n)
  let out = ''
  let gap = false
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(n / 10 ** power) % 10
    if (digit === 0) gap = out !== ''
    else {
      if (gap) out += digits[0]
      out += digits[digit]! + powers[power]!
      gap = false
    }
  }
  return bareTen && n >= 10 && n < 20 ? out.slice(1) : out
}

function roman(n: number): string {
  if (n <= 0 || n >= 4000) return String(n)
  const steps: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let [rest, out] = [n, '']
  for (const [value, letters] of steps)
    while (rest >= value) [rest, out] = [rest - value, out + letters]
  return out
}

const latin = (n: number): string =>
  n <= 0
    ? String(n)
    : String.fromCharCode(64 + (((n - 1) % 26) + 1)).repeat(Math.min(20, Math.ceil(n / 26)))
const ring = (letters: string, n: number): string =>
  n >= 1 && n <= letters.length ? letters[n - 1]! : String(n)

export function written(n: number, format: string): string {
  switch (format) {
    case 'decimalZero':
      return n < 10 ? `0${n}` : String(n)
    case 'upperLetter':
      return latin(n)
    case 'lowerLetter':
      return latin(n).toLowerCase()
    case 'upperRoman':
      return roman(n)
    case 'lowerRoman':
      return roman(n).toLowerCase()
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'koreanCounting':
      return chinese(n, units, ['', '十', '百', '千'], true)
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
      return chinese(n, legal, ['', '拾', '佰', '仟'], false)
    case 'ideographDigital':
    case 'taiwaneseDigital':
    case 'japaneseDigitalTenThousand':
      return [...String(n)].map((digit) => '〇一二三四五六七八九'[Number(digit)] ?? digit).join('')
    case 'ideographTraditional':
      return ring('甲乙丙丁戊己庚辛壬癸', n)
    case 'ideographZodiac':
      return ring('子丑寅卯辰巳午未申酉戌亥', n)
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return ring('①②③④⑤⑥⑦⑧⑨⑩', n)
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(n)]
        .map((digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0))
        .join('')
    case 'none':
      return ''
    default:
      return String(n)
  }
}
