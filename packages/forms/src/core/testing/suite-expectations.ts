/** Files of the JSON-Schema-Test-Suite that say nothing about the form dialect, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  format: 'says that formats are annotations; in forms the six formats of the dialect are checked',
  vocabulary: 'lets a schema choose its vocabulary; the dialect has one',
  'optional/format-assertion': 'as vocabulary',
  'optional/dependencies-compatibility': '`dependencies` belongs to older drafts: unknown to the dialect, named as a warning, without effect',
  'optional/format/duration': 'not a format of the dialect: named as a warning, not checked',
  'optional/format/ecmascript-regex': 'as duration',
  'optional/format/hostname': 'as duration',
  'optional/format/idn-email': 'as duration',
  'optional/format/idn-hostname': 'as duration',
  'optional/format/ipv4': 'as duration',
  'optional/format/ipv6': 'as duration',
  'optional/format/iri': 'as duration',
  'optional/format/iri-reference': 'as duration',
  'optional/format/json-pointer': 'as duration',
  'optional/format/regex': 'as duration',
  'optional/format/relative-json-pointer': 'as duration',
  'optional/format/uri-reference': 'as duration',
  'optional/format/uri-template': 'as duration',
};

const typingError = 'nobody who fills in a form has such an address: it is a typing error';
const browserTime = 'time inputs of browsers give a time without an offset';
const browserAddress = 'read as browsers read an address, since it ends up in a link';

/** Cases where the form dialect means something else on purpose, and why. */
export const meantOtherwise: Readonly<Record<string, string>> = {
  'optional/format/email: validation of e-mail addresses: a quoted string with a space in the local part is valid': typingError,
  'optional/format/email: validation of e-mail addresses: a quoted string with a double dot in the local part is valid': typingError,
  'optional/format/email: validation of e-mail addresses: a quoted string with a @ in the local part is valid': typingError,
  'optional/format/email: validation of e-mail addresses: an IPv4-address-literal after the @ is valid': typingError,
  'optional/format/email: validation of e-mail addresses: an IPv6-address-literal after the @ is valid': typingError,
  'optional/format/time: validation of time strings: no time offset': browserTime,
  'optional/format/time: validation of time strings: no time offset with second fraction': browserTime,
  'optional/format/uri: validation of URIs: invalid userinfo': browserAddress,
  'optional/format/uri: validation of URIs: unescaped non US-ASCII characters': browserAddress,
  'optional/format/uri: validation of URIs: URI with leading-zero IPv4 is structurally valid as a reg-name': browserAddress,
  'optional/format/uri: validation of URIs: URI with out-of-bounds IPv4 is structurally valid as a reg-name': browserAddress,
  'optional/format/uri: validation of URIs: square brackets are not allowed in a path segment': browserAddress,
};

/**
 * How many groups of each file the dialect refuses at publishing, with the codes that name the reason: references that leave the schema, anchors and
 * `$id` inside it, dynamic references, `unevaluated*`, patterns that cannot be matched in linear time, names that reach into prototypes, an empty `enum`,
 * a schema that is a boolean.
 */
export const refusals: Readonly<Record<string, number>> = {
  'anchor: dialect.keyword-refused dialect.ref-refused': 4,
  'boolean_schema: dialect.no-schema': 2,
  'defs: dialect.ref-refused': 1,
  'dynamicRef: dialect.keyword-refused dialect.ref-refused': 17,
  'dynamicRef: dialect.keyword-refused': 3,
  'dynamicRef: dialect.ref-refused': 1,
  'enum: dialect.value': 1,
  'not: dialect.keyword-refused': 1,
  'optional/anchor: dialect.keyword-refused dialect.ref-refused': 1,
  'optional/cross-draft: dialect.ref-refused': 1,
  'optional/dynamicRef: dialect.keyword-refused dialect.ref-refused': 1,
  'optional/ecmascript-regex: dialect.pattern': 2,
  'optional/id: dialect.keyword-refused dialect.ref-refused': 1,
  'optional/unknownKeyword: dialect.keyword-refused dialect.ref-refused': 1,
  'properties: dialect.name-refused': 1,
  'ref: dialect.keyword-refused dialect.ref-refused dialect.ref-unknown': 3,
  'ref: dialect.keyword-refused dialect.ref-refused': 10,
  'ref: dialect.keyword-refused': 1,
  'ref: dialect.ref-refused': 3,
  'refRemote: dialect.keyword-refused dialect.ref-refused': 3,
  'refRemote: dialect.ref-refused': 12,
  'required: dialect.name-refused': 1,
  'unevaluatedItems: dialect.keyword-refused dialect.ref-refused': 1,
  'unevaluatedItems: dialect.keyword-refused': 28,
  'unevaluatedProperties: dialect.keyword-refused dialect.ref-refused': 1,
  'unevaluatedProperties: dialect.keyword-refused': 43,
};
