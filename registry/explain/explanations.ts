/** What a code means, in words. */
export interface Explanation {
  readonly means: string;
  /** A schema, or a command, that gives the code. Lines that begin with `# ` name the subgraph that they are of. */
  readonly example: string;
  /** How to mend it, in one line. */
  readonly mend: string;
}

/** Codes of composition: every code that the composition library can raise. */
export const compositionCodes = {
  INVALID_GRAPHQL: {
    means: 'The schema of a subgraph breaks a rule of GraphQL itself: its syntax, an unknown type, a name used twice.',
    example: 'type Permit { holder: Person }   # no type Person',
    mend: 'Mend the line that is named; any GraphQL editor shows the same mistake.',
  },
  DIRECTIVE_DEFINITION_INVALID: {
    means: 'A subgraph defines a directive of federation or of GraphQL itself, and defines it otherwise than it is.',
    example: 'directive @key(fields: Int) on OBJECT',
    mend: 'Remove the definition; @link brings the directives of federation along.',
  },
  TYPE_DEFINITION_INVALID: {
    means: 'A subgraph defines a type of federation, such as FieldSet, otherwise than it is.',
    example: 'type federation__FieldSet { a: Int }',
    mend: 'Remove the definition; the type is brought along.',
  },
  UNSUPPORTED_LINKED_FEATURE: {
    means: 'A supergraph links a feature that must be understood to serve it, and it is not.',
    example: '@link(url: "https://example.id/audit/v1.0", for: SECURITY)   # in a supergraph',
    mend: 'Leave `for:` out where the feature need not be understood, or compose without it.',
  },
  UNKNOWN_FEDERATION_LINK_VERSION: {
    means: 'The version of federation in @link does not exist.',
    example: '@link(url: "https://specs.apollo.dev/federation/v2.99")',
    mend: 'Link a version that exists, such as v2.3.',
  },
  UNKNOWN_LINK_VERSION: {
    means: 'The version of @link itself, as the schema links it, does not exist.',
    example: '@link(url: "https://specs.apollo.dev/link/v9.0")',
    mend: 'Link v1.0 of the link specification, or leave that line out.',
  },
  KEY_FIELDS_HAS_ARGS: {
    means: 'A key names a field that takes arguments. A key must be the same whoever asks.',
    example: 'type Permit @key(fields: "number") { number(form: Int): ID! }',
    mend: 'Take a field without arguments into @key.',
  },
  PROVIDES_FIELDS_HAS_ARGS: {
    means: '@provides names a field that takes arguments.',
    example: 'permit: Permit @provides(fields: "label")   # label(language: String): String @external',
    mend: 'Provide fields without arguments only.',
  },
  PROVIDES_FIELDS_MISSING_EXTERNAL: {
    means: '@provides names a field that is not marked @external in this subgraph.',
    example: 'permit: Permit @provides(fields: "status")   # status: String, without @external',
    mend: 'Mark the field @external, or drop @provides if this subgraph resolves the field always.',
  },
  REQUIRES_FIELDS_MISSING_EXTERNAL: {
    means: '@requires names a field that is not marked @external in this subgraph.',
    example: 'label: String @requires(fields: "number")   # number: ID!, without @external',
    mend: 'Mark the required field @external in this subgraph.',
  },
  KEY_UNSUPPORTED_ON_INTERFACE: {
    means: 'A key stands on an interface, which federation knows from version 2.3 on only.',
    example: 'interface Document @key(fields: "id") { id: ID! }   # linked to v2.0',
    mend: 'Link federation v2.3 or later, or move the key to the types of the interface.',
  },
  PROVIDES_UNSUPPORTED_ON_INTERFACE: {
    means: '@provides stands on a field of an interface.',
    example: 'interface Document { permit: Permit @provides(fields: "status") }',
    mend: 'Write @provides at the fields of the types that implement the interface.',
  },
  REQUIRES_UNSUPPORTED_ON_INTERFACE: {
    means: '@requires stands on a field of an interface.',
    example: 'interface Document { label: String @requires(fields: "id") }',
    mend: 'Write @requires at the fields of the types that implement the interface.',
  },
  EXTERNAL_UNUSED: {
    means:
      'A field is marked @external and nothing needs it: no @key, @requires or @provides names it, and no interface asks for it.',
    example: 'type Area @key(fields: "code") { code: ID!  name: String @external }',
    mend: 'Remove the field from this subgraph, or name it in @requires or @provides.',
  },
  EXTERNAL_COLLISION_WITH_ANOTHER_DIRECTIVE: {
    means: 'A field is @external and has @provides, which only a field resolved here can have.',
    example: 'permit: Permit @external @provides(fields: "status")',
    mend: 'Keep one of the two: @external for a field of another subgraph, the other for one resolved here.',
  },
  TYPE_WITH_ONLY_UNUSED_EXTERNAL: {
    means: 'A type of a federation 1 schema has nothing but @external fields that nothing needs.',
    example: 'type Query { area: Area }  extend type Area { name: String @external }   # federation 1',
    mend: 'Remove the type from this subgraph.',
  },
  PROVIDES_ON_NON_OBJECT_FIELD: {
    means: '@provides stands on a field that gives no object, so there is nothing of it to provide.',
    example: 'count: Int @provides(fields: "id")',
    mend: 'Remove @provides from the field.',
  },
  KEY_INVALID_FIELDS_TYPE: {
    means: 'What @key has for `fields` is no text.',
    example: '@key(fields: ["id"])',
    mend: 'Write the fields as one text: @key(fields: "id number").',
  },
  PROVIDES_INVALID_FIELDS_TYPE: {
    means: 'What @provides has for `fields` is no text.',
    example: '@provides(fields: ["status"])',
    mend: 'Write the fields as one text: @provides(fields: "status").',
  },
  REQUIRES_INVALID_FIELDS_TYPE: {
    means: 'What @requires has for `fields` is no text.',
    example: '@requires(fields: ["number"])',
    mend: 'Write the fields as one text: @requires(fields: "number").',
  },
  KEY_INVALID_FIELDS: {
    means: 'What @key has for `fields` cannot be read, or names a field that the type does not have here.',
    example: 'type Area @key(fields: "kode") { code: ID! }',
    mend: 'Name fields that the type has in this subgraph.',
  },
  PROVIDES_INVALID_FIELDS: {
    means: 'What @provides has for `fields` cannot be read, or names a field that the type does not have here.',
    example: 'area: Area @provides(fields: "nama")',
    mend: 'Name fields of the given type, each declared in this subgraph as @external.',
  },
  REQUIRES_INVALID_FIELDS: {
    means: 'What @requires has for `fields` cannot be read, or names a field that the type does not have here.',
    example: 'label: String @requires(fields: "nama")',
    mend: 'Declare the required field in this subgraph as @external, with the type that its owner gives it.',
  },
  KEY_FIELDS_SELECT_INVALID_TYPE: {
    means: 'A key names a field that gives an interface or a union; such a value identifies nothing.',
    example: 'type Permit @key(fields: "holder { id }") { holder: Holder }  union Holder = Person',
    mend: 'Take fields into @key that give scalars, enums or objects of one type.',
  },
  ROOT_QUERY_USED: {
    means: 'The schema names another type as its query type and has a type called Query beside it.',
    example: 'schema { query: Root }  type Root { a: Int }  type Query { b: Int }',
    mend: 'Rename the type called Query, or make it the query type.',
  },
  ROOT_MUTATION_USED: {
    means: 'The schema names another type as its mutation type and has a type called Mutation beside it.',
    example: 'schema { mutation: Changes }  type Mutation { b: Int }',
    mend: 'Rename the type called Mutation, or make it the mutation type.',
  },
  ROOT_SUBSCRIPTION_USED: {
    means: 'The schema names another type as its subscription type and has a type called Subscription beside it.',
    example: 'schema { subscription: Events }  type Subscription { b: Int }',
    mend: 'Rename the type called Subscription, or make it the subscription type.',
  },
  INVALID_SUBGRAPH_NAME: {
    means: 'The name of a subgraph cannot be one.',
    example: 'subgraphs:\n  _:\n    schema: { file: a.graphql }',
    mend: 'Begin the name with a letter; then letters, digits, dash and underscore, at most 64 in all.',
  },
  NO_QUERIES: {
    means: 'No subgraph has a query, so that nobody could ask anything.',
    example: 'type Area @key(fields: "code") { code: ID! }   # and no type Query anywhere',
    mend: 'Give at least one subgraph a type Query with a field.',
  },
  INTERFACE_FIELD_NO_IMPLEM: {
    means:
      'Once subgraphs are joined, an interface has a field that one of its types lacks: another subgraph added it there.',
    example: '# a\ninterface Document { id: ID! }\n# b\ninterface Document { id: ID!  issuer: String }',
    mend: 'Give the type the field in a subgraph that has the type, or take it out of the interface.',
  },
  TYPE_KIND_MISMATCH: {
    means: 'A type is of one kind in one subgraph and of another elsewhere.',
    example: '# a\nenum Status { OPEN }\n# b\ntype Status { name: String }',
    mend: 'Agree on one kind, or rename one of the types.',
  },
  CONTEXT_NOT_SET: {
    means: '@fromContext names a context that no type sets by @context.',
    example: 'label(language: String @fromContext(field: "$settings { language }")): String',
    mend: 'Set the context on a type above by @context(name: "settings").',
  },
  CONTEXT_INVALID_SELECTION: {
    means: 'What @fromContext selects does not come to one field of every type that sets the context.',
    example: '@fromContext(field: "$settings { language region }")',
    mend: 'Select exactly one field that all types of the context have.',
  },
  NO_CONTEXT_IN_SELECTION: {
    means: '@fromContext names no context.',
    example: '@fromContext(field: "language")',
    mend: 'Begin the field with the name of the context: "$settings { language }".',
  },
  CONTEXT_NO_RESOLVABLE_KEY: {
    means: 'A type takes values by @fromContext and has no key by which it can be asked for again.',
    example:
      'type Permit @key(fields: "id", resolvable: false) { id: ID!  label(l: String @fromContext(...)): String }',
    mend: 'Give the type a key that this subgraph resolves.',
  },
  CONTEXT_NAME_INVALID: {
    means: 'The name of a @context is not a name.',
    example: '@context(name: "my_settings")',
    mend: 'Use letters and digits, beginning with a letter; no underscore.',
  },
  EXTERNAL_TYPE_MISMATCH: {
    means: 'An @external field has another type than where it is resolved.',
    example: '# a\ntype Area { name: String! }\n# b\ntype Area { name: Int @external }',
    mend: 'Give the @external field exactly the type that its owner gives it.',
  },
  EXTERNAL_ARGUMENT_MISSING: {
    means: 'An @external field lacks an argument that the field has where it is resolved.',
    example: '# a\nname(language: String): String\n# b\nname: String @external',
    mend: 'Declare the argument on the @external field too.',
  },
  EXTERNAL_ARGUMENT_TYPE_MISMATCH: {
    means: 'An argument of an @external field has another type than where the field is resolved.',
    example: '# a\nname(language: String): String\n# b\nname(language: Int): String @external',
    mend: 'Give the argument exactly the type that the owner of the field gives it.',
  },
  EXTERNAL_ARGUMENT_DEFAULT_MISMATCH: {
    means: 'An argument of an @external field has another default than where the field is resolved.',
    example: '# a\nname(language: String = "id"): String\n# b\nname(language: String = "en"): String @external',
    mend: 'Give the argument exactly the default that the owner of the field gives it.',
  },
  EXTERNAL_ON_INTERFACE: {
    means: 'A field of an interface is marked @external. Interfaces resolve nothing, so nothing of them is external.',
    example: 'interface Document { id: ID! @external }',
    mend: 'Mark the fields of the types that implement the interface instead.',
  },
  MERGED_DIRECTIVE_APPLICATION_ON_EXTERNAL: {
    means:
      'An @external field has a directive, such as @tag or @inaccessible, that belongs where the field is resolved.',
    example: 'name: String @external @tag(name: "public")',
    mend: 'Move the directive to the subgraph that resolves the field.',
  },
  FIELD_TYPE_MISMATCH: {
    means: 'Subgraphs give the same field types that cannot be joined.',
    example: '# a\ntype Area { name: String }\n# b\ntype Area { name: Int }',
    mend: 'Give the field the same type in every subgraph, or another name in one of them.',
  },
  FIELD_ARGUMENT_TYPE_MISMATCH: {
    means: 'Subgraphs give the same argument types that cannot be joined.',
    example: '# a\npermits(first: Int): [Permit]\n# b\npermits(first: String): [Permit]',
    mend: 'Give the argument the same type in every subgraph.',
  },
  INPUT_FIELD_DEFAULT_MISMATCH: {
    means: 'Subgraphs give the same field of an input different defaults.',
    example: '# a\ninput Page { first: Int = 10 }\n# b\ninput Page { first: Int = 20 }',
    mend: 'Give the field the same default in every subgraph.',
  },
  FIELD_ARGUMENT_DEFAULT_MISMATCH: {
    means: 'Subgraphs give the same argument different defaults.',
    example: '# a\npermits(first: Int = 10): [Permit]\n# b\npermits(first: Int = 20): [Permit]',
    mend: 'Give the argument the same default in every subgraph.',
  },
  EXTENSION_WITH_NO_BASE: {
    means: 'A subgraph extends a type that no subgraph defines.',
    example: 'extend type Permit { label: String }   # and no type Permit anywhere',
    mend: 'Define the type in a subgraph, or write `type` in place of `extend type`.',
  },
  EXTERNAL_MISSING_ON_BASE: {
    means: 'A field is @external and no other subgraph has it.',
    example:
      'type Area @key(fields: "code") { code: ID!  name: String @external  label: String @requires(fields: "name") }',
    mend: 'Add the field to the subgraph that resolves it, or drop @external if that is this one.',
  },
  INVALID_FIELD_SHARING: {
    means: 'Several subgraphs resolve a field, and not all of them say that this is meant.',
    example:
      '# a\ntype Area @key(fields: "code") { code: ID!  name: String }\n# b\ntype Area @key(fields: "code") { code: ID!  name: String }',
    mend: 'Mark the field @shareable in every subgraph that resolves it the same way, or keep it in one of them only.',
  },
  INVALID_SHAREABLE_USAGE: {
    means: '@shareable stands where nothing can be shared, such as on a field of an interface, or twice in one place.',
    example: 'interface Document { id: ID! @shareable }',
    mend: 'Move @shareable to the fields of the types, once each.',
  },
  INVALID_LINK_DIRECTIVE_USAGE: {
    means:
      'A @link is written wrongly: an import that is no name, a name used twice, or no import that the feature has.',
    example: '@link(url: "https://specs.apollo.dev/federation/v2.3", import: ["key"])',
    mend: 'Import directives with their @ and types without, each of them once.',
  },
  INVALID_LINK_IDENTIFIER: {
    means: 'The address in a @link has no name or version of a feature, or one that cannot be read.',
    example: '@link(url: "https://specs.apollo.dev/federation/two")',
    mend: 'Write the address as the feature has it, such as https://specs.apollo.dev/federation/v2.3.',
  },
  LINK_IMPORT_NAME_MISMATCH: {
    means: 'Subgraphs import the same directive under different names, and it must have one in the supergraph.',
    example: '# a\nimport: ["@tag"]\n# b\nimport: [{ name: "@tag", as: "@label" }]',
    mend: 'Import the directive under the same name everywhere.',
  },
  REFERENCED_INACCESSIBLE: {
    means: 'Something that clients see refers to something that is @inaccessible.',
    example: 'type Query { permit: Permit }  type Permit @inaccessible { id: ID! }',
    mend: 'Make the field or argument that refers to it @inaccessible too, or show what it refers to.',
  },
  DEFAULT_VALUE_USES_INACCESSIBLE: {
    means: 'A default that clients see holds a value or field that is @inaccessible.',
    example: 'enum Order { NEWEST  OLDEST @inaccessible }  type Query { permits(order: Order = OLDEST): Int }',
    mend: 'Choose another default, or show the value.',
  },
  QUERY_ROOT_TYPE_INACCESSIBLE: {
    means: 'The query type is @inaccessible, so that nobody could ask anything.',
    example: 'type Query @inaccessible { a: Int }',
    mend: 'Mark the fields that clients should not see, not the query type.',
  },
  REQUIRED_INACCESSIBLE: {
    means: 'An argument or input field that must be given is @inaccessible: nobody could give it.',
    example: 'permits(key: ID! @inaccessible): Int',
    mend: 'Make it optional or give it a default, or make what it belongs to @inaccessible too.',
  },
  DISALLOWED_INACCESSIBLE: {
    means:
      '@inaccessible stands on something that cannot be hidden, such as a type of GraphQL itself or of a directive.',
    example: 'directive @note(text: Text @inaccessible) on FIELD',
    mend: 'Remove @inaccessible there.',
  },
  IMPLEMENTED_BY_INACCESSIBLE: {
    means: 'A field that is @inaccessible is needed by an interface that clients see.',
    example: 'interface Document { id: ID! }  type Permit implements Document { id: ID! @inaccessible }',
    mend: 'Hide the field of the interface too, or show the field.',
  },
  ONLY_INACCESSIBLE_CHILDREN: {
    means: 'A type that clients see has nothing in it that they see.',
    example: 'type Permit { id: ID! @inaccessible }',
    mend: 'Make the type @inaccessible as a whole, or show one of its parts.',
  },
  REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH: {
    means: 'A subgraph demands an argument that another subgraph with the same field does not have.',
    example: '# a\nname(language: String!): String @shareable\n# b\nname: String @shareable',
    mend: 'Add the argument everywhere, or make it optional where it is demanded.',
  },
  REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH: {
    means: 'A subgraph demands a field of an input that another subgraph does not have in the same input.',
    example: '# a\ninput Page { first: Int! }\n# b\ninput Page { after: String }',
    mend: 'Add the field everywhere, or make it optional where it is demanded.',
  },
  EMPTY_MERGED_INPUT_TYPE: {
    means: 'No field of an input is in all subgraphs that have it, and only such fields are kept.',
    example: '# a\ninput Page { first: Int }\n# b\ninput Page { after: String }',
    mend: 'Give the input at least one field that all subgraphs have, or rename one of the inputs.',
  },
  ENUM_VALUE_MISMATCH: {
    means: 'An enum is both asked and answered with, and a value of it is not in all subgraphs that have it.',
    example: '# a\nenum Status { OPEN CLOSED }\n# b\nenum Status { OPEN }',
    mend: 'Give the enum the same values in every subgraph.',
  },
  EMPTY_MERGED_ENUM_TYPE: {
    means: 'No value of an enum that is given to arguments is in all subgraphs that have it.',
    example: '# a\nenum Order { NEWEST }\n# b\nenum Order { OLDEST }',
    mend: 'Give the enum at least one value that all subgraphs have, or rename one of the enums.',
  },
  SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES: {
    means: 'A shared field gives an interface or union, and subgraphs know no common type that it can turn out to be.',
    example: '# a\nunion Document = Permit\n# b\nunion Document = Passport',
    mend: 'Let the subgraphs that share the field give the same types, or keep the field in one of them.',
  },
  SATISFIABILITY_ERROR: {
    means:
      'The subgraphs join, but a client could ask for something that cannot be fetched: there is no key that leads from where the object is found to the subgraph that has the field.',
    example:
      '# a\ntype Query { permit: Permit }  type Permit @key(fields: "id") { id: ID! }\n# b\ntype Permit { label: String }',
    mend: 'Give the type, in the subgraph that has the field, a @key whose fields the first subgraph has.',
  },
  OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE: {
    means: '@override meets @external, @requires or @provides on the same field, here or where it is taken from.',
    example: 'name: String @override(from: "a") @external',
    mend: 'Remove one of the two directives; a field is taken over only from a subgraph that resolves it by itself.',
  },
  OVERRIDE_FROM_SELF_ERROR: {
    means: '@override names the subgraph that it stands in.',
    example: '# a\nname: String @override(from: "a")',
    mend: 'Name the subgraph that the field is taken over from.',
  },
  OVERRIDE_SOURCE_HAS_OVERRIDE: {
    means: 'Two subgraphs take a field over, one of them from the other.',
    example: '# a\nname: String @override(from: "b")\n# b\nname: String @override(from: "a")',
    mend: 'Keep @override in the subgraph that is to resolve the field, and remove it in the other.',
  },
  OVERRIDE_ON_INTERFACE: {
    means: '@override stands on a field of an interface, which resolves nothing.',
    example: 'interface Document { id: ID! @override(from: "a") }',
    mend: 'Write @override at the fields of the types.',
  },
  OVERRIDE_LABEL_INVALID: {
    means: 'The label of an @override is neither a name nor a share of requests.',
    example: '@override(from: "a", label: "half")   # "percent(50)" is a share',
    mend: 'Write a name that begins with a letter, or percent(N) with N from 0 to 100.',
  },
  UNSUPPORTED_FEATURE: {
    means: 'The schema uses something that federation does not do.',
    example: 'repeatable directives with arguments that merge otherwise than they are declared to',
    mend: 'Write it another way; the message says what is not done.',
  },
  INVALID_FEDERATION_SUPERGRAPH: {
    means: 'What was given as a supergraph is none.',
    example: 'simpul gateway --supergraph permits.graphql   # the schema of a subgraph',
    mend: 'Give the result of `simpul schema compose`.',
  },
  DOWNSTREAM_SERVICE_ERROR: {
    means: 'A subgraph answered with an error while a question was run. Composition does not raise it.',
    example: '{"errors": [{"message": "...", "extensions": {"code": "DOWNSTREAM_SERVICE_ERROR"}}]}',
    mend: 'Look into the log of the subgraph that is named.',
  },
  KEY_DIRECTIVE_IN_FIELDS_ARG: {
    means: 'The fields of a @key have directives on them.',
    example: '@key(fields: "id @include(if: true)")',
    mend: 'Remove the directives from the fields of @key.',
  },
  PROVIDES_DIRECTIVE_IN_FIELDS_ARG: {
    means: 'The fields of a @provides have directives on them.',
    example: '@provides(fields: "status @include(if: true)")',
    mend: 'Remove the directives from the fields of @provides.',
  },
  REQUIRES_DIRECTIVE_IN_FIELDS_ARG: {
    means: 'The fields of a @requires have directives on them.',
    example: '@requires(fields: "number @include(if: true)")',
    mend: 'Remove the directives from the fields of @requires.',
  },
  DIRECTIVE_COMPOSITION_ERROR: {
    means:
      '@composeDirective names a directive that cannot be taken into the supergraph: unknown, not linked, or of versions that do not fit.',
    example: 'extend schema @composeDirective(name: "@audit")   # and no @link that imports it',
    mend: 'Link the specification of the directive, import it, and define it; in every subgraph the same major version.',
  },
  INTERFACE_OBJECT_USAGE_ERROR: {
    means: '@interfaceObject stands on a type without a key, or the subgraph has the types of the interface too.',
    example: 'type Document @interfaceObject { id: ID! }   # without @key',
    mend: 'Give the type the key of the interface, and leave the types of the interface to other subgraphs.',
  },
  INTERFACE_KEY_NOT_ON_IMPLEMENTATION: {
    means: 'An interface has a key that a type of it lacks.',
    example: 'interface Document @key(fields: "id") { id: ID! }  type Permit implements Document { id: ID! }',
    mend: 'Give every type of the interface the same @key in this subgraph.',
  },
  INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE: {
    means: 'A subgraph has a key on an interface and does not know all types that implement it elsewhere.',
    example:
      '# a\ninterface Document @key(fields: "id") { id: ID! }   # only Permit\n# b\ntype Passport implements Document { id: ID! }',
    mend: 'Define every type of the interface in the subgraph that has the key.',
  },
  CONTEXTUAL_ARGUMENT_NOT_CONTEXTUAL_IN_ALL_SUBGRAPHS: {
    means: 'An argument comes from a context in one subgraph and must be given by clients in another.',
    example: '# a\nlabel(l: String! @fromContext(...)): String\n# b\nlabel(l: String!): String',
    mend: 'Take the argument from a context everywhere, or make it optional where it is not.',
  },
  COST_APPLIED_TO_INTERFACE_FIELD: {
    means: '@cost stands on a field of an interface.',
    example: 'interface Document { scan: String @cost(weight: 5) }',
    mend: 'Write @cost at the fields of the types.',
  },
  LIST_SIZE_APPLIED_TO_NON_LIST: {
    means: '@listSize stands on a field that gives no list and names no sized fields.',
    example: 'permit: Permit @listSize(assumedSize: 10)',
    mend: 'Remove @listSize, or name by sizedFields which fields below are the list.',
  },
  LIST_SIZE_INVALID_ASSUMED_SIZE: {
    means: 'The assumed size of a list is below nothing.',
    example: 'permits: [Permit] @listSize(assumedSize: -1)',
    mend: 'Write a size from 0 up.',
  },
  LIST_SIZE_INVALID_SIZED_FIELD: {
    means: '@listSize names a sized field that the object does not have, or that is no list.',
    example: 'permits: PermitPage @listSize(assumedSize: 10, sizedFields: ["rows"])',
    mend: 'Name fields of the object that give lists.',
  },
  LIST_SIZE_INVALID_SLICING_ARGUMENT: {
    means: '@listSize names a slicing argument that the field does not have, or that is no whole number.',
    example: 'permits: [Permit] @listSize(slicingArguments: ["first"])',
    mend: 'Name arguments of the field that are of type Int.',
  },
  MAX_VALIDATION_SUBGRAPH_PATHS_EXCEEDED: {
    means: 'There are too many ways through the subgraphs to look at all of them.',
    example: 'very many subgraphs that share the same fields under many keys',
    mend: 'Share fewer fields, or use fewer keys per type.',
  },
  AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE: {
    means: '@authenticated, @requiresScopes or @policy stands on an interface or a field of one.',
    example: 'interface Document @authenticated { id: ID! }',
    mend: 'Write the directive at the types that implement the interface.',
  },
  MISSING_TRANSITIVE_AUTH_REQUIREMENTS: {
    means:
      'A field needs a protected field, by @requires or from a context, and is not protected itself: it would let out what it needs.',
    example: 'label: String @requires(fields: "holder")   # holder has @requiresScopes elsewhere',
    mend: 'Give the field the same @authenticated, @requiresScopes or @policy that the field has which it needs.',
  },
} as const satisfies Record<string, Explanation>;

/** Codes of our own: what checks of the registry find beside composition. */
export const checkCodes = {
  AUTH_WEAKENED: {
    means: 'A field would demand less of whoever asks than it does now.',
    example: 'holder: Person   # was: holder: Person @requiresScopes(scopes: [["permits:read-person"]])',
    mend: 'Put the directive back; if it is meant, publish with --allow-weaker and a reason.',
  },
  NOT_SERVABLE: {
    means:
      'The supergraph composes, but a gateway would refuse to serve it: a protection or cost in it cannot be kept.',
    example: 'type Permit { fee: Int @cost(weight: -1) }',
    mend: 'Mend what the message names.',
  },
  BREAKING_CHANGE: {
    means: 'Operations that were seen within the window would fail, or be answered otherwise than they can take.',
    example: 'type Area { code: ID! }   # name is gone, and dashboards ask for it',
    mend: 'Keep it, mark it @deprecated and wait until nobody asks; or let the operations be approved: simpul schema approve.',
  },
  BREAKING_CHANGE_UNUSED: {
    means: 'The change would break operations, but none was seen within the window that uses what is changed.',
    example: 'type Area { code: ID! }   # name is gone, and nobody asked for it',
    mend: 'Nothing need be done. Operations that were not reported to the registry cannot be known.',
  },
  DANGEROUS_CHANGE: {
    means:
      'The change breaks no operation, but clients may not expect what they get: a new enum value, another default.',
    example: 'enum Status { OPEN CLOSED PAUSED }   # PAUSED is new',
    mend: 'Tell the clients; those that list all values need a case for the new one.',
  },
  PROTECTION_ADDED: {
    means: 'A field would demand more of whoever asks: askers without the right would be denied it.',
    example: 'holder: Person @requiresScopes(scopes: [["permits:read-person"]])   # was without',
    mend: 'See that the named clients have the right; then approve their operations: simpul schema approve.',
  },
  KEY_REMOVED: {
    means: 'A type loses a key. Other subgraphs and representations under way may rely on it.',
    example: 'type Permit @key(fields: "id") { id: ID! }   # "number" was a key too',
    mend: 'Keep the key until every subgraph that uses it has been published without.',
  },
  TYPE_NAME_CASE: {
    means: 'A type is not named in PascalCase.',
    example: 'type stay_permit { id: ID! }',
    mend: 'Name it in PascalCase, such as StayPermit.',
  },
  FIELD_NAME_CASE: {
    means: 'A field or argument is not named in camelCase.',
    example: 'type Permit { issued_at: String }',
    mend: 'Name it in camelCase, such as issuedAt.',
  },
  ENUM_VALUE_CASE: {
    means: 'An enum value is not named in CONSTANT_CASE.',
    example: 'enum Status { open }',
    mend: 'Name it in CONSTANT_CASE, such as OPEN.',
  },
  DESCRIPTION_MISSING: {
    means: 'A type or field has no description; analysts read these and nothing else.',
    example: 'type Permit { status: String }',
    mend: 'Say above it in three double quotes what it is, with its unit.',
  },
  DEPRECATION_WITHOUT_REASON: {
    means: '@deprecated says neither why nor what to ask for in its place.',
    example: 'label: String @deprecated',
    mend: 'Write @deprecated(reason: "Ask for name.").',
  },
  CONTRACT_BROKEN: {
    means: 'A contract, the part of the graph that some clients see, would be no schema any more.',
    example: 'type Query { permits: Int @tag(name: "internal") }   # and the contract excludes "internal"',
    mend: 'Tag what the contract needs, or change the contract: simpul schema contract set.',
  },
  COST_RAISED: {
    means: 'An operation that is asked often would be estimated to cost more.',
    example: 'permits: [Permit] @listSize(assumedSize: 1000)   # was 10',
    mend: 'See that MAX_COST and COST_BUDGETS still let it pass.',
  },
  UNUSED_FIELD: {
    means: 'A deprecated field was not asked for within the window.',
    example: 'label: String @deprecated(reason: "Ask for name.")   # nobody does',
    mend: 'It can be removed.',
  },
  PROPOSAL_MISMATCH: {
    means: 'The schema is not the one that was proposed and approved.',
    example: 'simpul schema check permits permits.graphql --proposal proposals/visa.yaml',
    mend: 'Publish the proposed text, or have the changed proposal approved.',
  },
  BASE_MOVED: {
    means: 'Somebody else published after the check: what was checked is not what would be served.',
    example: 'simpul schema publish permits permits.graphql --base DIGEST   # of yesterday',
    mend: 'Check against the present base, and publish again.',
  },
} as const satisfies Record<string, Explanation>;

export type CheckCode = keyof typeof checkCodes;
