import { z } from 'zod';

/** One setting: its environment variable, what it is for, its fallback (as text, as a user would write it) and its check. */
export interface SettingRow<Value = unknown> {
  readonly env: string;
  readonly about: string;
  readonly fallback?: string;
  /** Shown in the README instead of the fallback where the fallback is computed or absent. */
  readonly fallbackNote?: string;
  readonly check: z.ZodType<Value>;
}

export type SettingRows = Readonly<Record<string, SettingRow>>;
export type SettingValues<Rows extends SettingRows> = {
  readonly [Name in keyof Rows]: Rows[Name] extends SettingRow<infer Value> ? Value : never;
};

/** Every mistake in the settings, told together. The process that meets it exits with EX_CONFIG (78). */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly mistakes: readonly string[]) {
    super(
      `The settings have ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n${mistakes.map((line) => `  ${line}`).join('\n')}`,
    );
  }
}

/**
 * Reads and checks all rows at once and freezes the result.
 * @throws SettingsError naming every variable that is wrong, what it must be, and what was found.
 */
export function readSettings<Rows extends SettingRows>(
  rows: Rows,
  env: Readonly<Record<string, string | undefined>>,
): SettingValues<Rows> {
  const values: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const [name, row] of Object.entries(rows)) {
    const given = env[row.env];
    const parsed = row.check.safeParse(given === undefined || given === '' ? row.fallback : given);
    if (parsed.success) values[name] = parsed.data;
    else mistakes.push(describeMistake(row, given, parsed.error));
  }
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return Object.freeze(values) as SettingValues<Rows>;
}

function describeMistake(row: SettingRow, given: string | undefined, error: z.ZodError): string {
  const found = given === undefined || given === '' ? 'is not set' : `is ${quote(given, row.env)}`;
  return `${row.env} ${found}, but ${error.issues[0]?.message ?? 'that is not accepted'} (${row.about}).`;
}

// An address may carry credentials, and a secret is one: neither is repeated on a terminal or in a log.
function quote(given: string, env: string): string {
  return /SECRET|PASSWORD|TOKEN|KEY|URI/.test(env) ? 'set' : JSON.stringify(given.slice(0, 80));
}

/** Rows as a Markdown table, for the README. */
export function settingsTable(rows: SettingRows): string {
  const lines = Object.values(rows).map(
    ({ env, about, fallback, fallbackNote }) =>
      `| \`${env}\` | ${about} | ${fallbackNote ?? (fallback === undefined ? 'none' : `\`${fallback}\``)} |`,
  );
  return ['| variable | what it is for | when unset |', '| --- | --- | --- |', ...lines].join('\n');
}

/** Checks for settings, from the text of an environment variable. */
export const setting = {
  text: z.string({ error: 'it must be given' }),
  optionalText: z.string().optional(),
  yesNo: z.enum(['true', 'false'], { error: 'it must be true or false' }).transform((value) => value === 'true'),
  name: z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, {
    error: 'it must begin with a small letter and hold only small letters, digits and underscores, at most 31',
  }),
  areaCode: z
    .string()
    .regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, { error: 'it must be an area code such as 31.75' }),
  /** An area, or `all` for the whole country, which is null. */
  areaCodeOrAll: z
    .string()
    .regex(/^(all|\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?)$/, { error: 'it must be an area code such as 31.75, or all' })
    .transform((text) => (text === 'all' ? null : text)),
  port: integerBetween(0, 65_535, 'it must be a port number from 0 (any free port) to 65535'),
  integer: (low: number, high: number) => integerBetween(low, high, `it must be a whole number from ${low} to ${high}`),
  choice: <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
    z.enum(choices, { error: `it must be one of ${choices.join(', ')}` }),
  url: (protocols: readonly string[]) =>
    z
      .string({ error: 'it must be given' })
      .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
        error: `it must be an address beginning with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
      }),
};

function integerBetween(low: number, high: number, error: string) {
  return z
    .string({ error })
    .regex(/^\d+$/, { error })
    .transform(Number)
    .refine((value) => value >= low && value <= high, { error });
}
