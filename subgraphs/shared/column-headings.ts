/** What a column holds. Where nothing is said a value may tell of somebody, and no sample of it is ever shown. */
export type ColumnContent = 'DAYS' | 'WORDS' | 'AREA' | 'FIGURES';

/** What a column is called in the files of agencies. */
export interface ColumnHeadings {
  readonly headings: readonly string[];
  readonly holds?: ColumnContent;
  /** Words of a closed set as agencies write them, and the value each stands for. */
  readonly words?: Readonly<Record<string, string>>;
}

/** The headings of one kind of file, by column. */
export type KindHeadings = Readonly<Record<string, ColumnHeadings>>;

export const named = (...headings: readonly string[]): ColumnHeadings => ({ headings });
export const days = (...headings: readonly string[]): ColumnHeadings => ({ headings, holds: 'DAYS' });
export const figures = (...headings: readonly string[]): ColumnHeadings => ({ headings, holds: 'FIGURES' });
export const area = (...headings: readonly string[]): ColumnHeadings => ({ headings, holds: 'AREA' });
export const wordsOf = (words: Readonly<Record<string, string>>, ...headings: readonly string[]): ColumnHeadings => ({
  headings,
  holds: 'WORDS',
  words,
});

/** The columns that name an area in words, which may stand in the place of its code. */
export const areaNameColumns = ['area_name', 'district_name', 'city_name'] as const;

/** Of every kind that has an area. */
export const areaHeadings: KindHeadings = {
  area_code: area(
    'Kode Wilayah',
    'Kode Area',
    'Kode Kelurahan',
    'Kode Desa',
    'Kode Kelurahan/Desa',
    'Kode Kecamatan',
    'Kode Kemendagri',
    'Kode Wilayah Kemendagri',
    'Kode Dagri',
    'Village Code',
    'District Code',
    'Region Code',
  ),
  area_name: area(
    'Kelurahan',
    'Desa',
    'Kelurahan/Desa',
    'Desa/Kelurahan',
    'Kel/Desa',
    'Kel',
    'Nama Kelurahan',
    'Nama Desa',
    'Nama Kelurahan/Desa',
    'Nama Wilayah',
    'Wilayah',
    'Village',
  ),
  district_name: area('Kecamatan', 'Kec', 'Nama Kecamatan', 'District', 'Subdistrict'),
  city_name: area(
    'Kota/Kabupaten',
    'Kabupaten/Kota',
    'Kab/Kota',
    'Kota/Kab',
    'Kota',
    'Kabupaten',
    'Kota Administrasi',
    'Wilayah Kota',
    'Nama Kota',
    'Nama Kabupaten/Kota',
    'City',
    'Regency',
  ),
};

/**
 * What two spellings of one heading have in common: small letters and digits. "No. Izin" and "NOMOR IZIN" are one, so
 * are "Tgl Lahir" and "Tanggal Lahir", "Berlaku s/d" and "Berlaku sampai dengan"; a remark in brackets counts for nothing.
 */
export function headingKey(heading: string): string {
  const plain = heading.slice(0, 200).normalize('NFKD').toLowerCase();
  const untilWritten = plain.replace(/\([^)]*\)/g, ' ').replace(/\bs\s*[./]?\s*d\b/g, ' sampai dengan ');
  const words = untilWritten.split(/[^\p{L}\p{N}]+/u).map((word) => shortWords[word] ?? word);
  return words.join('');
}

const shortWords: Readonly<Record<string, string>> = {
  no: 'nomor',
  nomer: 'nomor',
  nr: 'nomor',
  tgl: 'tanggal',
  jml: 'jumlah',
  jlh: 'jumlah',
  thn: 'tahun',
  sampai: 'sampaidengan',
  hingga: 'sampaidengan',
  dengan: '',
};

/** What two spellings of one word of a closed set have in common; a sign such as a dash stands for itself. */
export function wordKey(word: string): string {
  const plain = word
    .slice(0, 200)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return plain === '' ? word.trim() : plain;
}

/** Whether a heading tells of a fact of persons that the graph has no place for: nationality, religion, sex, ethnicity. */
export function isUntaken(heading: string): boolean {
  const words = heading
    .slice(0, 200)
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return (
    untakenHeadings.some((untaken) => headingKey(untaken) === headingKey(heading)) ||
    words.some((word) => untakenWords.has(word))
  );
}

export const untakenHeadings: readonly string[] = [
  'Warga Negara',
  'Negara Asal',
  'Asal Negara',
  'Country of Origin',
  'L/P',
  'JK',
];

const untakenWords = new Set([
  ...['kewarganegaraan', 'kebangsaan', 'nationality', 'nationalities', 'citizenship'],
  ...['agama', 'kepercayaan', 'religion', 'faith', 'kelamin', 'sex', 'gender'],
  ...['suku', 'etnis', 'etnik', 'ethnicity', 'ethnic', 'ras', 'race'],
]);

/** The numbers that a file gives its own rows. */
export const rowNumberHeadings: readonly string[] = ['No', 'No Urut', 'Nomor Urut', 'Urutan', 'Row', '#'];
