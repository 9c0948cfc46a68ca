import { gzipSync } from 'node:zlib';

import { makeWorkbook } from './workbook';

/** A file as agencies hand them over, made for the examples: every name and number in it is invented. */
export interface UglyFile {
  readonly name: string;
  readonly kind: string;
  readonly content: string | Uint8Array;
  /** The mapping that it is read with. */
  readonly mapping?: object;
  readonly ignoreUnknown?: boolean;
}

const lines = (end: string, ...all: readonly string[]): string => all.map((line) => line + end).join('');
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

export const uglyFiles: readonly UglyFile[] = [
  {
    name: 'permits-windows-1252.csv',
    kind: 'permits',
    content: latin1(
      lines(
        '\r\n',
        'No. Izin;Jenis Izin;Rezim Indeks;Indeks Visa;Berlaku Mulai;Berlaku s/d;Kode Wilayah;No. Pemegang;Nama Pemegang;Status Izin',
        'ITAS-U-001;ITAS;sejak 2024;E23;17/10/2024;16/10/2025;31.75.03.1001;W-U-1;Ren\xe9 \x93Sample\x94 Duval;Berlaku',
        'ITAS-U-002;Itap;s/d 2023;C319;01-02-2022;31-01-2027;31.75.06.1001;W-U-2;Zo\xeb Sampel;Dicabut',
        'ITAS-U-003;Kitas;sejak 2024;E31A;17/10/24;16/10/2025;31.75.03.1002;W-U-3;Andr\xe9 Sampel;Berlaku',
        'ITAS-U-004;Golden Visa;sejak 2024;E28A;17.10.2024;16.10.2029;31.75.03.1002;W-U-4;Br\xfbl\xe9 Sampel;',
      ),
    ),
  },
  {
    name: 'permits-titles.csv',
    kind: 'permits',
    content:
      '\uFEFF' +
      lines(
        '\r\n',
        'KANTOR IMIGRASI (CONTOH),,,,,,,,,,,',
        'Rekapitulasi Izin Tinggal,,,,,,,,,,,',
        '"Per tanggal 17 Oktober 2024, pukul 10.00",,,,,,,,,,,',
        ',,,,,,,,,,,',
        'No.,"Nomor\nIzin Tinggal",Jenis Izin Tinggal,Rezim Indeks,Indeks,Tgl. Terbit,Masa Berlaku s/d,Kode Kelurahan,NIORA,Nama WNA,Kewarganegaraan,Jenis Kelamin',
        '1,ITK-U-101,Kunjungan,sejak 2024,C1,17 Okt 2024,15 Desember 2024,31.75.02.1003,NI-101,Contoh Satu,X,L',
        '2,ITK-U-102,Kunjungan,sejak 2024,C1,"Kamis, 17 Oktober 2024",16 Nopember 2024,31.75.02.1003,NI-102,Contoh Dua,X,P',
        '3,ITK-U-103,Kunjungan,sejak 2024,C1,31 April 2024,16 Mei 2024,31.75.02.1003,NI-103,Contoh Tiga,X,P',
      ),
  },
  {
    name: 'lodgings-excel-separator.csv',
    kind: 'lodgings',
    content: lines(
      '\r\n',
      'sep=;',
      'No. Akun APOA;Jenis Penginapan;Kelurahan;Kecamatan;Kota;Tgl. Daftar;Tgl. Tutup;Tgl. Lapor;;',
      'APOA-U-1;Rumah Kos;Cipinang Muara;Jatinegara;Jakarta Timur;01/03/2023;;"14/08/2024; 02/09/2024";;',
      'APOA-U-2;Hotel;Kampung Melayu;Jatinegara;Kota Adm. Jakarta Timur;1 Maret 2023;;;;',
      'APOA-U-3;Apartemen;Kampung Melayu;Jatinegara;Jakarta Timur;45000;;;;',
      'APOA-U-4;Apartemen;Kampung Melayu;Jatinegara;Jakarta Timur;01/03/2023;;;;lantai 3',
    ),
  },
  {
    name: 'refugees-utf16-tabs.txt',
    kind: 'refugees',
    content: Buffer.from(
      '\uFEFF' +
        lines(
          '\r\n',
          'Case No\tIndividual No\tLegal Status\tDate of Birth\tVillage\tDistrict\tCity\tRegistration Date\tCard Issued\tCard Expiry\tSpecific Needs\tAccommodation Type\tAccommodation Since\tCountry of Origin\tSex',
          'C-U-1\tI-U-1\tRefugee\t17/04/1986\tBidara Cina\tJatinegara\tEast Jakarta\t12-Mar-2018\t01-Mar-2024\t28-Feb-2025\t\tIndependent\t12-Mar-2018\tX\tF',
          'C-U-1\tI-U-2\tRefugee\t05/2013\tBidara Cina\tJatinegara\tEast Jakarta\t12-Mar-2018\t01-Mar-2024\t28-Feb-2025\tCR; SM\tCommunity House\t12-Mar-2018\tX\tM',
          'C-U-2\tI-U-3\tAsylum Seeker\t17/04/2091\tBidara Cina\tJatinegara\tEast Jakarta\t12-Mar-2018\t\t\t\tIndependent\t12-Mar-2018\tX\tM',
        ),
      'utf16le',
    ),
  },
  {
    name: 'incidents-names.csv',
    kind: 'incidents',
    content: lines(
      '\n',
      'No. Kejadian|Jenis Kejadian|Bentuk Kejadian|Tingkat Keparahan|Tgl. Kejadian|Tgl. Lapor|Kelurahan|Kecamatan|Kota/Kabupaten|Kaitan Penampungan',
      'K-U-1|Kerusuhan|Tawuran|S1|02/10/2024|03/10/2024|Balimester|Jatinegara|Jakarta Timur|Tidak Ada',
      'K-U-2|Unjuk Rasa|Unjuk Rasa Damai|S0|02/10/2024|03/10/2024|Kel. Halim Perdanakusumah|Kec. Makassar|Kota Adm. Jakarta Timur|-',
      'K-U-3|Kerusuhan|Tawuran|S1|02/10/2024|03/10/2024|PAL MERIAM|MATRAMAN|JAKARTA TIMUR|Tidak Ada',
      'K-U-4|Kerusuhan|Tawuran|S1|02/10/2024|03/10/2024||Pulo Gadung|Jakarta Timur|Sekitar',
      'K-U-5|Kerusuhan|Tawuran|S1|02/10/2024|03/10/2024|Jatinegara||Jakarta Timur|Tidak Ada',
      'K-U-6|Kerusuhan|Tawuran|S1|02/10/2024|03/10/2024|Jatinegara|Jatinegara|Jakarta Timur|Tidak Ada',
      'K-U-7|Kerusuhan|Tawuran|S1|02/10/2024|03/10/2024|||Bogor|Tidak Ada',
      'K-U-8|Kerusuhan|Tawuran|S1|10/17/2024|18/10/2024|Bidara Cina|Jatinegara|Jakarta Timur|Tidak Ada',
    ),
  },
  {
    name: 'incidents-bps-codes.csv',
    kind: 'incidents',
    content: lines(
      '\n',
      'incident_number,event_type,sub_event_type,severity,occurred_on,reported_on,area_code,shelter_relation',
      'K-U-11,RIOTS,MOB_VIOLENCE,S1,2024-10-02,2024-10-03,3172,NONE',
      'K-U-12,RIOTS,MOB_VIOLENCE,S1,2024-10-02,2024-10-03,3172020,NONE',
      'K-U-13,RIOTS,MOB_VIOLENCE,S1,2024-10-02,2024-10-03,3175031001,NONE',
      'K-U-14,RIOTS,MOB_VIOLENCE,S1,2024-10-02,2024-10-03,317503,NONE',
      'K-U-15,RIOTS,MOB_VIOLENCE,S1,2024-10-02,2024-10-03,31.75.03.1001,NONE',
    ),
  },
  {
    name: 'permits-mixed-encoding.csv',
    kind: 'permits',
    content: Buffer.concat([
      Buffer.from(
        lines(
          '\n',
          'permit_number,kind,index_regime,index,valid_from,area_code,holder_number,holder_name',
          'ITAS-U-201,LIMITED,FROM_2024,E23,2024-02-01,31.75.03.1001,W-U-201,José Sampel',
        ),
      ),
      latin1('ITAS-U-202,LIMITED,FROM_2024,E23,2024-02-01,31.75.03.1001,W-U-202,Jos\xe9 Sampel\n'),
      Buffer.from('ITAS-U-203,LIMITED,FROM_2024,E23,2024-02-01,31.75.03.1001,W-U-203,JosÃ© Sampel\n'),
    ]),
  },
  {
    name: 'incidents.ndjson.gz',
    kind: 'incidents',
    content: Buffer.concat([
      gzipSync(
        '{"No. Kejadian":"K-U-21","Jenis Kejadian":"Demonstrasi","Sub Jenis":"Demonstrasi Damai","Tingkat":"S0","Waktu Kejadian":"2024-10-17T03:00:00Z","Dilaporkan":"2024-10-17","Kode Wilayah":"31.75.03.1001","Terkait Penampungan":"Tidak"}\n',
      ),
      gzipSync(
        '{"No. Kejadian":"K-U-22","Jenis Kejadian":"Kerusuhan","Sub Jenis":"Tawuran","Tingkat":"S2","Waktu Kejadian":"2024-10-16T18:30:00Z","Dilaporkan":"2024-10-17","Kode Wilayah":31.75,"Terkait Penampungan":"Tidak"}\n' +
          '{"No. Kejadian":12345678901234567890,"Jenis Kejadian":"Kerusuhan","Sub Jenis":"Tawuran","Tingkat":"S2","Waktu Kejadian":"2024-10-17","Dilaporkan":"2024-10-17","Kode Wilayah":"31.75","Terkait Penampungan":"Tidak","Catatan":"x"}\n',
      ),
    ]),
  },
  {
    name: 'lodgings-workbook.xlsx',
    kind: 'lodgings',
    content: makeWorkbook([
      { name: 'Kode', hidden: true, rows: [['Hotel'], ['Kos']] },
      {
        name: 'Penginapan',
        rows: [
          ['Daftar Penginapan (contoh)'],
          [],
          ['No', 'ID Penginapan', 'Jenis', 'Kode Kelurahan', 'Tgl. Registrasi', 'Tgl. Tutup', 'Agama Pemilik'],
          [1, 'APOA-U-31', 'Kost', '31.75.03.1001', { serial: 45000 }, null, 'x'],
          [2, { number: '32', style: 3 }, 'Apartemen', '31.75.03.1002', { serial: 45000, style: 2 }, 45582, 'x'],
          [3, 'APOA-U-33', 'Hotel', { number: '31.75' }, { serial: 45000.5 }, { error: '#N/A' }, 'x'],
          [4, { number: '1234567890123456' }, 'Hotel', '31.75.03.1002', '17/3/2023', null, 'x'],
        ],
      },
      { name: 'Catatan', rows: [['x']] },
    ]),
    ignoreUnknown: true,
  },
  {
    name: 'lodgings-broken-quotes.csv',
    kind: 'lodgings',
    content: lines(
      '\n',
      'lodging_number,kind,area_code,registered_on',
      'APOA-U-41,"HOTEL",31.75.03.1001,2024-01-01',
      'APOA-U-42,HOTEL "BARU",31.75.03.1001,2024-01-01',
      '"APOA-U-43,HOTEL,31.75.03.1001,2024-01-01',
      'APOA-U-44,HOTEL,31.75.03.1001,2024-01-01',
    ),
  },
  {
    name: 'permits-duplicate-headings.csv',
    kind: 'permits',
    content: lines(
      '\n',
      'No. Izin,Nomor Permit,Jenis Izin,Rezim Indeks,Indeks,Berlaku dari,Kode Wilayah,No. Pemegang,Nama,Catatan Petugas',
      'ITAS-U-301,P-301,ITAS,sejak 2024,E23,2024-02-01,31.75.03.1001,W-U-301,Contoh,x',
    ),
  },
  {
    name: 'polling-stations-other-layout.csv',
    kind: 'polling-stations',
    content: lines(
      '\r\n',
      'WIL^BANYAK^DPT DAERAH^CATATAN',
      '31.75.01^265^1.234^x',
      '31.75.02^1.100^241.876^x',
      '31.75.03^512^249,876^x',
    ),
    mapping: {
      kind: 'polling-stations',
      columns: { area_code: 'WIL', polling_stations: 'BANYAK', registered_voters: 'DPT DAERAH' },
      constants: { source: 'an invented table' },
      ignore: ['CATATAN'],
    },
  },
];
