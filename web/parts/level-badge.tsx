import type { LevelClass } from '../areas/level-class';
import { useLanguage } from '../language/language';

/** A level in words and colour. */
export function LevelBadge({ level }: { readonly level: LevelClass | null | undefined }) {
  const { words } = useLanguage();
  const shown = level ?? 'NONE';
  return <span className={`level level-${shown.toLowerCase()}`}>{words.levels[shown].name}</span>;
}
