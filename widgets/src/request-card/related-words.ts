import type { RelatedRequest } from '@requestry/model';

type Sort = `${RelatedRequest['type']} ${RelatedRequest['direction']}`;

const en = {
  sorts: {
    'based-on to': 'On the basis of', 'based-on from': 'Made of it', 'annex to': 'Annex to', 'annex from': 'Annex', 'amendment to': 'Changes', 'amendment from': 'Amendment',
    'child to': 'Part of', 'child from': 'Part', 'chain to': 'Before', 'chain from': 'After', 'subject to': 'Chain', 'subject from': 'Subject',
  } satisfies Record<Sort, string> as Record<Sort, string>,
  make: 'Make of it',
  takeOut: ({ name }: { name: string }) => `Take out ${name}`,
  partial: 'without those that you do not see',
  more: 'There are more.',
  replaceAsk: 'Begin anew?',
  replaceText: 'There is a draft of this kind that was not sent. It will be lost.',
  replace: 'Begin anew',
  empty: 'empty',
};

const ru: typeof en = {
  sorts: {
    'based-on to': 'На основании', 'based-on from': 'Создано по ней', 'annex to': 'Приложение к', 'annex from': 'Приложение', 'amendment to': 'Изменяет', 'amendment from': 'Дополнение',
    'child to': 'Входит в', 'child from': 'Входящая', 'chain to': 'До неё', 'chain from': 'После неё', 'subject to': 'Цепочка', 'subject from': 'Предмет',
  },
  make: 'Создать по заявке',
  takeOut: ({ name }) => `Исключить: ${name}`,
  partial: 'без тех, что вам не видны',
  more: 'Показаны не все.',
  replaceAsk: 'Начать заново?',
  replaceText: 'Есть неотправленный черновик такой заявки. Он будет потерян.',
  replace: 'Начать заново',
  empty: 'пусто',
};

export const relatedWords = { en, ru };
