// Reads the service ports of `packages/model` and writes JSON Schemas of what goes in and out over HTTP. `--check` only tells whether they are up to date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = new URL('..', import.meta.url).pathname;
const sources = ['service/request-service.ts', 'service/design-service.ts', 'intake.ts'].map((path) => join(root, 'packages/model/src', path));
const target = join(root, 'packages/api/src/schemas.ts');
const check = process.argv.includes('--check');

/** Types that stand for any JSON of their sort: what is inside them has rules of its own. Those of files go as bytes and headers. */
const opaque = { Json: {}, JsonObject: { type: 'object' }, JsonSchema: {}, FormDefinition: { type: 'object' }, NewFile: {}, VisitorFile: {}, FileQuery: {}, FileContent: {} };

const program = ts.createProgram(sources, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, customConditions: ['@requestry/source'], strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true });
const checker = program.getTypeChecker();
const files = sources.map((path) => {
  const file = program.getSourceFile(path);
  if (!file) throw new Error(`No ${path}`);
  return file;
});

const definitions = {};
/** Which declaration has which name. */
const declared = new Map();
const has = (type, flag) => (type.flags & flag) !== 0;

function schemaOf(type) {
  const name = type.aliasSymbol?.name ?? type.symbol?.name;
  if (name && name in opaque) return opaque[name];
  if (has(type, ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral)) return { const: type.value };
  if (has(type, ts.TypeFlags.BooleanLiteral)) return { const: checker.typeToString(type) === 'true' };
  if (has(type, ts.TypeFlags.String)) return { type: 'string' };
  if (has(type, ts.TypeFlags.TemplateLiteral)) return { type: 'string' };
  if (has(type, ts.TypeFlags.Number)) return { type: 'number' };
  if (has(type, ts.TypeFlags.BooleanLike)) return { type: 'boolean' };
  if (has(type, ts.TypeFlags.Null)) return { type: 'null' };
  if (has(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
  if (type.isUnion()) return unionOf(type);
  if (checker.isArrayLikeType(type)) return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0]) };
  return named(name, type, () => objectOf(type));
}

function unionOf(type) {
  const members = type.types.filter((member) => !has(member, ts.TypeFlags.Undefined | ts.TypeFlags.Void));
  if (members.every((member) => member.isStringLiteral())) return { enum: members.map(({ value }) => value) };
  const rest = members.filter((member) => !has(member, ts.TypeFlags.BooleanLiteral));
  const booleans = members.length - rest.length;
  const schemas = [...rest.map(schemaOf), ...(booleans === 2 ? [{ type: 'boolean' }] : members.filter((member) => has(member, ts.TypeFlags.BooleanLiteral)).map(schemaOf))];
  return schemas.length === 1 ? schemas[0] : { anyOf: schemas };
}

/** Interfaces with a name of their own are written once, so that they may hold themselves. */
function named(name, type, make) {
  const generic = type.aliasTypeArguments?.length || checker.getTypeArguments(type).length;
  if (!name || name.startsWith('__') || generic || /^(?:Readonly|Record|Pick|Omit|Partial|NonNullable|Exclude)$/.test(name)) return make();
  if (!(name in definitions)) {
    declared.set(name, type.symbol ?? type.aliasSymbol);
    definitions[name] = {};
    definitions[name] = make();
  }
  if (declared.get(name) !== (type.symbol ?? type.aliasSymbol)) throw new Error(`Two types are named ${name}: what is taken and given needs names of its own`);
  return { $ref: `#/components/schemas/${name}` };
}

/** A schema with what the doc comment says of it. */
function told(symbol, schema) {
  const description = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' ').trim();
  return description === '' ? schema : { ...schema, description };
}

function objectOf(type) {
  const properties = {};
  const required = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const inner = checker.getNonNullableType(checker.getTypeOfSymbol(property));
    const nullable = (checker.getTypeOfSymbol(property).types ?? []).some((member) => has(member, ts.TypeFlags.Null));
    const schema = schemaOf(inner);
    properties[property.name] = told(property, nullable ? { anyOf: [schema, { type: 'null' }] } : schema);
    if ((property.flags & ts.SymbolFlags.Optional) === 0) required.push(property.name);
  }
  const values = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  return {
    type: 'object',
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(values ? { additionalProperties: schemaOf(checker.getNonNullableType(values.type)) } : {}),
  };
}

/** What one method takes and gives. */
function methodOf(symbol) {
  const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
  const [parameter] = signature.getParameters();
  const given = parameter && checker.getNonNullableType(checker.getTypeOfSymbol(parameter));
  const promised = checker.getAwaitedType(signature.getReturnType());
  const nothing = has(promised, ts.TypeFlags.Void);
  return { input: given ? schemaOf(given) : { type: 'object' }, ...(nothing ? {} : { output: schemaOf(promised) }) };
}

const operations = {};
for (const statement of files.flatMap((file) => [...file.statements])) {
  if (!ts.isInterfaceDeclaration(statement) || !/^(?:Request|Design|Intake)Service$/.test(statement.name.text)) continue;
  for (const symbol of checker.getPropertiesOfType(checker.getTypeAtLocation(statement))) if (symbol.name !== 'watch') operations[symbol.name] = told(symbol, methodOf(symbol));
}

/** One entry a line: a change of one type is a change of one line. */
const lines = (entries) => `{\n${Object.entries(entries).map(([name, schema]) => `  ${name}: ${JSON.stringify(schema)},\n`).join('')}}`;
const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
const text = `// Made of the service ports of packages/model by scripts/api-schemas.mjs
import type { Json } from '@requestry/model';

/** What every operation takes and gives, as JSON Schema. */
export const operationSchemas: Readonly<Record<string, { readonly input: Json; readonly output?: Json; readonly description?: string }>> = ${lines(operations)};

/** What the schemas above refer to. */
export const componentSchemas: Readonly<Record<string, Json>> = ${lines(sorted)};
`;
const before = existsSync(target) ? readFileSync(target, 'utf8') : '';
if (before !== text) {
  console.log(`${check ? 'Out of date' : 'Written'}: packages/api/src/schemas.ts`);
  if (check) process.exit(1);
  writeFileSync(target, text);
}
