const en = {
  routePicture: 'Picture of the route',
  noPicture: 'No picture',
  noPictureHelp: 'This route has nothing drawn.',
  zoom: 'Zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomFit: 'Fit to width',
  ahead: 'ahead',
  current: 'now here',
  passed: 'done',
  skipped: 'skipped',
};

const ru: typeof en = {
  routePicture: 'Схема маршрута',
  noPicture: 'Нет схемы',
  noPictureHelp: 'У этого маршрута ничего не нарисовано.',
  zoom: 'Масштаб',
  zoomIn: 'Крупнее',
  zoomOut: 'Мельче',
  zoomFit: 'По ширине',
  ahead: 'впереди',
  current: 'сейчас здесь',
  passed: 'пройдено',
  skipped: 'пропущено',
};

/** Words of this element alone. */
export const pictureWords = { en, ru };
