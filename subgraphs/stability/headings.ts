import { area, days, figures, type KindHeadings, named, wordsOf } from '../shared/column-headings';

/** What minutes of Timpora and tables of areas call the columns, and their words for closed sets. */

const agencyWords = {
  Imigrasi: 'IMMIGRATION',
  'Kantor Imigrasi': 'IMMIGRATION',
  Kanim: 'IMMIGRATION',
  'Badan Kesbangpol': 'KESBANGPOL',
  'Suban Kesbangpol': 'KESBANGPOL',
};

export const jointActivitiesHeadings: KindHeadings = {
  activity_number: named('No. Kegiatan', 'No. Kegiatan Bersama', 'ID Kegiatan', 'Activity No'),
  title: named('Judul', 'Nama Kegiatan', 'Judul Kegiatan', 'Activity'),
  kind: wordsOf(
    {
      'Rapat Koordinasi': 'COORDINATION_MEETING',
      Rakor: 'COORDINATION_MEETING',
      'Operasi Gabungan': 'JOINT_VISIT',
      'Kunjungan Bersama': 'JOINT_VISIT',
      Mediasi: 'MEDIATION',
      Sosialisasi: 'OUTREACH',
      Penyuluhan: 'OUTREACH',
      'Layanan Jemput Bola': 'SERVICE_DRIVE',
      'Jemput Bola': 'SERVICE_DRIVE',
    },
    'Jenis Kegiatan',
    'Jenis',
    'Activity Type',
  ),
  held_on: days('Tgl. Kegiatan', 'Tgl. Pelaksanaan', 'Dilaksanakan', 'Activity Date'),
  agencies: wordsOf(agencyWords, 'Instansi', 'Instansi Peserta', 'Lembaga', 'Participants'),
  area_codes: area('Kode Wilayah', 'Wilayah', 'Kode Area'),
  action_tasks: named('Tindak Lanjut', 'Tugas', 'Tugas Tindak Lanjut', 'Action Items'),
  action_owners: wordsOf(agencyWords, 'Penanggung Jawab', 'Pelaksana', 'Owners'),
  action_due_on: days('Tenggat', 'Batas Waktu', 'Tgl. Tenggat', 'Due'),
  action_done_on: days('Tgl. Selesai', 'Selesai', 'Done'),
};

export const areaFiguresHeadings: KindHeadings = {
  population: figures('Jumlah Penduduk', 'Penduduk', 'Residents'),
  as_of: days('Per Tanggal', 'Keadaan per', 'Tgl. Data'),
  source: named('Sumber', 'Sumber Data'),
  area_km2: figures('Luas Wilayah (km2)', 'Luas', 'Luas Wilayah', 'Luas km2'),
  latitude: figures('Lintang', 'Lat'),
  longitude: figures('Bujur', 'Lng', 'Lon', 'Long'),
};
