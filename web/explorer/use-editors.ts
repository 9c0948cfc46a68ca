import { useEditorContext } from '@graphiql/react';
import { useEffect } from 'react';

import { useExplorerWords } from './words/use-words';

/** What is used of GraphiQL's editors. */
interface Editor {
  getValue(): string;
  setValue(text: string): void;
  refresh(): void;
  getInputField(): HTMLElement;
  getScrollerElement(): HTMLElement;
  getOption(name: 'extraKeys'): unknown;
  setOption(name: 'extraKeys', keys: object): void;
}

interface Editors {
  readonly query: Editor | null;
  readonly variables: Editor | null;
  readonly answer: Editor | null;
}

/** GraphiQL's editors, with names that are read out, and left by the keyboard as any field is. */
export function useEditors(): Editors {
  const { queryEditor, variableEditor, responseEditor } = useEditorContext({ nonNull: true });
  const { words } = useExplorerWords();
  useManners(queryEditor as Editor | null, words.operationEditor);
  useManners(variableEditor as Editor | null, words.variablesEditor);
  useManners(responseEditor as Editor | null, words.answerEditor);
  return {
    query: queryEditor as Editor | null,
    variables: variableEditor as Editor | null,
    answer: responseEditor as Editor | null,
  };
}

function useManners(editor: Editor | null, label: string): void {
  useEffect(() => {
    if (editor === null) return;
    editor.getInputField().setAttribute('aria-label', label);
    // What is longer than its place is scrolled by keyboard too.
    editor.getScrollerElement().setAttribute('tabindex', '0');
    const keys = editor.getOption('extraKeys');
    editor.setOption('extraKeys', { ...(keys as object | null), Tab: false, 'Shift-Tab': false });
  }, [editor, label]);
}
