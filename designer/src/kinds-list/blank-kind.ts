import type { Kind, LocalizedText } from '@requestry/model';
import { writeBpmn } from '@requestry/route';
import type { Route } from '@requestry/route';

/** A kind with the least that works: what is asked and a description. */
export function blankKind(id: string, title: LocalizedText): Kind {
  return {
    id,
    title,
    scope: 'internal',
    icon: 'form',
    titleTemplate: '{subject}',
    form: {
      schema: { type: 'object', properties: { subject: { type: 'string', minLength: 1, maxLength: 200 }, description: { type: 'string', maxLength: 4000 } }, required: ['subject'] },
      ui: {
        type: 'VerticalLayout',
        elements: [
          { type: 'Control', scope: '#/properties/subject', label: { ru: 'Тема', en: 'Subject' } },
          { type: 'Control', scope: '#/properties/description', label: { ru: 'Описание', en: 'Description' }, options: { multi: true } },
        ],
      },
    },
  };
}

const blank: Route = {
  id: 'process',
  nodes: [
    { id: 'start', type: 'startEvent' },
    { id: 'approval', type: 'userTask', name: 'Согласование руководителем', step: { type: 'approval', title: { ru: 'Согласование руководителем', en: 'Approval by the head' }, who: { rule: 'initiatorHead' }, skip: ['initiator'] } },
    { id: 'decided', type: 'exclusiveGateway', default: 'approved' },
    { id: 'done', type: 'endEvent', end: { state: 'completed', title: { ru: 'Выполнена', en: 'Completed' } } },
    { id: 'rejected', type: 'endEvent', end: { state: 'rejected', title: { ru: 'Отклонена', en: 'Rejected' } } },
  ],
  flows: [
    { id: 'submitted', from: 'start', to: 'approval' },
    { id: 'answered', from: 'approval', to: 'decided' },
    { id: 'approved', from: 'decided', to: 'done' },
    { id: 'refused', from: 'decided', to: 'rejected', condition: '=steps.approval.outcome = "reject"' },
  ],
  lanes: [],
  diagram: { shapes: {}, edges: {} },
};

/** A route with one step: approval by the head of the initiator's unit. */
export const blankRoute = (): Promise<string> => writeBpmn(blank);
