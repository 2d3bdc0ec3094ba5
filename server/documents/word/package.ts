// Which parts does a Word file have? Its text, styles, numbers, heads, feet and pictures, opened without trusting it.
import { buffer } from 'node:stream/consumers'
import { refuse } from '#kernel/error.ts'
import { byteSource } from '#server/files/byte-source.ts'
import { openZip } from '#server/files/open-zip.ts'
import { childrenOf, given, type Node, readTree } from './xml-tree.ts'

const MB = 1024 * 1024
/** What a letter unfolds to at most; a spreadsheet may be larger. */
export const wordLimits = { entry: 30 * MB, total: 120 * MB, ratio: 200, free: 2 * MB } as const

/** A part of the file with what it points to: relation id → name of the part. */
export interface Part {
  readonly root: Node
  readonly targets: ReadonlyMap<string, Target>
}

interface Target {
  readonly name: string
  readonly type: string
  /** Outside of the file: never fetched. */
  readonly outside: boolean
}

export interface WordPackage {
  readonly document: Part
  readonly styles: Node | undefined
  readonly numbering: Node | undefined
  readonly settings: Node | undefined
  readonly theme: Node | undefined
  /** A head or a foot. */
  readonly part: (from: Part, id: string) => Promise<Part | undefined>
  /** The bytes that a picture's relation leads to. */
  readonly bytes: (from: Part, id: string) => Promise<Buffer | undefined>
}

const notWord = (why: string): never => refuse('malformed', { reason: `docx: ${why}` })

/** Opens it; refuses what is no Word file, or none that can be trusted. */
export async function openWord(bytes: Buffer): Promise<WordPackage> {
  const zip = await openZip(await byteSource({ bytes }), wordLimits)
  const read = async (name: string): Promise<Buffer> => buffer(zip.stream(name))
  const tree = async (name: string): Promise<Node | undefined> =>
    zip.has(name)
      ? readTree((await read(name)).toString('utf8').replace(/^\ufeff/, ''), name)
      : undefined
  const targetsOf = async (name: string): Promise<Map<string, Target>> => {
    const at = name.lastIndexOf('/')
    const folder = name.slice(0, at + 1)
    const root = await tree(`${folder}_rels/${name.slice(at + 1)}.rels`)
    return new Map(
      childrenOf(root, 'Relationship').flatMap((one): [string, Target][] => {
        const [id, target, type = ''] = [given(one, 'Id'), given(one, 'Target'), given(one, 'Type')]
        if (id === undefined || target === undefined) return []
        return [
          [
            id,
            {
              name: inFolder(folder, target),
              type: type.slice(type.lastIndexOf('/') + 1),
              outside: given(one, 'TargetMode') === 'External',
            },
          ],
        ]
      }),
    )
  }
  const first =
    [...(await targetsOf('')).values()].find((one) => one.type === 'officeDocument' && !one.outside)
      ?.name ?? 'word/document.xml'
  const root = await tree(first)
  if (!root || root.tag !== 'document') return notWord('no document in it')
  const targets = await targetsOf(first)
  const of = async (type: string): Promise<Node | undefined> => {
    const found = [...targets.values()].find((one) => one.type === type && !one.outside)
    return found && tree(found.name)
  }
  const parts = new Map<string, Promise<Part | undefined>>()
  const inside = (from: Part, id: string): string | undefined => {
    const target = from.targets.get(id)
    return target && !target.outside && zip.has(target.name) ? target.name : undefined
  }
  const opened = async (name: string): Promise<Part | undefined> => {
    const found = await tree(name)
    return found && { root: found, targets: await targetsOf(name) }
  }
  return {
    document: { root, targets },
    styles: await of('styles'),
    numbering: await of('numbering'),
    settings: await of('settings'),
    theme: await of('theme'),
    part: async (from, id) => {
      const name = inside(from, id)
      if (name === undefined) return undefined
      const known = parts.get(name) ?? opened(name)
      parts.set(name, known)
      return known
    },
    bytes: async (from, id) => {
      const name = inside(from, id)
      return name === undefined ? undefined : read(name)
    },
  }
}

/** A target as a name in the archive; one that leads out of it is no name of anything. */
function inFolder(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const steps = folder.split('/').filter(Boolean)
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}
