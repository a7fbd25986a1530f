import { addressConfig } from './fields/address/config.js';
import { booleanConfig } from './fields/boolean/config.js';
import { checkedIdConfig } from './fields/checked-id/config.js';
import { choiceConfig } from './fields/choice/config.js';
import { computedConfig } from './fields/computed/config.js';
import { consentConfig } from './fields/consent/config.js';
import { dateConfig } from './fields/date/config.js';
import { dateTimeConfig } from './fields/date-time/config.js';
import { emailConfig } from './fields/email/config.js';
import { fileConfig } from './fields/file/config.js';
import { innConfig } from './fields/inn/config.js';
import { integerConfig } from './fields/integer/config.js';
import { linesConfig } from './fields/lines/config.js';
import { longTextConfig } from './fields/long-text/config.js';
import { moneyConfig } from './fields/money/config.js';
import { multiChoiceConfig } from './fields/multi-choice/config.js';
import { numberConfig } from './fields/number/config.js';
import { periodConfig } from './fields/period/config.js';
import { personConfig } from './fields/person/config.js';
import { phoneConfig } from './fields/phone/config.js';
import { quantityConfig } from './fields/quantity/config.js';
import { ratingConfig } from './fields/rating/config.js';
import { recordConfig } from './fields/record/config.js';
import { richTextConfig } from './fields/rich-text/config.js';
import { signatureConfig } from './fields/signature/config.js';
import { textConfig } from './fields/text/config.js';
import { timeConfig } from './fields/time/config.js';
import { treeRecordConfig } from './fields/tree-record/config.js';
import { unitConfig } from './fields/unit/config.js';
import './fields/index.js';
import { configureField } from './registry.js';

const configs = {
  address: addressConfig,
  boolean: booleanConfig,
  'checked-id': checkedIdConfig,
  choice: choiceConfig,
  computed: computedConfig,
  consent: consentConfig,
  date: dateConfig,
  'date-time': dateTimeConfig,
  email: emailConfig,
  file: fileConfig,
  inn: innConfig,
  integer: integerConfig,
  lines: linesConfig,
  'long-text': longTextConfig,
  money: moneyConfig,
  'multi-choice': multiChoiceConfig,
  number: numberConfig,
  period: periodConfig,
  person: personConfig,
  phone: phoneConfig,
  quantity: quantityConfig,
  rating: ratingConfig,
  record: recordConfig,
  'rich-text': richTextConfig,
  signature: signatureConfig,
  text: textConfig,
  time: timeConfig,
  'tree-record': treeRecordConfig,
  unit: unitConfig,
};

Object.entries(configs).forEach(([type, config]) => configureField(type, config));

export { paletteFields } from './registry.js';
export type { FieldConfig, PaletteField } from './registry.js';
