import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** Names of the fields that are asked for at a path below the field that is being resolved: `edges`, then `node`. */
export function askedAt({ fieldNodes, fragments }: GraphQLResolveInfo, ...path: string[]): Set<string> {
  function fieldsOf(parents: readonly FieldNode[]): FieldNode[] {
    const seen = new Set<string>();
    function within(selection: SelectionSetNode | undefined): FieldNode[] {
      return (selection?.selections ?? []).flatMap((node) => {
        if (node.kind === Kind.FIELD) return [node];
        if (node.kind === Kind.INLINE_FRAGMENT) return within(node.selectionSet);
        if (seen.has(node.name.value)) return [];
        seen.add(node.name.value);
        return within(fragments[node.name.value]?.selectionSet);
      });
    }
    return parents.flatMap((parent) => within(parent.selectionSet));
  }
  const parents = path.reduce(
    (nodes, name) => fieldsOf(nodes).filter((node) => node.name.value === name),
    [...fieldNodes],
  );
  return new Set(fieldsOf(parents).map((node) => node.name.value));
}
