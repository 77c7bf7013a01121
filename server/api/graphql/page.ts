import type { ResourceDefinition, ResourcePath } from '../../../shared/resources/define.ts';
import { listPage, listPages } from '../list.ts';
import type { Page } from '../page.ts';
import type { Ask } from './ask.ts';

/** Which page of which list. */
interface PageRequest {
  readonly definition: ResourceDefinition;
  readonly path: ResourcePath;
  /** As the list's schema decodes it. */
  readonly query: Readonly<Record<string, unknown>>;
  /** Counted from the end of the list, or from before the cursor. */
  readonly backwards: boolean;
}

/** Reads a page of a list, as REST does; the pages of a nested list's several parents are read together. */
export async function loadPage(
  { call, cursors, loader }: Ask,
  { definition, path, query, backwards }: PageRequest,
  parent: string | undefined,
): Promise<Page> {
  const name = `${path.path} ${backwards} ${JSON.stringify(query)}`;
  const list = { definition, path, cursors, backwards };
  const page = await loader.grouped(name, parent ?? '', async (view, parents) => {
    const asked = { ...call, query };
    if (parent !== undefined) return listPages(asked, view, list, parents);
    return new Map([['', await listPage({ ...asked, params: {} }, view, list)]]);
  });
  if (!page) throw new Error(`a page of ${definition.name} was asked for and not read`);
  return page;
}
