// What do the tests use of the BPMN reader, which comes without types?
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    fromXML(xml: string): Promise<{ rootElement: unknown; warnings: unknown[] }>
    toXML(element: unknown): Promise<{ xml: string }>
  }
}
