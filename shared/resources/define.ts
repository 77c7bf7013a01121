import * as z from 'zod';
import { idSchema } from '../ids.ts';
import type { Claim } from '../time/claim.ts';
import { instant } from '../time/instants.ts';
import { encoderOf } from './encode.ts';

/** What every document has besides its own fields. */
const commonSet = {
  tenant_id: idSchema('tnt').meta({ description: 'The practice it belongs to' }),
  version: z.int().min(1).meta({ description: 'Rises by one with every change; also the ETag' }),
  created_at: instant,
  updated_at: instant,
};

const commonFields = {
  external_id: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Your own id for it; unique per resource when given' }),
  metadata: z
    .record(z.string().min(1).max(40), z.string().max(500))
    .refine((pairs) => Object.keys(pairs).length <= 50, 'at most 50 pairs')
    .default({})
    .meta({ description: 'Up to 50 pairs of your own' }),
};

/** How a query parameter of a list narrows it. */
export interface Filter {
  /** The field it looks at: one of the resource's `columns`. */
  readonly field: string;
  /** `in` takes a comma-separated list; `gte` and `lt` bound from below and above. */
  readonly op: 'eq' | 'in' | 'gte' | 'lt';
  readonly description: string;
}

/** A path under which documents of a resource are listed and read. */
export interface ResourcePath {
  /** `/closures` or, nested, `/resources/{resource_id}/time-off`; path parameters are equality filters. */
  readonly path: string;
  /** Field values that this path stands for: `{ kind: 'closure' }`. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Only the list is served here; documents have their own path elsewhere. */
  readonly listOnly?: boolean;
  /** Name used for OpenAPI operations where one resource has several paths. */
  readonly as?: string;
}

/** Fields of a person's record that `q` of its list looks into; the store keeps an index of them. */
export interface SearchFields {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** Everything the projections (REST, OpenAPI, RxDB, SQL columns, docs) need to know of one resource. */
interface ResourceSpec<Name extends string, Fields extends z.ZodRawShape, Set extends z.ZodRawShape> {
  readonly name: Name;
  /** `booking`, as in `booking.created` and in texts. */
  readonly singular: string;
  readonly description: string;
  /** The first is given to new documents; the others are accepted too. */
  readonly prefixes: [string, ...string[]];
  /** What callers may write. A field with `.default()` is always there; `.optional()` may be absent. */
  readonly fields: Fields;
  /** What only commands set. */
  readonly set: Set;
  /** Fields of `set` or `fields` that never leave the hub in a REST answer or event. */
  readonly hidden?: readonly (keyof (Fields & Set) & string)[];
  /** Fields a `pk_` key may read; absent: `pk_` keys may not read this resource. */
  readonly publicFields?: readonly (keyof (Fields & Set) & string)[];
  /**
   * One document may be read, by the same `publicFields`, by whoever holds its own secret: a `pk_` key of this scope and the
   * secret in X-Manage-Token, whose hash is kept in the field. Lists stay closed to them.
   */
  readonly guest?: { readonly scope: 'bookings:guest'; readonly secret: keyof (Fields & Set) & string };
  /**
   * A field of `set`, an instant, that is noted as documents are used. That is no change of theirs: stores keep it beside
   * the document, where it takes no number and no version.
   */
  readonly noted?: keyof Set & string;
  /** More of the same kind, which those who use it say of themselves. */
  readonly notes?: readonly (keyof Set & string)[];
  /** Groups of fields that are also read by themselves, below a document: `working-hours` at `/resources/{id}/working-hours`. */
  readonly parts?: Readonly<Record<string, readonly (keyof (Fields & Set) & string)[]>>;
  /** Fields that stores keep as plain columns, for filters and look-ups. */
  readonly columns: readonly (keyof (Fields & Set) & string)[];
  /** Indexes of the desk's store over `columns`, which must be required fields. */
  readonly deskIndexes: readonly (readonly ((keyof (Fields & Set) & string) | 'created_at')[])[];
  readonly filters: Readonly<Record<string, Filter & { field: keyof (Fields & Set) & string }>>;
  /** Fields a list may be sorted by; the first is the default, `-` for descending. */
  readonly sorts: readonly string[];
  /** The field that names the person the document is about, a column; erasure walks it (rule P4). */
  readonly subject?: (keyof (Fields & Set) & string) | 'id';
  /** Goes with `subject`: what erasing the person does to a document about them (rule P4). */
  readonly erasure?: {
    /** Whether something stays of a document, or only the mark that it was there. */
    readonly stays: boolean;
    /** The document, or what is kept under the mark, without anything that tells of the person. */
    scrub(doc: DocOf<Fields, Set>): DocOf<Fields, Set>;
  };
  /** The field of a removed document that names the one which took its place: the old id then answers with the new. */
  readonly successor?: keyof (Fields & Set) & string;
  /** Lists take `q`, answered best match first. */
  readonly search?: Readonly<Record<keyof SearchFields, keyof (Fields & Set) & string>>;
  /** `all` and `recent` (within `history_days` by `start_at`) replicate to desks; `none` stays in the hub. */
  readonly desk: 'all' | 'recent' | 'none';
  readonly paths: readonly ResourcePath[];
  /** Claims that a document makes on resources' time (ARCHITECTURE, decision 6). */
  claims?(doc: DocOf<Fields, Set>): Claim[];
  /** Where one document is read, below /v2; absent: the first of `paths` and its id. */
  selfPath?(doc: DocOf<Fields, Set>): string;
  /** Paths of neighbours, beside `self`. */
  links?(doc: DocOf<Fields, Set>): Record<string, string>;
  /** A whole, valid document in wire form, without the common fields; shown in the docs. */
  readonly example: Record<string, unknown>;
  /**
   * Rises with every change of shape. `migrations[n]` brings a document from n-1 to n, and also the fields of one that a
   * change carries which the hub has not answered yet: it must not expect any field to be there (rule S8).
   */
  readonly schemaVersion: number;
  readonly migrations: Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>>;
}

type Id = { id: z.ZodString };
type DocShape<Fields extends z.ZodRawShape, Set extends z.ZodRawShape> = Id &
  Fields &
  Set &
  typeof commonFields &
  typeof commonSet;
type DocOf<Fields extends z.ZodRawShape, Set extends z.ZodRawShape> = z.output<
  z.ZodObject<DocShape<Fields, Set>>
>;

/** What every document has, whatever its resource. */
export interface BaseDoc {
  id: string;
  tenant_id: string;
  version: number;
  created_at: string;
  updated_at: string;
  external_id?: string | undefined;
  metadata: Record<string, string>;
}

/**
 * Defines a resource. The only vocabulary of resources: whatever a projection needs is said here and nowhere twice.
 * The result adds the schemas that follow from the fields:
 * `doc` (stored form), `wire` (what REST shows) with its fields' `encoders`, `create` and `patch` (bodies that callers
 * send).
 */
export function defineResource<
  const Name extends string,
  Fields extends z.ZodRawShape,
  Set extends z.ZodRawShape,
>(spec: ResourceSpec<Name, Fields, Set>) {
  const id = idSchema(...spec.prefixes).meta({ description: `Id of the ${spec.singular}` });
  const writable = { ...spec.fields, ...commonFields };
  const doc = z.object({ id, ...spec.fields, ...spec.set, ...commonFields, ...commonSet });
  const hidden: readonly string[] = spec.hidden ?? [];
  const shown = Object.entries<z.core.SomeType>(doc.shape).filter(([field]) => !hidden.includes(field));
  const open: readonly string[] | undefined = spec.publicFields && ['id', 'tenant_id', ...spec.publicFields];
  const links = z.record(z.string(), z.string());
  const publicWire = open && {
    ...Object.fromEntries(shown.filter(([field]) => open.includes(field))),
    links,
  };
  return {
    ...spec,
    prefix: spec.prefixes[0],
    id,
    doc,
    wire: z.object({ ...Object.fromEntries(shown), links }).meta({ id: componentName(spec.singular) }),
    publicWire: publicWire && z.object(publicWire).meta({ id: `${componentName(spec.singular)}Public` }),
    encoders: shown.map(([field, schema]) => [field, encoderOf(schema)] as const),
    create: z.strictObject({ id: id.optional(), ...writable }),
    patch: z.strictObject(patchShape(writable)),
  };
}

/** `api key` → `ApiKey`: the name of its schema in the OpenAPI document. */
function componentName(singular: string): string {
  return singular.replace(/(?:^|\s)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Every field optional and without its default; those a document may lack take `null`, which removes them. */
function patchShape<Shape extends z.ZodRawShape>(shape: Shape) {
  const out: Record<string, z.ZodType> = {};
  for (const [name, field] of Object.entries(shape)) {
    const inner = field instanceof z.ZodDefault ? field.def.innerType : field;
    out[name] =
      inner instanceof z.ZodOptional ? z.nullable(inner.def.innerType).optional() : z.optional(inner);
  }
  return out as { [K in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[K]>> };
}

/** A resource as the projections see it. */
export type ResourceDefinition = Omit<
  ReturnType<typeof defineResource<string, z.ZodRawShape, z.ZodRawShape>>,
  'doc' | 'wire' | 'create' | 'patch' | 'claims' | 'links' | 'selfPath' | 'filters' | 'erasure' | 'search'
> & {
  readonly doc: z.ZodObject;
  readonly wire: z.ZodObject;
  readonly create: z.ZodObject;
  readonly patch: z.ZodObject;
  readonly filters: Readonly<Record<string, Filter>>;
  readonly erasure?: { readonly stays: boolean; scrub(doc: BaseDoc): BaseDoc };
  readonly search?: SearchFields;
  claims?(doc: BaseDoc): Claim[];
  selfPath?(doc: BaseDoc): string;
  links?(doc: BaseDoc): Record<string, string>;
};

/** Reads a field by name where the resource is only known at run time. */
export function fieldOf(doc: object, name: string): unknown {
  return Reflect.get(doc, name);
}

/** The document as REST answers and events show it: wire form, no hidden fields, with links. */
export function toWire(resource: ResourceDefinition, doc: BaseDoc): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [field, encode] of resource.encoders) {
    const value = fieldOf(doc, field);
    if (value !== undefined) shown[field] = encode ? encode(value) : value;
  }
  const self = resource.selfPath?.(doc) ?? `${resource.paths[0]?.path ?? ''}/${doc.id}`;
  shown.links = { self: `/v2${self}`, ...resource.links?.(doc) };
  return shown;
}
