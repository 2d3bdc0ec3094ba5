// Does a standard reader of BPMN 2.0 open what we write, without a warning, with every shape in its place?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BpmnModdle } from 'bpmn-moddle'
import { book } from '#ltc/index.ts'
import { type Lane, toBpmn } from './bpmn.ts'

interface Element {
  $type: string
  id?: string
  name?: string
  [part: string]: unknown
}
const lanes: Lane[] = Object.entries(book.objects).flatMap(([name, object]) =>
  object.lifecycle && object.chain
    ? [
        {
          name,
          label: object.label,
          lifecycle: object.lifecycle,
          approvals: Object.fromEntries(
            Object.entries(book.approvals).filter(([, flow]) => flow.object === name),
          ),
          from: object.chain.from,
        },
      ]
    : [],
)

const list = (value: unknown): Element[] => (Array.isArray(value) ? (value as Element[]) : [])

test('the whole map is read without a warning; every element has its shape or line', async () => {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(
    toBpmn(lanes, 'zh', '示例 & <公司>'),
  )
  assert.deepEqual(warnings, [])
  const roots = list((rootElement as unknown as Element).rootElements)
  const collaboration = roots.find((one) => one.$type === 'bpmn:Collaboration')!
  const processes = roots.filter((one) => one.$type === 'bpmn:Process')
  const elements = [
    ...list(collaboration.participants),
    ...list(collaboration.messageFlows),
    ...processes.flatMap((one) => [...list(one.flowElements), ...list(one.artifacts)]),
  ]
  const [diagram] = list((rootElement as unknown as Element).diagrams)
  const planes = list((diagram!.plane as Element).planeElement)
  const drawn = new Map(planes.map((one) => [(one.bpmnElement as Element).id, one]))
  for (const element of elements) {
    const di = drawn.get(element.id)
    assert.ok(di, `${element.$type} ${element.id}`)
    if (di.$type === 'bpmndi:BPMNEdge') assert.ok(list(di.waypoint).length >= 2, element.id)
    else assert.ok(di.bounds, element.id)
  }
  assert.equal(drawn.size, elements.length)
  assert.ok(list(collaboration.messageFlows).length >= 5)
})

test('names come back as they went, whatever characters they have', async () => {
  const odd = { zh: '报价 "甲" & <乙>\u0001', en: 'x' }
  const one = { ...lanes.find((lane) => lane.name === 'quote')!, label: odd }
  const { rootElement, warnings } = await new BpmnModdle().fromXML(toBpmn([one], 'zh', 'x'))
  assert.deepEqual(warnings, [])
  const roots = list((rootElement as unknown as Element).rootElements)
  assert.equal(roots.find((it) => it.$type === 'bpmn:Process')!.name, '报价 "甲" & <乙>')
  const names = list(roots.find((it) => it.$type === 'bpmn:Process')!.flowElements).map(
    (it) => it.name,
  )
  for (const stage of Object.values(one.lifecycle.stages))
    assert.ok(names.includes(stage!.label.zh), stage!.label.zh)
})

test('it is written again as it was read', async () => {
  const moddle = new BpmnModdle()
  const { rootElement } = await moddle.fromXML(toBpmn(lanes, 'en', 'Company'))
  const { xml } = await moddle.toXML(rootElement)
  const again = await moddle.fromXML(xml)
  assert.deepEqual(again.warnings, [])
  const named = (root: Element): string[] =>
    list(root.rootElements)
      .flatMap((one) => list(one.flowElements))
      .map((one) => one.name ?? '')
  assert.deepEqual(
    named(again.rootElement as unknown as Element),
    named(rootElement as unknown as Element),
  )
})
