import { days, type KindHeadings, named, wordsOf } from '../shared/column-headings';

/** What registers of refugees call the columns, and their words for closed sets. */

const communityHouseWords = {
  'Community House': 'COMMUNITY_HOUSE',
  'Rumah Komunitas': 'COMMUNITY_HOUSE',
  Penampungan: 'COMMUNITY_HOUSE',
};

export const refugeesHeadings: KindHeadings = {
  case_number: named(
    'No. Kasus',
    'No. Registrasi Kasus',
    'No. Kasus UNHCR',
    'Case No',
    'UNHCR Case Number',
    'Registration Case',
  ),
  person_number: named(
    'No. Individu',
    'No. Orang',
    'ID Individu',
    'Individual No',
    'Individual ID',
    'Individual Number',
  ),
  status: wordsOf(
    {
      'Pencari Suaka': 'ASYLUM_SEEKER',
      'Pencari Perlindungan': 'ASYLUM_SEEKER',
      Pengungsi: 'REFUGEE',
      'Tanpa Kewarganegaraan': 'STATELESS',
      'Orang Tanpa Kewarganegaraan': 'STATELESS',
    },
    'Status Registrasi',
    'Status Perlindungan',
    'Status Orang',
    'Registration Status',
    'Legal Status',
  ),
  case_registered_on: days('Tgl. Registrasi Kasus', 'Tgl. Pendaftaran Kasus', 'Case Registration Date'),
  registered_on: days('Tgl. Registrasi', 'Tgl. Terdaftar', 'Tgl. Pendaftaran', 'Registration Date'),
  born_month: named('Bulan Lahir', 'Tgl. Lahir', 'Lahir', 'Date of Birth', 'DOB', 'Month of Birth'),
  document_valid_from: days(
    'Dokumen Berlaku dari',
    'Dokumen Berlaku mulai',
    'Kartu Berlaku dari',
    'Tgl. Terbit Kartu',
    'Document Issued',
    'Card Issued',
  ),
  document_valid_until: days(
    'Dokumen Berlaku s/d',
    'Kartu Berlaku s/d',
    'Kartu Berlaku hingga',
    'Tgl. Habis Kartu',
    'Document Expiry',
    'Card Expiry',
  ),
  needs: named(
    'Kebutuhan Khusus',
    'Kode Kebutuhan Khusus',
    'Kode Kebutuhan',
    'Specific Needs',
    'SPN',
    'Specific Needs Codes',
  ),
  needs_since: days('Kebutuhan sejak', 'Tgl. Kebutuhan', 'Needs From'),
  needs_until: days('Kebutuhan s/d', 'Kebutuhan hingga', 'Tgl. Kebutuhan Berakhir', 'Needs To'),
  assisted_since: days('Dibantu sejak', 'Bantuan sejak', 'Tgl. Bantuan', 'Assistance From'),
  out_of_school_since: days('Putus Sekolah sejak', 'Tidak Sekolah sejak', 'Tgl. Putus Sekolah', 'Out of School From'),
  back_at_school_on: days('Kembali Sekolah', 'Tgl. Kembali Sekolah', 'Masuk Sekolah Kembali', 'Back to School'),
  shelter_kind: wordsOf(
    {
      ...communityHouseWords,
      Mandiri: 'INDEPENDENT',
      'Pengungsi Mandiri': 'INDEPENDENT',
      'Sewa Mandiri': 'INDEPENDENT',
      Rentan: 'PRECARIOUS',
      'Tidak Layak': 'PRECARIOUS',
      'Tanpa Tempat Tinggal': 'PRECARIOUS',
    },
    'Jenis Penampungan',
    'Jenis Tempat Tinggal',
    'Jenis Hunian',
    'Accommodation',
    'Accommodation Type',
  ),
  shelter_since: days('Tinggal sejak', 'Menempati sejak', 'Tgl. Masuk Penampungan', 'Accommodation Since'),
  left_on: days('Tgl. Keluar', 'Tgl. Berangkat', 'Tgl. Pergi', 'Departure Date', 'Left'),
  case_closed_on: days(
    'Tgl. Kasus Ditutup',
    'Tgl. Penutupan Kasus',
    'Kasus Ditutup',
    'Case Closed',
    'Case Closure Date',
  ),
};

export const sheltersHeadings: KindHeadings = {
  shelter_number: named('No. Penampungan', 'ID Penampungan', 'Kode Penampungan', 'Shelter No', 'Shelter ID'),
  kind: wordsOf(
    {
      ...communityHouseWords,
      'Penampungan Darurat': 'EMERGENCY_SITE',
      Darurat: 'EMERGENCY_SITE',
      'Tempat Darurat': 'EMERGENCY_SITE',
    },
    'Jenis Penampungan',
    'Jenis',
    'Shelter Type',
  ),
  opened_on: days('Tgl. Buka', 'Tgl. Dibuka', 'Dibuka', 'Tgl. Operasional', 'Opened', 'Opening Date'),
  closed_on: days('Tgl. Tutup', 'Tgl. Ditutup', 'Ditutup', 'Tgl. Penutupan', 'Closed', 'Closing Date'),
};
