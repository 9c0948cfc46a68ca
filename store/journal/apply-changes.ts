import type { Catalog } from '../data/catalog';
import type { IndexSpec } from '../data/collection-index';
import type { Doc } from '../values/document';

/** Redoes the changes of one frame. Redoing what is done already changes nothing. */
export function applyChanges(catalog: Catalog, frame: Doc): void {
  for (const change of frame.changes as readonly Doc[]) applyChange(catalog, change);
}

function applyChange(catalog: Catalog, change: Doc): void {
  const namespace = String(change.namespace);
  if (change.kind === 'drop') {
    catalog.drop(namespace);
    return;
  }
  const collection = catalog.ensure(namespace);
  switch (change.kind) {
    case 'create':
      return;
    case 'put': {
      (change.documents as readonly Doc[]).forEach((document) => collection.load(document));
      return;
    }
    case 'remove': {
      collection.unload(change.id);
      return;
    }
    case 'createIndex': {
      collection.loadIndex(change.spec as IndexSpec);
      return;
    }
    case 'dropIndex': {
      collection.dropIndex(String(change.name));
      return;
    }
    default:
      throw new Error(`a change of kind ${String(change.kind)}`);
  }
}
