// How does the company's way look to another modeller? BPMN 2.0 with its picture, made of the lifecycles as they are.
import type { Words } from '../error.ts'
import { living } from '../merge.ts'
import type { ApprovalFlow } from './approval.ts'
import type { Lifecycle } from './lifecycle.ts'
import { type Layout, layout, type Point, sizes } from './layout.ts'

export interface Lane {
  readonly name: string
  readonly label: Words
  readonly lifecycle: Lifecycle
  readonly approvals: Readonly<Record<string, ApprovalFlow>>
  /** Objects whose record this one is born of. */
  readonly from: readonly string[]
}

const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

interface Drawn {
  readonly nodes: string[]
  readonly flows: string[]
  readonly shapes: string[]
  readonly edges: string[]
}

const head = 30
const between = 24
/** Room at the left for the start event. */
const lead = 80

/** The whole as one collaboration: a pool for each object, its stages as tasks, its gates as gateways. */
export function toBpmn(lanes: readonly Lane[], language: keyof Words, company: string): string {
  const pools: string[] = []
  const processes: string[] = []
  const shapes: string[] = []
  const edges: string[] = []
  const placed = new Map<string, { layout: Layout; x: number; y: number }>()
  let y = 40
  const layouts = lanes.map((lane) => layout(lane.lifecycle, lane.approvals))
  const width = Math.max(...layouts.map((one) => one.width), 0) + head + lead
  lanes.forEach((lane, i) => {
    const it = layouts[i]!
    placed.set(lane.name, { layout: it, x: 40 + head + lead, y })
    pools.push(
      `<bpmn:participant id="pool_${lane.name}" name="${escaped(lane.label[language])}" processRef="process_${lane.name}" />`,
    )
    shapes.push(
      `<bpmndi:BPMNShape id="di_pool_${lane.name}" bpmnElement="pool_${lane.name}" isHorizontal="true">${bounds(40, y, width, it.height)}</bpmndi:BPMNShape>`,
    )
    const drawn = drawLane(lane, it, 40 + head + lead, y, language)
    processes.push(
      `<bpmn:process id="process_${lane.name}" name="${escaped(lane.label[language])}" isExecutable="false">${[...drawn.nodes, ...drawn.flows].join('')}</bpmn:process>`,
    )
    shapes.push(...drawn.shapes)
    edges.push(...drawn.edges)
    y += it.height + between
  })
  const messages: string[] = []
  for (const lane of lanes)
    for (const parent of lane.from) {
      const [a, b] = [placed.get(parent), placed.get(lane.name)]
      const source = lanes.find((one) => one.name === parent)
      if (!a || !b || !source) continue
      const from = handOver(source.lifecycle)
      const start = a.layout.stages.find((one) => one.name === from)!
      const id = `born_${parent}_${lane.name}`
      messages.push(
        `<bpmn:messageFlow id="${id}" sourceRef="${parent}_${from}" targetRef="start_${lane.name}" />`,
      )
      const down: Point[] = [
        [a.x + start.x + start.w / 2, a.y + start.y + start.h],
        [a.x + start.x + start.w / 2, b.y - between / 2],
        [b.x - lead / 2, b.y - between / 2],
        [b.x - lead / 2, b.y + firstOf(lane.lifecycle, b.layout) - 18],
      ]
      edges.push(edge(id, down))
    }
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="openltc" targetNamespace="https://openltc.org/bpmn" exporter="OpenLTC"><bpmn:collaboration id="whole" >${pools.join('')}${messages.join('')}</bpmn:collaboration>${processes.join('')}<bpmndi:BPMNDiagram id="diagram" name="${escaped(company)}"><bpmndi:BPMNPlane id="plane" bpmnElement="whole">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>
`
}

/** The stage from which the next object is born: the good end, or the last open stage. */
function handOver(lifecycle: Lifecycle): string {
  const stages = Object.entries(living(lifecycle.stages))
  return (stages.find(([, stage]) => stage.kind === 'won') ??
    stages.filter(([, stage]) => (stage.kind ?? 'open') === 'open').at(-1) ??
    stages[0]!)[0]
}

const firstOf = (lifecycle: Lifecycle, it: Layout): number => {
  const stage = it.stages.find((one) => one.name === lifecycle.first) ?? it.stages[0]!
  return stage.y + stage.h / 2
}

const bounds = (x: number, y: number, w: number, h: number): string =>
  `<dc:Bounds x="${x}" y="${y}" width="${w}" height="${h}" />`
const edge = (id: string, points: readonly Point[]): string =>
  `<bpmndi:BPMNEdge id="di_${id}" bpmnElement="${id}">${points.map(([x, y]) => `<di:waypoint x="${round(x)}" y="${round(y)}" />`).join('')}</bpmndi:BPMNEdge>`
const round = (value: number): number => Math.round(value * 10) / 10

function drawLane(lane: Lane, it: Layout, dx: number, dy: number, language: keyof Words): Drawn {
  const nodes: string[] = []
  const flows: string[] = []
  const shapes: string[] = []
  const edges: string[] = []
  const { lifecycle, name: object } = lane
  const id = (stage: string): string => `${object}_${stage}`
  const moved = (points: readonly Point[]): Point[] => points.map(([x, y]) => [x + dx, y + dy])
  const says = (text: Words): string => escaped(text[language])
  const gates: [id: string, label: string][] = []
  const comes = new Map<string, string[]>()
  const goes = new Map<string, string[]>()
  const flow = (
    key: string,
    from: string,
    to: string,
    points: readonly Point[],
    condition?: string,
    label?: string,
  ): void => {
    goes.set(from, [...(goes.get(from) ?? []), key])
    comes.set(to, [...(comes.get(to) ?? []), key])
    flows.push(
      `<bpmn:sequenceFlow id="${key}" sourceRef="${from}" targetRef="${to}"${label ? ` name="${label}"` : ''}${condition ? `><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:conditionExpression></bpmn:sequenceFlow>` : ' />'}`,
    )
    edges.push(edge(key, moved(points)))
  }
  for (const move of it.moves) {
    const goal = id(move.move.to)
    const gate = move.gate && `${object}__${move.name}`
    for (const leg of move.legs)
      flow(`${object}__${move.name}__${leg.from}`, id(leg.from), gate ?? goal, leg.points)
    if (!gate || !move.last || !move.gate) continue
    const checks = Object.values(living(move.move.gate?.checks)).filter((check) => !check.advice)
    const asked = [
      ...(move.move.gate?.require ?? []).map((field) => `${field} is not empty`),
      ...checks.map((check) => check.if),
    ].join(' and ')
    flow(`${gate}__on`, gate, goal, move.last, asked)
    gates.push([
      gate,
      says({
        zh: checks.map((check) => check.says.zh).join('；'),
        en: checks.map((check) => check.says.en).join('; '),
      }),
    ])
    shapes.push(
      `<bpmndi:BPMNShape id="di_${gate}" bpmnElement="${gate}" isMarkerVisible="true">${bounds(round(dx + move.gate[0] - sizes.gate), round(dy + move.gate[1] - sizes.gate), sizes.gate * 2, sizes.gate * 2)}</bpmndi:BPMNShape>`,
    )
  }
  const start = `start_${object}`
  const first = it.stages.find((one) => one.name === lifecycle.first) ?? it.stages[0]!
  const middle = first.y + first.h / 2
  flow(`${start}__on`, start, id(first.name), [
    [-lead / 2 + 18, middle],
    [first.x, middle],
  ])
  shapes.push(
    `<bpmndi:BPMNShape id="di_${start}" bpmnElement="${start}">${bounds(dx - lead / 2 - 18, dy + middle - 18, 36, 36)}</bpmndi:BPMNShape>`,
  )
  const wired = (node: string): string =>
    [
      ...(comes.get(node) ?? []).map((one) => `<bpmn:incoming>${one}</bpmn:incoming>`),
      ...(goes.get(node) ?? []).map((one) => `<bpmn:outgoing>${one}</bpmn:outgoing>`),
    ].join('')
  nodes.push(
    `<bpmn:startEvent id="${start}">${wired(start)}</bpmn:startEvent>`,
    ...gates.map(
      ([gate, label]) =>
        `<bpmn:exclusiveGateway id="${gate}" name="${label}">${wired(gate)}</bpmn:exclusiveGateway>`,
    ),
  )
  for (const one of it.stages) {
    const ended = (one.stage.kind ?? 'open') !== 'open' && !goes.get(id(one.name))?.length
    const kind = ended
      ? 'endEvent'
      : Object.values(lane.approvals).some((flow_) => flow_.waiting === one.name)
        ? 'userTask'
        : 'task'
    const about = one.stage.sop
      ? `<bpmn:documentation>${says(one.stage.sop)}</bpmn:documentation>`
      : ''
    nodes.push(
      `<bpmn:${kind} id="${id(one.name)}" name="${says(one.stage.label)}">${about}${wired(id(one.name))}</bpmn:${kind}>`,
    )
    shapes.push(
      `<bpmndi:BPMNShape id="di_${id(one.name)}" bpmnElement="${id(one.name)}">${ended ? bounds(round(dx + one.x + one.w / 2 - 18), round(dy + one.y + one.h / 2 - 18), 36, 36) : bounds(dx + one.x, dy + one.y, one.w, one.h)}</bpmndi:BPMNShape>`,
    )
  }
  for (const card of it.approvals) {
    const it_ = lane.approvals[card.flow]!
    const note = `${object}__note__${card.flow}`
    const steps = Object.values(living(it_.steps))
      .map((step) => step.label[language])
      .join(' → ')
    nodes.push(
      `<bpmn:textAnnotation id="${note}"><bpmn:text>${says(it_.label)}: ${escaped(steps)}</bpmn:text></bpmn:textAnnotation>`,
      `<bpmn:association id="${note}__to" sourceRef="${note}" targetRef="${id(it_.waiting)}" />`,
    )
    shapes.push(
      `<bpmndi:BPMNShape id="di_${note}" bpmnElement="${note}">${bounds(dx + card.x, dy + card.y, card.w, card.h)}</bpmndi:BPMNShape>`,
    )
    edges.push(edge(`${note}__to`, moved(card.line)))
  }
  return { nodes, flows, shapes, edges }
}
