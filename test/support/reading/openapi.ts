import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { parse } from 'yaml';

/**
 * Checks requests and answers against the official OpenAPI files with a standard JSON-schema validator. The files are
 * data of the project's surroundings (`../shared/openapi` beside the project root), not part of it; where they are
 * absent, `available` is false.
 *
 * Objects are sealed: a field the file does not name is an error, since the service is reported to refuse unknown
 * fields. Repairs of the files, each a known quirk: OpenAPI's `nullable` becomes JSON schema, and the three variants of
 * `Customer` get their field as required (as written, any customer matches all three, so `oneOf` would refuse every
 * one). The files of the Report and the Management API are of 2023 and the services are newer [api 10, 11]:
 * their objects stay open, and the list of entry types is not the last word.
 */

const FOLDER = fileURLToPath(new URL('../../../../shared/openapi/', import.meta.url));
const FILES = [
  { file: 'epayment-1.8.1.yaml', base: '/epayment' },
  { file: 'access-token-2.0.0-2026-04.yaml', base: '' },
  { file: 'report-2.0-2023-12.yaml', base: '' },
  { file: 'management-2023-11.yaml', base: '' },
  { file: 'webhooks-v1-2026-04.yaml', base: '/webhooks' },
] as const;
const OLDER_THAN_THE_SERVICE: readonly string[] = ['report-2.0-2023-12.yaml', 'management-2023-11.yaml'];

export const available = FILES.every(({ file }) => existsSync(FOLDER + file));
export const WHERE = '../shared/openapi';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const child = (value: unknown, key: string): Json => (isObject(value) && isObject(value[key]) ? value[key] : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const CUSTOMER_FIELDS: Readonly<Record<string, string>> = {
  CustomerPhoneNumber: 'phoneNumber',
  PersonalQrCode: 'personalQr',
  CustomerToken: 'customerToken',
};

/** OpenAPI 3.0 schema to JSON schema; sealed: a field that the file does not name is an error. */
function convert(node: unknown, sealed: boolean): unknown {
  if (Array.isArray(node)) return node.map((inner) => convert(inner, sealed));
  if (!isObject(node)) return node;
  const result: Json = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'example' || key === 'examples' || key === 'default' || key.startsWith('x-')) continue;
    result[key] =
      key === 'properties' && isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, convert(inner, sealed)]))
        : convert(value, sealed);
  }
  if (result['nullable'] === true) {
    delete result['nullable'];
    if (typeof result['type'] === 'string') result['type'] = [result['type'], 'null'];
    if (Array.isArray(result['enum'])) result['enum'] = [...result['enum'], null];
  }
  if (sealed && isObject(result['properties']) && result['additionalProperties'] === undefined)
    result['additionalProperties'] = false;
  return result;
}

interface Operation {
  readonly template: RegExp;
  /** Names of the parameters in the path, in its order. */
  readonly inPath: readonly string[];
  readonly method: string;
  readonly parameters: Json[];
  readonly requestBody: Json;
  readonly responses: Json;
  readonly root: Json;
  readonly ajv: Ajv;
  readonly id: string;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
// The package is CommonJS; under native ESM its function is the default of the default.
const addFormats = addFormatsModule.default;

/** Newer than the file: more types of entry, and entries of no sales unit or payment. */
function repairReport(properties: Json): void {
  delete child(properties, 'entryType')['enum'];
  for (const name of ['reference', 'recipientHandle']) child(properties, name)['type'] = ['string', 'null'];
}

function load(file: string, base: string): Operation[] {
  const root: unknown = parse(readFileSync(FOLDER + file, 'utf8'));
  if (!isObject(root)) throw new Error(`${file} is not an object`);
  const sealed = !OLDER_THAN_THE_SERVICE.includes(file);
  const schemas = child(convert(child(root, 'components'), sealed), 'schemas');
  if (file.startsWith('report-')) repairReport(child(child(schemas, 'Transaction'), 'properties'));
  for (const [name, field] of Object.entries(CUSTOMER_FIELDS))
    if (isObject(schemas[name])) schemas[name]['required'] = [field];
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  ajv.addSchema({ $id: file, components: { schemas } });

  const resolve = (value: unknown): Json => {
    if (!isObject(value)) return {};
    const ref = value['$ref'];
    if (typeof ref !== 'string') return value;
    return resolve(
      ref
        .slice(2)
        .split('/')
        .reduce<Json>((at, key) => child(at, key), root),
    );
  };

  return Object.entries(child(root, 'paths')).flatMap(([path, item]) =>
    METHODS.filter((method) => isObject(item) && isObject(item[method])).map((method) => {
      const operation = child(item, method);
      const parameters = [...list(isObject(item) ? item['parameters'] : []), ...list(operation['parameters'])].map(
        resolve,
      );
      const responses = Object.fromEntries(
        Object.entries(child(operation, 'responses')).map(([status, response]) => [status, resolve(response)]),
      );
      const template = new RegExp(`^${base}${path.replace(/\{[^}]+\}/g, '([^/]+)')}$`);
      const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
      return {
        template,
        inPath,
        method,
        parameters,
        requestBody: resolve(operation['requestBody']),
        responses,
        root,
        ajv,
        id: file,
      };
    }),
  );
}

const operations: readonly Operation[] = available ? FILES.flatMap(({ file, base }) => load(file, base)) : [];

const compiled = new Map<string, ValidateFunction>();

/** Errors of a value against a schema of the operation's file, as readable lines. */
function check({ ajv, id }: Operation, schema: Json, value: unknown, where: string): string[] {
  const name = id + JSON.stringify(schema);
  let validate = compiled.get(name);
  if (validate === undefined) {
    const pointed: AnySchema = JSON.parse(
      JSON.stringify(convert(schema, !OLDER_THAN_THE_SERVICE.includes(id))).replaceAll(
        '"#/components/',
        `"${id}#/components/`,
      ),
    );
    validate = ajv.compile(pointed);
    compiled.set(name, validate);
  }
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(
    (error) => `${where}${error.instancePath} ${error.message ?? 'is wrong'} ${JSON.stringify(error.params)}`,
  );
}

const schemaOf = (carrier: Json): Json | null => {
  const first = Object.values(child(carrier, 'content'))[0];
  return isObject(first) && isObject(first['schema']) ? first['schema'] : null;
};

const find = (method: string, path: string): Operation | undefined =>
  operations.find((operation) => operation.method === method.toLowerCase() && operation.template.test(path));

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/**
 * What the official file has against a request; empty when nothing. `place` is its path with its query. Header names in
 * any case; `body` is the exact text, empty when there is none. `Authorization` is checked where the file asks for it
 * by its security scheme.
 */
export function validateRequest(
  method: string,
  place: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
): string[] {
  const [path = '', search = ''] = place.split('?');
  const operation = find(method, path);
  if (operation === undefined) return [`${method} ${path} is not in the official files`];
  const asked = new URLSearchParams(search);
  const given = operation.template.exec(path)?.slice(1).map(decodeURIComponent) ?? [];
  const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const found: string[] = [];
  for (const parameter of operation.parameters) {
    const name = String(parameter['name']);
    const where = String(parameter['in']);
    const value =
      where === 'path'
        ? given[operation.inPath.indexOf(name)]
        : where === 'query'
          ? (asked.get(name) ?? undefined)
          : sent.get(name.toLowerCase());
    if (value === undefined) {
      if (parameter['required'] === true) found.push(`${where} ${name} is missing`);
    } else found.push(...check(operation, child(parameter, 'schema'), value, name));
  }
  if (operation.id.startsWith('epayment') && !/^Bearer \S+$/.test(sent.get('authorization') ?? ''))
    found.push('header Authorization is missing or lacks Bearer');
  const names = operation.parameters
    .filter((parameter) => parameter['in'] === 'query')
    .map((parameter) => parameter['name']);
  for (const name of asked.keys()) if (!names.includes(name)) found.push(`query ${name} is not in the file`);
  const schema = schemaOf(operation.requestBody);
  if (body === '') {
    if (operation.requestBody['required'] === true) found.push('body is missing');
    return found;
  }
  if (schema === null) return [...found, 'body is not foreseen'];
  if (!/^application\/json\b/.test(sent.get('content-type') ?? '')) found.push('content-type is not application/json');
  const value = parsed(body);
  return value === undefined ? [...found, 'body is not JSON'] : [...found, ...check(operation, schema, value, 'body')];
}

/**
 * What the official file has against an answer; empty when nothing. A status that the file does not declare for the
 * operation is held to the file's `Problem` (the docs say that every refusal has that shape).
 */
export function validateResponse(
  method: string,
  path: string,
  status: number,
  body: string,
  contentType?: string,
): string[] {
  const operation = find(method, path);
  if (operation === undefined) return [`${method} ${path} is not in the official files`];
  const declared = operation.responses[String(status)];
  if (declared === undefined && status < 400) return [`status ${status} is not declared`];
  if (declared === undefined && !operation.id.startsWith('epayment') && !isObject(operation.responses['default']))
    return [];
  const problem: Json = {
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  const carrier = isObject(declared) ? declared : problem;
  const schema = schemaOf(carrier);
  if (schema === null) return body === '' || status >= 400 ? [] : ['a body is not foreseen'];
  const found: string[] = [];
  const [type = ''] = Object.keys(child(carrier, 'content'));
  const bare = (text: string): string => text.split(';')[0]?.trim() ?? '';
  if (contentType !== undefined && bare(contentType) !== bare(type))
    found.push(`content-type is ${contentType}, declared is ${type}`);
  const value = parsed(body);
  return value === undefined ? [...found, 'body is not JSON'] : [...found, ...check(operation, schema, value, 'body')];
}
