import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import { RouteDrawing } from './draw.js';
import { StepRenderer } from './renderer.js';
import type { LookOf } from './renderer.js';

/** Makes a viewer in a container and a drawing to fill it. Loaded when the first picture is shown. */
export function createPicture(container: HTMLElement, lookOf: LookOf): { readonly viewer: DiagramEditor; readonly drawing: RouteDrawing } {
  const viewer = new NavigatedViewer({
    container,
    lookOf,
    additionalModules: [{ __init__: ['stepRenderer'], stepRenderer: ['type', StepRenderer] }],
    textRenderer: { defaultStyle: { fontFamily: 'system-ui, sans-serif', fontSize: 11 }, externalStyle: { fontSize: 10 } },
    bpmnRenderer: { defaultStrokeColor: '#262b36' },
  });
  return { viewer, drawing: new RouteDrawing(viewer) };
}
