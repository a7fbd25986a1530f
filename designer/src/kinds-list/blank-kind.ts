import { localize, outcomesOf } from '@requestry/model';
import type { Kind, LocalizedText, StepSettings } from '@requestry/model';
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

const approval: StepSettings = { type: 'approval', title: { ru: 'Согласование руководителем', en: 'Approval by the head' }, who: { rule: 'initiatorHead' }, skip: ['initiator'] };

/** A way out of a step is called as the outcome that leads along it. */
const titleOf = (outcome: string): LocalizedText => outcomesOf(approval).find(({ id }) => id === outcome)?.title ?? '';

const named = (title: LocalizedText): { readonly name: string; readonly title: LocalizedText } => ({ name: localize(title, 'ru'), title });

const blank: Route = {
  id: 'process',
  nodes: [
    { id: 'start', type: 'startEvent', name: 'Подана' },
    { id: 'approval', type: 'userTask', name: localize(approval.title, 'ru'), step: approval },
    { id: 'decided', type: 'exclusiveGateway', default: 'approved' },
    { id: 'done', type: 'endEvent', name: 'Выполнена', end: { state: 'completed', title: { ru: 'Выполнена', en: 'Completed' } } },
    { id: 'rejected', type: 'endEvent', name: 'Отклонена', end: { state: 'rejected', title: { ru: 'Отклонена', en: 'Rejected' } } },
  ],
  flows: [
    { id: 'submitted', from: 'start', to: 'approval' },
    { id: 'answered', from: 'approval', to: 'decided' },
    { id: 'approved', from: 'decided', to: 'done', ...named(titleOf('approve')) },
    { id: 'refused', from: 'decided', to: 'rejected', ...named(titleOf('reject')), condition: '=steps.approval.outcome = "reject"' },
  ],
  lanes: [],
  diagram: { shapes: {}, edges: {} },
};

/** A route with one step: approval by the head of the initiator's unit. */
export const blankRoute = (): Promise<string> => writeBpmn(blank);
