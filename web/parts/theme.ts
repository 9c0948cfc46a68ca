export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const kept = 'simpul.theme';

export function chosenTheme(): Theme {
  const theme = localStorage.getItem(kept);
  return themes.find((each) => each === theme) ?? 'system';
}

/** Keeps and shows it; `system` is as the device is set. */
export function applyTheme(theme: Theme): void {
  localStorage.setItem(kept, theme);
  document.documentElement.dataset.theme = theme;
}
