import { reportId } from './report-id.ts';

/** Bahasa Indonesia: what the server says to a person. Keys are stable; `{…}` are facts. */
export const id = {
  problem: {
    'name-taken': {
      title: 'Nama sudah dipakai',
      detail: '“{name}” sudah menjadi nama {by}. Berkas tidak dapat membedakan keduanya. Tidak ada data yang berubah.',
    },
    'no-such-thing': {
      title: 'Tidak ada',
      detail: 'Tidak ada {noun} dengan id {id}.',
    },
    'no-such-attachment': {
      title: 'Lampiran tidak ada',
      detail: 'Tidak ada lampiran {id}, atau sudah dihapus.',
    },
    'too-many-attachments': {
      title: 'Lampiran terlalu banyak',
      detail: 'Paling banyak {limit} lampiran. Hapus salah satu dahulu. Tidak ada data yang berubah.',
    },
    'not-attachable': {
      title: 'Jenis berkas ini tidak dapat dilampirkan',
      detail:
        'Menurut isinya {value} berjenis {content}. Lampirkan salah satu dari: {known}. Tidak ada data yang berubah.',
    },
    'other-content': {
      title: 'Nama berkas menyebut jenis lain',
      detail:
        'Menurut isinya {value} adalah berkas {content}. Beri nama demikian lalu lampirkan lagi. Tidak ada data yang berubah.',
    },
    'sign-in-needed': {
      title: 'Masuk dahulu',
      detail: 'Permintaan ini perlu diketahui dari siapa. Masuklah, atau kirim kunci API.',
    },
    'not-allowed': {
      title: 'Bukan untuk peran Anda',
      detail:
        'Peran Anda ({role}) tidak boleh melakukan ini. Hubungi administrator bila Anda memerlukannya. Tidak ada data yang berubah.',
    },
    'other-office': {
      title: 'Kantor lain',
      detail: 'Ini milik {office}; akun Anda untuk {own}. Tidak ada data yang berubah.',
    },
    'not-own-note': {
      title: 'Bukan catatan Anda sendiri',
      detail:
        'Anda dapat membatalkan pertanyaan yang Anda catat sendiri. Mintalah administrator membatalkan yang ini. Tidak ada data yang berubah.',
    },
    'no-such-note': {
      title: 'Catatan tidak ditemukan',
      detail: 'Tidak ada catatan pertanyaan nomor {id}, atau sudah dibatalkan. Muat ulang daftarnya.',
    },
    'note-answered': {
      title: 'Sudah dijawab',
      detail: 'Pertanyaan nomor {id} sudah dicatat sebagai dijawab. Tidak ada yang berubah.',
    },
    'note-month-closed': {
      title: 'Bulan sudah ditutup',
      detail:
        'Pertanyaan bulan {month} tidak dapat dicatat atau diubah lagi. Kepala kantor dapat membuka lagi bulan itu di halaman Mutu data.',
    },
    'not-own-import': {
      title: 'Bukan impor Anda sendiri',
      detail:
        'Anda dapat membatalkan yang Anda impor sendiri. Mintalah kepala kantor atau administrator membatalkan yang ini. Tidak ada data yang berubah.',
    },
    'nothing-approved': {
      title: 'Belum ada angka yang disetujui',
      detail:
        'Pembaca melihat angka yang disetujui, dan belum ada bulan {office} yang ditutup. Kepala kantor atau administrator menutup bulan di halaman Mutu data.',
    },
    'not-approved-yet': {
      title: 'Belum disetujui',
      detail: 'Angka disetujui sampai {until}. Pilih hari sebelum itu.',
    },
    'outside-the-view': {
      title: 'Di luar tampilan ini',
      detail: 'Tautan ini menampilkan {from} sampai {to}, tidak yang lain.',
    },
    'no-such-share': { title: 'Tautan tidak ada', detail: 'Tidak ada tautan {id}. Muat ulang daftarnya.' },
    'share-revoked': {
      title: 'Sudah diakhiri',
      detail: 'Tautan “{name}” sudah diakhiri sebelumnya. Tidak ada yang berubah.',
    },
    'audit-too-long': {
      title: 'Terlalu banyak catatan untuk satu berkas',
      detail:
        'Satu berkas memuat paling banyak {limit} catatan. Pilih hari yang lebih sedikit, atau satu kantor atau orang.',
    },
    'sign-in-failed': {
      title: 'Alamat surel atau kata sandi salah',
      detail: 'Periksa keduanya lalu coba lagi. Setelah sepuluh kali salah, alamat itu dikunci sebentar.',
    },
    'sign-in-locked': {
      title: 'Terlalu sering salah',
      detail:
        'Masuk dengan alamat ini dikunci selama {minutes} menit lagi. Tunggu, atau minta administrator memberi tautan baru.',
    },
    'sign-in-again': {
      title: 'Masuk sekali lagi',
      detail:
        'Untuk ini Anda perlu membuktikan lagi siapa Anda: keluar, lalu masuk kembali. Tidak ada data yang berubah.',
    },
    'wrong-password': {
      title: 'Kata sandi sekarang salah',
      detail: 'Ketik kata sandi yang Anda pakai untuk masuk. Tidak ada yang berubah.',
    },
    'wrong-code': {
      title: 'Kode salah',
      detail: 'Kode berganti setiap 30 detik. Periksa jam perangkat Anda dan ketik kode yang sekarang tampil.',
    },
    'codes-locked': {
      title: 'Terlalu sering salah',
      detail: 'Kode akun ini dikunci selama 15 menit. Tunggu, atau minta administrator mencabut faktor keduanya.',
    },
    'link-spent': {
      title: 'Tautan tidak berlaku lagi',
      detail: 'Tautan ini sudah dipakai, sudah lewat waktunya, atau tidak lengkap. Minta yang baru.',
    },
    'password-refused': {
      title: 'Kata sandi itu terlalu mudah ditebak',
      detail: 'Pilih yang lain; beberapa kata biasa yang tidak berhubungan sudah cukup.',
    },
    'person-banned': {
      title: 'Akun ini ditutup',
      detail: 'Administrator menutup akun ini. Hubungi administrator bila itu keliru.',
    },
    'too-many-requests': {
      title: 'Terlalu banyak permintaan',
      detail: 'Tunggu satu menit lalu coba lagi.',
    },
    'provider-silent': {
      title: 'Penyedia akun tidak menjawab',
      detail: 'Coba lagi nanti, atau masuk dengan kata sandi.',
    },
    'too-long-a-body': {
      title: 'Permintaan terlalu panjang',
      detail: 'Isi permintaan ini lebih panjang daripada yang diperlukan. Tidak ada data yang berubah.',
    },
    'key-not-known': {
      title: 'Kunci API tidak dikenal',
      detail:
        'Kunci ini salah, sudah dicabut, sudah lewat waktunya, atau pembuatnya tidak lagi berhak. Minta yang baru kepada administrator.',
    },
    'unknown-host': {
      title: 'Nama ini tidak dikenal',
      detail: 'Tilik tidak dilayani di bawah nama {host}. Buka dengan alamat yang ditetapkan di TILIK_URL.',
    },
    'other-page': {
      title: 'Permintaan datang dari halaman lain',
      detail:
        'Perubahan hanya diterima dari halaman Tilik sendiri, atau dari program yang membawa kunci API. Tidak ada data yang berubah.',
    },
    'wrong-type': {
      title: 'Jenis isi tidak diterima',
      detail: 'Kirim isi permintaan sebagai {types}. Tidak ada data yang berubah.',
    },
    'demo-elsewhere': {
      title: 'Contoh hanya tampil di komputer ini',
      detail:
        'Data contoh dibuka tanpa masuk, jadi hanya dari komputer tempat ia berjalan, lewat localhost dan tanpa perantara.',
    },
    'first-run-done': {
      title: 'Administrator pertama sudah ada',
      detail: 'Masuklah dengan akun Anda, atau minta diundang oleh administrator.',
    },
    'first-run-token': {
      title: 'Tautan ini bukan yang dicetak terakhir',
      detail: 'Pakai tautan yang dicetak waktu Tilik terakhir dimulai, atau cetak yang baru: pnpm tilik user link',
    },
    'no-such-person': {
      title: 'Orang ini tidak ada',
      detail: 'Muat ulang daftar orang untuk melihat siapa saja yang ada.',
    },
    'person-exists': {
      title: 'Alamat ini sudah dipakai',
      detail: 'Sudah ada akun dengan {email}. Beri orang itu tautan baru bila ia tidak dapat masuk.',
    },
    'no-such-office': {
      title: 'Kantor tidak dikenal',
      detail: 'Tidak ada kantor {office}. Tidak ada data yang berubah.',
    },
    'last-administrator': {
      title: 'Administrator terakhir',
      detail: 'Tanpa {name} tidak ada lagi yang dapat mengelola akun. Jadikan orang lain administrator dahulu.',
    },
    'own-account': {
      title: 'Ini akun Anda sendiri',
      detail: 'Peran, kantor, dan penutupan akun sendiri hanya dapat diubah administrator lain.',
    },
    'no-such-key': {
      title: 'Kunci API tidak ada',
      detail: 'Kunci ini sudah dicabut atau tidak pernah ada. Muat ulang daftarnya.',
    },
    'key-above-role': {
      title: 'Peran itu di atas peran Anda',
      detail: 'Kunci tidak dapat diberi peran {role}: peran Anda {own}.',
    },
    'record-refused': {
      title: 'Tidak disimpan',
      detail: 'Periksa isian di bawah lalu simpan lagi. Tidak ada data yang berubah.',
    },
    'changed-meanwhile': {
      title: 'Sudah diubah orang lain',
      detail:
        'Yang Anda buka tidak lagi seperti semula. Lihat perubahannya di bawah lalu putuskan. Isian Anda belum disimpan.',
    },
    'no-such-record': {
      title: 'Tidak ada',
      detail: 'Tidak ada baris {key} di daftar ini. Muat ulang untuk melihat yang ada.',
    },
    'no-such-list': { title: 'Daftar tidak ada', detail: 'Tidak ada daftar {value}. Yang ada: {known}.' },
    'other-posts-now': {
      title: 'Unggahannya sudah lain',
      detail:
        'Sejak pratinjau dibuka ada unggahan yang berubah, bertambah, atau hilang. Buka pratinjaunya lagi. Tidak ada data yang berubah.',
    },
    'too-many-posts': {
      title: 'Terlalu banyak sekaligus',
      detail: 'Paling banyak {limit} unggahan sekali jalan. Persempit harinya. Tidak ada data yang berubah.',
    },
    'record-in-use': {
      title: 'Masih dipakai',
      detail:
        '{count} entri lain terkait dengannya. Lepaskan dahulu; setelah itu bisa dihapus. Tidak ada data yang berubah.',
    },
    'bad-request': {
      title: 'Permintaan tidak dapat dipahami',
      detail: 'Periksa isian yang disebut di bawah ini, lalu kirim lagi. Tidak ada data yang berubah.',
    },
    'not-found': { title: 'Tidak ditemukan', detail: 'Alamat {path} tidak ada di sini.' },
    internal: {
      title: 'Terjadi kesalahan di pihak kami',
      detail:
        'Tidak ada data yang berubah. Coba lagi; bila terulang, sampaikan nomor permintaan {request} kepada pengelola.',
    },
    'no-such-import': {
      title: 'Impor tidak ditemukan',
      detail: 'Tidak ada impor nomor {id}. Muat ulang riwayat impor untuk melihat yang ada.',
    },
    'already-undone': {
      title: 'Sudah dibatalkan',
      detail: 'Impor nomor {id} sudah dibatalkan sebelumnya. Tidak ada yang berubah.',
    },
    'month-closed': {
      title: 'Bulan sudah ditutup',
      detail:
        'Impor ini memuat angka bulan {month}, yang sudah ditutup. Buka lagi bulan itu di halaman Mutu data, lalu batalkan.',
    },
    'still-needed': {
      title: 'Belum dapat dibatalkan',
      detail: 'Data lain masih merujuk ke isi impor ini. Batalkan dahulu impor yang lebih baru yang memakainya.',
    },
    'no-such-job': {
      title: 'Pekerjaan impor tidak ditemukan',
      detail: 'Impor ini sudah lama selesai atau tidak pernah ada. Lihat riwayat impor.',
    },
    interrupted: {
      title: 'Impor terputus',
      detail: 'Server berhenti saat {file} sedang disimpan. Tidak ada isinya yang tersimpan; impor lagi.',
    },
    'job-failed': {
      title: 'Terjadi kesalahan di pihak kami',
      detail:
        'Impor ini tidak selesai dan tidak ada isinya yang tersimpan. Coba lagi; bila terulang, sampaikan nomor {job} kepada pengelola.',
    },
    'no-file': { title: 'Tidak ada berkas', detail: 'Pilih satu berkas, lalu kirim lagi.' },
    'too-large': {
      title: 'Berkas terlalu besar',
      detail:
        'Berkas paling besar {limit} MB. Unduh dari platform untuk rentang waktu yang lebih pendek, lalu impor satu per satu.',
    },
    'empty-file': {
      title: 'Berkas kosong',
      detail: 'Tidak ada isi di berkas ini. Unduh ulang dari platformnya, lalu coba lagi.',
    },
    'not-a-table': {
      title: 'Ini bukan berkas tabel',
      detail: 'Isinya {kind}, bukan tabel. Impor berkas CSV atau XLSX dari platform, atau pakai templat Tilik.',
    },
    'old-excel': {
      title: 'Format Excel lama (.xls)',
      detail: 'Buka di Excel, pilih Simpan Sebagai → Buku Kerja Excel (.xlsx), lalu impor berkas .xlsx itu.',
    },
    'damaged-workbook': {
      title: 'Buku kerja rusak atau terpotong',
      detail:
        'Berkas .xlsx ini tidak dapat dibuka sampai selesai. Unduh ulang, atau simpan ulang di Excel, lalu coba lagi.',
    },
    'damaged-archive': {
      title: 'Arsip ZIP rusak atau terpotong',
      detail:
        'Arsip ini tidak dapat dibuka sampai selesai, atau dikemas dengan cara yang tidak umum. Unduh ulang, atau bongkar lalu impor berkas di dalamnya.',
    },
    'empty-archive': {
      title: 'Arsip ZIP kosong',
      detail: 'Tidak ada berkas di dalam arsip ini. Unduh ulang dari platformnya, lalu coba lagi.',
    },
    'archive-encrypted': {
      title: 'Arsip ZIP terkunci kata sandi',
      detail: 'Bongkar arsip ini dengan kata sandinya, lalu impor berkas di dalamnya.',
    },
    'archive-too-many': {
      title: 'Terlalu banyak berkas dalam arsip',
      detail: 'Arsip berisi {count} berkas, paling banyak {limit}. Bongkar, lalu impor berkas yang diperlukan saja.',
    },
    'archive-too-large': {
      title: 'Isi arsip terlalu besar',
      detail:
        'Bila dibongkar, satu berkas paling besar {limit} MB dan seluruh isi paling besar {total} MB. Bongkar, lalu impor berkas yang diperlukan saja.',
    },
    'archive-suspicious': {
      title: 'Berkas membengkak tidak wajar',
      detail:
        'Isinya menjadi lebih dari {ratio} kali lipat bila dibongkar; itu bukan berkas dari platform. Unduh ulang dari sumbernya.',
    },
    'calendar-too-large': {
      title: 'Kalender terlalu besar',
      detail: 'Berkas kalender paling besar {limit} MB. Ekspor rentang yang lebih pendek. Tidak ada data yang berubah.',
    },
    'damaged-calendar': {
      title: 'Kalender rusak',
      detail:
        'Berkas iCalendar ini tidak dapat dibaca sampai selesai. Ekspor ulang dari program asalnya. Tidak ada data yang berubah.',
    },
    'archive-too-deep': {
      title: 'Arsip di dalam arsip',
      detail: 'Arsip ini terletak terlalu dalam di arsip lain. Bongkar dahulu, lalu impor berkas di dalamnya.',
    },
    'line-too-long': {
      title: 'Ada baris yang terlalu panjang',
      detail: 'Satu baris berisi lebih dari sejuta huruf, jadi ini bukan tabel yang utuh. Unduh ulang berkasnya.',
    },
    'quote-not-closed': {
      title: 'Tanda kutip tidak ditutup',
      detail:
        'Mulai baris {line} ada tanda kutip (") yang tidak pernah ditutup, mungkin berkas terpotong. Unduh ulang berkasnya.',
    },
    'not-recognised': {
      title: 'Berkas belum dikenali',
      detail:
        'Kolom yang terbaca: {columns}. Pakai berkas asli dari platform, salin angkanya ke templat Tilik, atau sebutkan arti kolomnya pada pratinjau di halaman Data.',
    },
    'personal-data': {
      title: 'Berkas berisi data orang',
      detail:
        'Kolom {columns} tampak berisi data pribadi ({count} nilai). Tilik hanya menyimpan jumlah: hitung dahulu per hari atau per bulan, lalu impor jumlahnya saja. Tidak ada isi berkas ini yang disimpan.',
    },
    'answer-needed': {
      title: 'Perlu satu jawaban',
      detail: 'Berkas ini tidak menyebutkan sesuatu yang diperlukan. Jawab yang ditanyakan, lalu simpan.',
    },
    'no-rows': {
      title: 'Tidak ada baris data',
      detail: 'Berkas hanya berisi judul kolom. Isi sedikitnya satu baris, lalu coba lagi.',
    },
    'nothing-to-store': {
      title: 'Tidak ada yang dapat disimpan',
      detail:
        'Dari {rows} baris, {rejected} ditolak dan {skipped} dilewati. Perbaiki baris yang disebut di bawah ini, lalu impor lagi.',
    },
    strict: {
      title: 'Tidak disimpan karena ada baris yang ditolak',
      detail:
        '{rejected} dari {rows} baris ditolak, dan Anda meminta semua atau tidak sama sekali. Tidak ada yang disimpan.',
    },
    'no-such-template': { title: 'Templat tidak ditemukan', detail: 'Templat yang ada: {known}.' },
    'unknown-office': { title: 'Kantor tidak dikenal', detail: 'Kantor {value} tidak ada. Yang ada: {known}.' },
    'unknown-campaign': { title: 'Kampanye tidak dikenal', detail: 'Tidak ada kampanye {value}.' },
    'no-such-switching': {
      title: 'Jadwal bergantian tidak ditemukan',
      detail: 'Tidak ada jadwal nomor {id}. Muat ulang daftarnya untuk melihat yang ada.',
    },
    'switching-overlaps': {
      title: 'Ada jadwal lain pada waktu itu',
      detail:
        'Jadwal “{name}” berlaku pada minggu-minggu yang sama. Dua jadwal sekaligus tidak dapat dipisahkan: pilih waktu lain, atau hentikan yang itu.',
    },
    'switching-stopped': {
      title: 'Sudah dihentikan',
      detail: 'Jadwal “{name}” sudah dihentikan sebelumnya. Tidak ada yang berubah.',
    },
    'switching-over': {
      title: 'Sudah selesai',
      detail: 'Jadwal “{name}” sudah selesai, jadi tidak dapat dihentikan lagi. Tidak ada yang berubah.',
    },
    'window-too-long': {
      title: 'Rentang terlalu panjang',
      detail:
        'Paling banyak {limit} periode sekaligus. Pilih rentang yang lebih pendek atau satuan waktu yang lebih besar.',
    },
    'window-backwards': {
      title: 'Rentang terbalik',
      detail: 'Hari pertama {from} sesudah hari terakhir {to}. Tukar keduanya.',
    },
    'no-such-finding': {
      title: 'Temuan tidak ada',
      detail:
        'Tidak ada temuan {id} pada angka yang sekarang. Mungkin angkanya sudah diperbaiki; muat ulang daftarnya.',
    },
    'browser-missing': {
      title: 'Peramban untuk mencetak tidak ditemukan',
      detail:
        'PDF dicetak oleh Chromium atau Chrome di komputer peladen, dan tidak satu pun dapat dijalankan. Minta administrator memasangnya atau menyebutnya dalam CHROMIUM. Sementara itu cetak dari peramban Anda, atau ambil PPTX dan XLSX. Tidak ada data yang berubah.',
    },
    'print-failed': {
      title: 'Berkas tidak selesai dibuat',
      detail:
        'Pembuatan berkas berhenti di tengah jalan. Coba sekali lagi; bila berulang, sampaikan kepada administrator. Tidak ada data yang berubah.',
    },
    'no-such-face-job': {
      title: 'Pembuatan berkas tidak ditemukan',
      detail: 'Tidak ada pembuatan berkas {id} milik Anda, atau peladen sudah dimulai ulang. Buat berkas sekali lagi.',
    },
    'no-such-report': {
      title: 'Laporan tidak ditemukan',
      detail: 'Tidak ada laporan {id}, atau laporan itu dihapus. Muat ulang daftar laporan.',
    },
    'report-month-running': {
      title: 'Bulan masih berjalan',
      detail: 'Bulan {month} baru selesai pada {to}. Laporannya dapat dibuat sesudah hari itu.',
    },
    'report-month-not-closed': {
      title: 'Bulan belum ditutup',
      detail:
        'Bulan {month} belum ditutup, jadi angkanya masih dapat berubah. Kepala menutupnya di halaman Mutu data; sesudah itu laporan dapat diperiksa dan disetujui.',
    },
    'report-exists': {
      title: 'Laporan sudah ada',
      detail: 'Laporan {month} sudah ada ({id}). Buka yang ada. Tidak ada yang berubah.',
    },
    'report-not-draft': {
      title: 'Laporan bukan draf',
      detail: 'Laporan ini sudah diperiksa. Kembalikan dahulu menjadi draf untuk mengubahnya. Tidak ada yang berubah.',
    },
    'report-not-reviewed': {
      title: 'Laporan belum diperiksa',
      detail:
        'Laporan ini masih draf. Periksa dahulu; sesudah itu dapat disetujui atau dikembalikan. Tidak ada yang berubah.',
    },
    'report-not-approved': {
      title: 'Laporan belum disetujui',
      detail: 'Ini hanya dapat dilakukan pada laporan yang sudah disetujui.',
    },
    'already-approved': {
      title: 'Laporan sudah disetujui',
      detail:
        'Laporan ini sudah disetujui dengan nomor {number} dan tidak berubah lagi. Buat revisi bila ada yang harus dibetulkan.',
    },
    'later-edition': {
      title: 'Ada edisi yang lebih baru',
      detail:
        'Laporan ini sudah direvisi menjadi {number}. Revisi berikutnya dibuat dari edisi itu. Tidak ada yang berubah.',
    },
    'comments-open': {
      title: 'Masih ada komentar',
      detail: '{count, plural, other {# komentar belum diselesaikan}}. Selesaikan dahulu. Tidak ada yang berubah.',
    },
    'no-such-comment': {
      title: 'Komentar tidak ditemukan',
      detail: 'Laporan ini tidak mempunyai komentar nomor {id}. Muat ulang laporan.',
    },
    'comment-resolved': {
      title: 'Komentar sudah diselesaikan',
      detail: 'Komentar nomor {id} sudah diselesaikan. Tidak ada yang berubah.',
    },
    'figures-changed': {
      title: 'Laporan berubah sejak dibuka',
      detail:
        'Angka atau teks laporan {month} berubah sesudah Anda membukanya. Muat ulang, baca lagi, lalu ulangi. Tidak ada yang disimpan.',
    },
    'webhook-needs-secret': {
      title: 'Webhook memerlukan rahasia',
      detail:
        'Alamat webhook baru memerlukan rahasia bersama (paling sedikit 16 huruf) untuk menandatangani kiriman. Tidak ada yang berubah.',
    },
    'not-a-logo': {
      title: 'Bukan gambar logo',
      detail: 'Logo harus berupa PNG atau JPEG menurut isinya. Tidak ada yang berubah.',
    },
    'no-such-logo': {
      title: 'Logo tidak ditemukan',
      detail: 'Tidak ada logo {hash}.',
    },
    'month-running': {
      title: 'Bulan masih berjalan',
      detail: 'Bulan {month} baru selesai pada {to}. Bulan dapat ditutup sesudah hari itu.',
    },
    'month-already-closed': {
      title: 'Bulan sudah ditutup',
      detail: 'Bulan {month} sudah ditutup sebelumnya. Tidak ada yang berubah.',
    },
    'month-not-closed': {
      title: 'Bulan tidak sedang ditutup',
      detail: 'Bulan {month} tidak sedang ditutup, jadi tidak perlu dibuka lagi. Tidak ada yang berubah.',
    },
    'not-a-batch': {
      title: 'Bukan larik JSON',
      detail:
        'Kirim larik JSON (application/json) berisi objek, atau satu objek JSON per baris (application/x-ndjson). Tidak ada yang disimpan.',
    },
    'empty-batch': { title: 'Tidak ada baris', detail: 'Kirim sedikitnya satu baris.' },
    'batch-too-long': {
      title: 'Terlalu banyak baris',
      detail: 'Paling banyak {limit} baris sekali kirim. Bagi menjadi beberapa kiriman. Tidak ada yang disimpan.',
    },
    'idempotency-key-reused': {
      title: 'Kunci sudah dipakai untuk kiriman lain',
      detail:
        'Idempotency-Key ini sudah dipakai untuk permintaan dengan isi lain dalam 24 jam terakhir. Pakai kunci baru. Tidak ada yang disimpan.',
    },
    'database-corrupt': {
      title: 'Basis data rusak',
      detail:
        'Sebagian basis data tidak dapat dibaca. Jangan menyimpan apa pun dulu; beri tahu administrator agar cadangan terakhir dipulihkan.',
    },
    'disk-full': {
      title: 'Disk penuh',
      detail:
        'Tidak ada ruang lagi untuk menyimpan. Perubahan ini tidak disimpan sama sekali; data lain tetap utuh. Beri tahu administrator agar ruang dikosongkan, lalu ulangi.',
    },
    'disk-read-only': {
      title: 'Disk hanya dapat dibaca',
      detail:
        'Data dapat dilihat, tetapi tidak dapat disimpan. Perubahan ini tidak disimpan sama sekali. Beri tahu administrator.',
    },
    'disk-error': {
      title: 'Disk bermasalah',
      detail:
        'Disk tidak dapat dibaca atau ditulis dengan benar. Perubahan ini tidak disimpan sama sekali. Beri tahu administrator.',
    },
    'clock-behind': {
      title: 'Jam komputer mundur',
      detail:
        'Jam komputer server lebih awal daripada data terakhir yang disimpan, jadi waktu yang dicatat akan keliru. Beri tahu administrator agar jam dibetulkan.',
    },
    'clock-jumped': {
      title: 'Jam komputer meloncat',
      detail:
        'Jam komputer server maju lebih dari sehari sekaligus. Periksa tanggal hari ini sebelum menyimpan; beri tahu administrator bila keliru.',
    },
    'backup-failed': {
      title: 'Cadangan gagal dibuat',
      detail: 'Cadangan terakhir tidak berhasil. Data Anda tetap tersimpan; beri tahu administrator.',
    },
    'backup-late': {
      title: 'Cadangan terlambat',
      detail: 'Sudah lebih dari dua hari tidak ada cadangan baru. Beri tahu administrator.',
    },
    'disk-low': {
      title: 'Disk hampir penuh',
      detail: 'Ruang yang tersisa tinggal {free} MB. Beri tahu administrator agar ruang dikosongkan.',
    },
    'database-busy': {
      title: 'Basis data sedang dipakai',
      detail: 'Ada penyimpanan lain yang belum selesai. Tidak ada data yang berubah; coba lagi sebentar.',
    },
  },
  issue: {
    'unknown-field': 'Tidak ada isian “{value}” di sini. Yang ada: {known}.',
    'unknown-campaign': 'Kampanye “{value}” tidak dikenal. Tulis id atau namanya; harus dari kantor yang sama.',
    'unknown-theme': 'Tema “{value}” tidak dikenal. Tambahkan dahulu ke daftar tema, atau tulis yang lain.',
    'unknown-activity': 'Kegiatan “{value}” tidak dikenal. Harus dari kantor yang sama.',
    'unknown-activity-kind': 'Jenis kegiatan “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-management-step': 'Langkah manajemen “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-pr-role': 'Peran “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-evidence-kind': 'Jenis catatan “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-indicator': 'Indikator “{value}” tidak dikenal. Yang ada: {known}.',
    'ambiguous-number': '“{value}” bisa berarti dua angka. Tulis 1234 untuk ribuan, 1,2340 untuk desimal.',
    'too-long': 'Teks ini {count} huruf; paling banyak {limit}.',
    'not-a-link': '“{value}” bukan tautan. Tautan diawali https://.',
    'not-an-activity-id':
      '“{value}” tidak bisa menjadi id kegiatan kanal ini. Bentuknya {channel}: lalu huruf, angka, dan tanda hubung.',
    'id-of-other-office': '“{value}” sudah menjadi id milik {office}. Pilih yang lain.',
    'ended-not-started': 'Selesai {to}, tetapi hari mulainya tidak ada.',
    'p90-below-median':
      'Sembilan dari sepuluh menunggu paling lama {p90} hari, kurang dari median {median}. Periksa keduanya.',
    'not-years': '“{value}” bukan jumlah tahun dari 1 sampai {limit}.',
    'not-a-share': '“{value}” bukan porsi. Tulis dari 0 sampai 1 atau dalam persen, misalnya 0,45 atau 45%.',
    'no-channel-here': '{value} tidak dihitung per kanal. Kosongkan kanalnya.',
    'nothing-said': 'Tidak ada yang dilaporkan di baris ini. Isi sedikitnya satu angka.',
    'changed-meanwhile': 'Sudah diubah orang lain: “{was}” ketika Anda buka, sekarang “{now}”.',
    'not-a-hashtag': '“{value}” bukan satu tagar. Tulis seperti #epaspor.',
    'no-word': 'Di “{value}” tidak ada kata.',
    'nothing-set': 'Pilih paling sedikit satu: kampanye, peran humas, atau topik.',
    'exists-already': 'Ini sudah ada. Buka untuk mengubahnya.',
    'removed-meanwhile': 'Ini sudah dihapus orang lain.',
    'password-short': 'Paling sedikit {least} karakter.',
    'password-long': 'Paling banyak {most} karakter.',
    'password-named': 'Memuat “{word}”, yang mudah ditebak di sini.',
    'password-common': 'Termasuk kata sandi yang paling sering dipakai orang, atau hanya satu pola.',
    'key-expiry': '{value} bukan hari yang akan datang dalam sepuluh tahun.',
    'bar-in-name': 'Garis tegak | memisahkan kata dalam sel yang berisi beberapa: nama tidak boleh memuatnya.',
    'id-reserved': 'Id {value} adalah alamat halaman lain. Pilih id lain, misalnya {value}-2.',
    'not-a-code':
      '{value} tidak dapat menjadi id: pakailah huruf kecil, angka, dan tanda hubung, misalnya radio-lokal.',
    'not-a-zone': '{value} bukan zona waktu. Pakailah nama seperti Asia/Jakarta.',
    'not-shareable':
      'Ini tidak dapat dibagikan. Tautan menampilkan ringkasan, kanal, atau kampanye yang berjalan pada hari yang dipilih.',
    'expires-out-of-range': 'Tautan dapat berlaku sampai hari antara {from} dan {to}.',
    'other-office': 'Ini milik {office}; akun Anda untuk {own}.',
    'personal-identity-number':
      '{count} nilai tampak seperti NIK, misalnya {example}. Hapus kolom ini; bawa hanya jumlah orangnya.',
    'personal-passport-number':
      '{count} nilai tampak seperti nomor paspor, misalnya {example}. Hapus kolom ini; bawa hanya jumlah paspornya.',
    'personal-person-name':
      '{count} nilai tampak seperti nama orang, misalnya {example}. Hapus kolom ini; bawa hanya jumlah orangnya.',
    'personal-phone':
      '{count} nilai tampak seperti nomor telepon, misalnya {example}. Hapus kolom ini; bawa hanya jumlahnya.',
    'personal-email':
      '{count} nilai tampak seperti alamat surel, misalnya {example}. Hapus kolom ini; bawa hanya jumlahnya.',
    'remark-identity-number':
      'Teks ini tampak memuat NIK: {value}. Tilik tidak menyimpan apa pun tentang seseorang; tulis tanpa nomor itu.',
    'remark-passport-number':
      'Teks ini tampak memuat nomor paspor: {value}. Tilik tidak menyimpan apa pun tentang seseorang; tulis tanpa nomor itu.',
    'remark-phone':
      'Teks ini tampak memuat nomor telepon: {value}. Tilik tidak menyimpan apa pun tentang seseorang; tulis tanpa nomor itu.',
    'remark-email':
      'Teks ini tampak memuat alamat surel: {value}. Tilik tidak menyimpan apa pun tentang seseorang; tulis tanpa alamat itu.',
    'answer-needed': 'Berkas tidak menyebutkannya. Yang diperlukan: {choices}.',
    'not-a-choice': 'Pilih salah satu: {choices}.',
    'not-valid': 'Isi ini tidak dapat dipakai.',
    'too-many-cells':
      'Baris ini punya lebih banyak sel daripada judul kolom. Angka berkoma ditulis dalam tanda kutip, atau tanpa koma.',
    missing: 'Kosong, padahal wajib diisi.',
    negative: '“{value}” negatif. Jumlah paling kecil 0.',
    fraction: '“{value}” pecahan. Jumlah orang atau interaksi harus bilangan bulat.',
    'not-a-number': '“{value}” bukan angka.',
    'too-large': '“{value}” terlalu besar untuk dipercaya. Periksa angkanya.',
    'not-a-day': '“{value}” bukan tanggal yang dikenali. Tulis seperti 2026-01-31 atau 31/01/2026.',
    'not-a-mail-address': '“{value}” bukan alamat surel.',
    'not-a-number-pattern':
      "“{value}” tidak dapat dipakai: harus memuat urutan ('{n}') dan tahun ('{year}') masing-masing sekali; selain itu hanya bulan ('{month}' atau '{mm}').",
    'not-a-webhook-address':
      '“{value}” tidak dapat dipakai: pakai https, atau http hanya ke komputer ini atau alamat jaringan kantor (misalnya http://192.168.1.5/…), tanpa nama pengguna di dalamnya.',
    'not-a-month': '“{value}” bukan bulan. Tulis seperti 2026-01.',
    'month-closed': 'Bulan {month} sudah ditutup. Buka lagi bulan itu di halaman Mutu data, lalu impor lagi.',
    'expected-twice': 'Angka ini sudah dinyatakan di baris lain. Sisakan satu.',
    'not-a-time': '“{value}” bukan waktu yang dikenali.',
    'no-such-day': 'Tanggal “{value}” tidak ada di kalender.',
    'minutes-without-answer': 'Menit sampai dijawab hanya untuk pertanyaan yang dijawab.',
    'base-needs-both': 'Rentang pembanding memerlukan hari pertama dan hari terakhir.',
    'in-future': '“{value}” sesudah hari ini ({today}).',
    'too-early': '“{value}” sebelum {earliest}; angka setua itu tidak dipercaya. Periksa tahunnya.',
    'other-day-order': '“{value}” berlawanan dengan urutan hari dan bulan pada kolom ini. Tulis seperti 2026-01-31.',
    'ambiguous-day':
      '“{value}” dapat berarti dua tanggal, dan kolom ini memakai kedua urutan. Tulis seperti 2026-01-31, atau jawab urutannya.',
    'published-after-snapshot':
      'Terbit {publishedOn}, sesudah hari potret {snapshotOn}. Periksa tanggal pengambilan berkas.',
    'not-a-permalink': '“{value}” bukan tautan unggahan Instagram.',
    'not-an-id': '“{value}” bukan nomor unggahan.',
    'damaged-id':
      'Nomor unggahan “{value}” sudah dirusak Excel dan tautannya tidak memuat nomor utuhnya. Unduh ulang berkas aslinya dari platform.',
    'no-identity': 'Platform tidak menyebutkan unggahan mana yang dimaksud: “{value}”. Angkanya tidak dapat disimpan.',
    'time-contradicts-id':
      'Pada {count} baris (pertama baris {line}) kolom {name} lebih dari sehari berbeda dari waktu di dalam nomor unggahan. Yang dipakai waktu di nomor unggahan.',
    'daily-breakdown':
      '{count} baris berisi angka satu hari dari satu unggahan, bukan angka seumur hidupnya, jadi dilewati. Unduh laporan konten dengan pilihan total atau seumur hidup (Lifetime).',
    'not-a-monday': '{value} bukan hari Senin. Jadwal dimulai pada hari Senin.',
    'not-in-future': '{value} bukan hari yang akan datang. Jadwal dinyatakan sebelum dimulai.',
    'channel-twice': 'Satu kanal disebut dua kali.',
    'one-channel': 'Jadwal nyala–mati adalah tentang satu kanal. Pilih satu.',
    'several-channels': 'Jadwal bergiliran memerlukan sedikitnya dua kanal.',
    'block-uneven': 'Panjang blok harus kelipatan {arms}, supaya setiap pilihan sama seringnya dalam satu blok.',
    'weeks-uneven': 'Jumlah minggu harus kelipatan {blockWeeks}, supaya bloknya utuh.',
    'too-few-schedules':
      'Jadwal sependek ini tidak dapat menunjukkan apa pun: nilai p terkecil yang mungkin {smallest, number}, padahal diperlukan 0,05. Tambah minggunya, atau panjangkan bloknya.',
    'stop-reason-needed': 'Tulis alasan penghentian; jadwalnya tetap disimpan.',
    'before-campaign': 'Kampanye baru dimulai pada {startedOn}; masa penilaian tidak dapat lebih awal.',
    'reason-needed': 'Tulis alasan perubahan; pernyataan semula tetap disimpan.',
    'not-a-level':
      'Sasaran “{value}” tidak dapat dipakai. Tulis bagian antara 0.01 dan 0.99 dalam persen bulat, misalnya 0.5.',
    'not-ceilings':
      'Batas “{value}” tidak dapat dipakai. Tulis paling banyak lima bagian antara 0.01 dan 1, misalnya 0.6,0.8,1.',
    'unknown-office': 'Kantor “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-channel': 'Kanal “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-metric': 'Metrik “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-passport-type': 'Jenis paspor “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-purpose': 'Tujuan “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-source': 'Sumber informasi “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-approach': 'Pendekatan “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-audience': 'Khalayak “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-topic': 'Topik “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-event-kind': 'Jenis peristiwa “{value}” tidak dikenal. Yang ada: {known}.',
    'not-yes-or-no': 'Tulis ya atau tidak.',
    'event-repeats':
      '“{value}” berulang. Kampanye berlangsung satu kali: buat satu acara untuk tiap kampanye, lalu impor lagi.',
    'event-without-day': '“{value}” tidak menyebut harinya.',
    'event-damaged': 'Waktu “{value}” tidak dapat dibaca.',
    'event-cancelled': '“{value}” dibatalkan di kalender. Bila kampanyenya ada di sini, batalkan di halamannya.',
    'event-of-actual': '{count} acara menyebut pelaksanaan, bukan rencana, jadi dilewati.',
    'event-notes-left-out':
      '{count} acara bercatatan nomor telepon, alamat surel, atau nomor orang; catatannya tidak diambil.',
    'unknown-time-zone': 'Zona waktu “{value}” tidak dikenal dan tidak dijelaskan di berkasnya.',
    'ends-before-start': 'Selesai {to}, sebelum mulai {from}.',
    'contradicts-line': 'Baris {line} sudah memberi angka lain untuk hal yang sama. Sisakan satu yang benar.',
    'parts-differ': 'Bagian-bagiannya berjumlah {sum}, padahal tertulis {total}. Periksa angkanya.',
    'total-differs':
      'Tertulis {found}, padahal baris-baris di atasnya berjumlah {expected}. Periksa barisnya; jumlah ini sendiri tidak disimpan.',
    'other-part-rejected': 'Baris {line} dari jenis yang sama ditolak, jadi jumlah keduanya tidak diketahui.',
    'not-one-month': 'Judul “{value}” bukan tentang satu bulan. Rekap disimpan per bulan: pisahkan bulan-bulannya.',
    'not-whole-month': 'Judul “{value}” hanya sebagian dari bulan yang sudah selesai. Impor rekap sebulan penuh.',
    'added-to-other': '{count} baris dijumlahkan ke baris lain yang jenis, permohonan, dan unitnya sama.',
    'no-such-column': 'Tabel ini hanya punya {count} kolom. Kolom dihitung dari 0.',
    'column-twice': 'Satu kolom dipakai dua kali. Tiap kolom punya satu arti.',
    'metric-twice':
      'Satu arti dipilih untuk dua kolom. Tiap metrik, jenis paspor, dan sumber paling banyak satu kolom.',
    'missing-column': 'Kolom ini tidak ada. Dengan kolom ini berkas dikenali sebagai {format}.',
    'ignored-columns': '{count} kolom tidak dipakai dan tidak disimpan: {names}.',
    'ignored-sections': '{count} bagian tidak dikenal dan tidak disimpan: {names}.',
    'ignored-sheet': 'Lembar “{name}” tidak dikenali dan tidak disimpan.',
    'not-json': 'Baris ini bukan JSON yang utuh.',
    'not-a-row': 'Tiap baris harus berupa objek JSON dengan nama kolom dan isinya.',
    'not-a-key': 'Tidak ada angka dengan kunci ini.',
    'from-a-file':
      'Angka ini berasal dari {file}, jadi tidak dapat dikosongkan di sini. Tulis angka yang benar, atau batalkan impornya.',
    'received-missing': 'Isi dahulu jumlah pertanyaan yang diterima.',
    'not-reported': '{count} baris tanpa angka dilewati: tidak dilaporkan, bukan nol.',
    'said-before': '{count} baris kembar dilewati.',
    'unknown-section': '{count} baris dari bagian yang tidak dikenal dilewati.',
    'not-one-period': '“{value}” adalah pekan, tahun, atau rentang hari. Unduh per hari atau per bulan.',
    'not-a-day-number': '“{value}” bukan nomor hari dari awal laporan.',
    'other-website': 'Baris ini dari situs lain ({website} yang dihitung). Ekspor satu situs per berkas.',
    'passed-over': '{count} tabel atau kolom tidak disimpan: {names}.',
    'no-day':
      '{count} baris dilewati karena bukan angka satu hari atau satu bulan (per halaman, sumber, pekan, atau seluruh rentang).',
    'total-row': '{count} baris jumlah dilewati.',
    'broken-down':
      '{count} baris dilewati karena harinya dirinci lagi (per halaman, sumber, jam, dan sebagainya), jadi bukan angka seluruh situs.',
    'repeated-table': '{count} baris tabel dilewati karena metriknya sudah diberikan tabel di atasnya.',
    'part-of-month': '{count} baris bulan dilewati karena laporan dimulai atau berakhir di tengah bulan itu.',
    'part-of-day': '{count} baris dilewati karena angkanya per jam, bukan sehari penuh.',
    'no-page-view': '{count} baris peristiwa selain tampilan halaman dilewati.',
    'counted-into-day': '{count} baris tampilan halaman sudah dihitung ke dalam angka harinya.',
  },
  calendar: {
    title: 'Program kalender kerja {office}',
    unplanned: 'Tanpa rencana: yang tampak adalah hari pelaksanaannya.',
    notBegun: 'Belum dimulai.',
    begun: 'Dilaksanakan sejak {from}.',
    ran: 'Dilaksanakan {from} sampai {to}.',
    cancelled: 'Dibatalkan pada {on}.',
    inCharge: 'Penanggung jawab: {role}.',
  },
  share: {
    closed: {
      title: 'Tautan ini tidak menampilkan apa pun',
      detail: 'Tautan ini diakhiri, kedaluwarsa, atau tidak tersalin utuh. Mintalah yang baru kepada pemberinya.',
    },
    wait: { title: 'Terlalu banyak percobaan', detail: 'Tunggu satu menit, lalu buka tautannya lagi.' },
  },
  finding: {
    applicants: 'Pemohon {passportType}',
    'parts-differ':
      '{passportType}, {period}: jumlah menurut {breakdown} {sum, number}, padahal totalnya {total, number} (selisih {difference, number}).',
    'sources-exceed':
      '{passportType}, {period}: {declared, number} orang menyebut sumber informasi, lebih banyak daripada {applicants, number} pemohon (selisih {difference, number}).',
    'days-differ':
      '{subject}, {period}: angka harian berjumlah {sum, number}, padahal angka bulanan {total, number} (selisih {difference, number}).',
    'before-launch':
      '{period}: ada {value, number} pemohon e-paspor, padahal kantor ini baru melayaninya sejak {launchedOn}.',
    'snapshot-before-post':
      'Unggahan {activity} ({channel}) dipotret pada {takenOn}, sebelum terbit pada {publishedOn}.',
    'snapshot-falls':
      'Unggahan {activity} ({channel}): {metric} turun dari {before, number} ({beforeOn}) menjadi {value, number} ({takenOn}).',
    'same-value': '{subject}: angkanya {value, number} selama {days, number} hari berturut-turut, {from} – {to}.',
    outlier:
      '{subject}, {period}: {value, number}, di luar kebiasaan {low, number} – {high, number} (median {median, number} dari {values, number} angka sebanding; skor z termodifikasi {score, number}).',
  },
  effect: {
    verdict: {
      SUPPORTED: 'data mendukung',
      SUGGESTIVE: 'ada indikasi',
      'NOT DISTINGUISHABLE': 'belum dapat dibedakan',
      'NOT COMPUTED': 'tidak dihitung',
    },
    said: {
      SUPPORTED: 'Data mendukung: {what}',
      SUGGESTIVE: 'Ada indikasi: {what}',
      'NOT DISTINGUISHABLE': 'Belum dapat dibedakan dari perubahan yang biasa: {what}',
      'NOT COMPUTED': 'Tidak dihitung.',
    },
    extra: {
      more: 'selama {periods}{grain, select, month { bulan} other { minggu}} tercatat sekitar {count, number} permohonan e-paspor lebih banyak dari perkiraan tanpa kampanye (rentang 95 %: {low, number} sampai {high, number}).',
      less: 'selama {periods}{grain, select, month { bulan} other { minggu}} tercatat sekitar {count, number} permohonan e-paspor lebih sedikit dari perkiraan tanpa kampanye (rentang 95 %: {low, number} sampai {high, number} lebih sedikit).',
    },
    share: {
      more: 'selama {periods}{grain, select, month { bulan} other { minggu}} porsi e-paspor sekitar {points, number} poin persentase lebih tinggi dari perkiraan tanpa kampanye (rentang 95 %: {pointsLow, number} sampai {pointsHigh, number}), setara dengan sekitar {count, number} permohonan (rentang 95 %: {low, number} sampai {high, number}).',
      less: 'selama {periods}{grain, select, month { bulan} other { minggu}} porsi e-paspor sekitar {points, number} poin persentase lebih rendah dari perkiraan tanpa kampanye (rentang 95 %: {pointsLow, number} sampai {pointsHigh, number} lebih rendah), setara dengan sekitar {count, number} permohonan lebih sedikit (rentang 95 %: {low, number} sampai {high, number} lebih sedikit).',
    },
    value: {
      more: 'nilai sekitar {points, number} lebih tinggi dari perkiraan tanpa kampanye (rentang 95 %: {pointsLow, number} sampai {pointsHigh, number}).',
      less: 'nilai sekitar {points, number} lebih rendah dari perkiraan tanpa kampanye (rentang 95 %: {pointsLow, number} sampai {pointsHigh, number} lebih rendah).',
    },
    between: {
      extra:
        'selama {periods}{grain, select, month { bulan} other { minggu}} perubahan terhadap perkiraan tanpa kampanye berada di antara {fewer, number} permohonan e-paspor lebih sedikit dan {more, number} lebih banyak (rentang 95 %).',
      share:
        'selama {periods}{grain, select, month { bulan} other { minggu}} perubahan porsi e-paspor terhadap perkiraan tanpa kampanye berada di antara {pointsFewer, number} poin persentase lebih rendah dan {pointsMore, number} lebih tinggi (rentang 95 %).',
      value:
        'perubahan terhadap perkiraan tanpa kampanye berada di antara {pointsFewer, number} lebih rendah dan {pointsMore, number} lebih tinggi (rentang 95 %).',
    },
    caution: 'Perubahan lain pada waktu yang sama dapat ikut berperan.',
    mde: {
      extra: 'Dengan data ini baru perubahan sekitar {mde, number} % ke atas yang dapat dikenali.',
      share:
        'Dengan data ini baru kenaikan peluang relatif (odds) sekitar {mde, number} % ke atas yang dapat dikenali.',
      value: 'Dengan data ini baru perubahan sekitar {mde, number} ke atas yang dapat dikenali.',
    },
    availableFrom: 'Dapat dihitung mulai {day}.',
    gate: {
      'holds-nothing': 'Rentangnya mencakup tidak ada perubahan sama sekali.',
      'companion-pre-only': 'Prakiraan dari masa sebelumnya saja belum menyingkirkan kemungkinan tanpa perubahan.',
      'companion-gls-ar1':
        'Model dengan galat yang saling berkaitan (AR(1)) belum menyingkirkan kemungkinan tanpa perubahan.',
      'too-few-placebos': 'Jendela pembanding pada masa sebelumnya kurang dari lima.',
      'inside-placebos': 'Perubahan sebesar itu juga terlihat pada masa tanpa kampanye.',
      signs: 'Model lain ({model}) menunjukkan arah yang berlawanan.',
      autocorrelation: 'Galat model masih saling berkaitan.',
      'forecasts-missed': 'Prakiraan untuk minggu-minggu terakhir sebelum kampanye sering meleset.',
      'outlier-in-window': 'Satu periode ({subject}) menyimpang jauh dan dapat menjadi seluruh perubahan itu.',
    },
    model: {
      'pre-only': 'prakiraan dari masa sebelumnya saja',
      'segmented-quasi-poisson': 'regresi bersegmen quasi-Poisson',
      'segmented-quasi-poisson-slope': 'regresi bersegmen quasi-Poisson dengan kemiringan',
      'segmented-quasi-binomial': 'regresi bersegmen quasi-binomial',
      'segmented-quasi-binomial-slope': 'regresi bersegmen quasi-binomial dengan kemiringan',
      'segmented-linear': 'regresi bersegmen linear',
      'segmented-linear-slope': 'regresi bersegmen linear dengan kemiringan',
      'newey-west': 'galat baku Newey–West',
      'gls-ar1': 'GLS dengan galat AR(1)',
      'negative-binomial': 'binomial negatif',
      'without-covariate': 'tanpa kovariat',
      'without-comparisons': 'tanpa kantor pembanding',
    },
    refusal: {
      'no-figures': 'Tidak ada angka permohonan pada masa ini.',
      'duplicate-period': 'Periode {subject} tercantum {found, number} kali.',
      'unreadable-value': 'Isi “{subject}” (baris {found, number}) bukan angka yang dapat dipakai.',
      'implausible-value':
        'Angka {found, number} pada {subject} lebih dari lima puluh kali yang biasa; periksa dahulu.',
      'no-variation': 'Angka tidak pernah berubah, sehingga tidak ada yang dapat diukur.',
      collinear: 'Kolom {subject} mengulang kolom lain, sehingga pengaruhnya tidak dapat dipisahkan.',
      'not-estimable': 'Model tidak dapat dicocokkan dengan angka ini.',
      'not-begun': 'Kampanye belum dimulai: baru direncanakan.',
      'window-not-over': 'Masa kampanye belum selesai ({subject}).',
      'no-before': 'Tidak ada masa sebelum kampanye; diperlukan {needed, number} periode.',
      'before-too-short': 'Masa sebelum kampanye hanya {found, number} periode; diperlukan {needed, number}.',
      'before-shorter-than-three-windows':
        'Masa sebelum kampanye ({found, number} periode) kurang dari tiga kali masa kampanye ({needed, number}).',
      'window-too-short': 'Masa kampanye hanya memuat {found, number} periode berangka; diperlukan {needed, number}.',
      'too-few-applications': 'Rata-rata hanya {found, number} permohonan per periode; diperlukan {needed, number}.',
      'too-many-missing':
        '{found, number} % periode sebelum kampanye tidak berangka; paling banyak {needed, number} %.',
      'too-soon-after-launch':
        'Kampanye dimulai {found, number} periode setelah peluncuran e-paspor ({subject}); diperlukan {needed, number}.',
      'policy-event': 'Pada waktu yang sama berlaku perubahan lain: {subject}.',
      'at-quota': 'Pada {found, number} % periode permohonan dibatasi kuota; paling banyak {needed, number} %.',
    },
  },
  channel: {
    declared: {
      base: 'Dari {applicants, number} pemohon e-paspor, {named, number} menyebut sumbernya ({rate, number} %, {periods, plural, other {# periode}}); {unknown, number} jawaban lagi tidak diketahui. Bagian dihitung dari seluruh {answers, number} jawaban.',
      several:
        'Satu orang boleh menyebut beberapa sumber, jadi setiap bagian dihitung terhadap seluruh {applicants, number} pemohon e-paspor ({periods, plural, other {# periode}}), dan tingkat respons tidak dapat dihitung.',
      most: 'Di antara kanal, {source} paling sering disebut: {share, number} % (rentang 95 %: {low, number}–{high, number} %).',
      shared:
        'Di antara kanal, {source} disebut {share, number} % (rentang 95 %: {low, number}–{high, number} %), tetapi rentangnya bertumpang tindih dengan {rivals}: belum ada yang dapat disebut paling sering.',
      mostlyUnknown: 'Lebih dari separuh jawaban tidak diketahui sumbernya.',
      recall: 'Ini yang diingat pemohon, bukan sebab pilihannya.',
      refused: 'Bagian tiap sumber tidak dihitung.',
    },
    response: {
      lead: 'Penjajakan atas {weeks, number} minggu: apakah keterlibatan di kanal berjalan bersama permohonan?',
      merged: '{channels} naik turun bersama, jadi dihitung sebagai satu kelompok.',
      allowedFor:
        '{channels} hampir tidak pernah berhenti, jadi diperhitungkan dalam model tetapi tidak dapat dinilai sendiri. Yang bekerja melalui kanal-kanal itu tidak ikut dihitung untuk kanal lain.',
      caution:
        'Berjalan bersama bukan sebab: minat masyarakat juga menaikkan keterlibatan. Hanya jadwal bergantian yang dapat menunjukkan kanal mana yang lebih berhasil.',
      refused: 'Hubungan keterlibatan dengan permohonan tidak dihitung.',
      together: {
        extra:
          '{channels}: keterlibatan mingguan dua kali lipat berjalan bersama permohonan e-paspor sekitar {estimate, number} % lebih banyak (rentang 95 %: {low, number}–{high, number} %). Penjajakan.',
        share:
          '{channels}: keterlibatan mingguan dua kali lipat berjalan bersama peluang (odds) memilih e-paspor sekitar {estimate, number} % lebih tinggi (rentang 95 %: {low, number}–{high, number} %). Penjajakan.',
      },
      apart: {
        extra:
          '{channels}: belum terlihat berjalan bersama permohonan; pada keterlibatan dua kali lipat kenaikannya {low, number}–{high, number} % (rentang 95 %).',
        share:
          '{channels}: belum terlihat berjalan bersama peluang (odds) memilih e-paspor; pada keterlibatan dua kali lipat kenaikannya {low, number}–{high, number} % (rentang 95 %).',
      },
    },
    refusal: {
      'no-answers': 'Belum ada sumber informasi yang dinyatakan pemohon e-paspor pada rentang ini.',
      'too-few-answers': 'Hanya {found, number} orang menyebut sumbernya; diperlukan {needed, number}.',
      'applicants-unknown':
        'Jumlah pemohon pada periode yang sama belum lengkap, sehingga tingkat respons tidak diketahui.',
      'low-response':
        'Hanya {found, number} % pemohon menyebut sumbernya; diperlukan {needed, number} %. Yang tidak menjawab mungkin berbeda.',
      'sources-exceed-applicants':
        'Pada {subject} satu sumber disebut lebih banyak daripada jumlah pemohonnya; periksa angkanya di Mutu data.',
      'monthly-only': 'Angka permohonan hanya bulanan; perhitungan ini memerlukan angka harian.',
      'no-figures': 'Tidak ada angka permohonan mingguan pada rentang ini.',
      'no-channel':
        'Tidak ada kanal yang dapat dinilai: setiap kanal hampir selalu menyala, atau angkanya terlalu banyak yang kosong.',
      'too-few-weeks':
        'Hanya ada {found, number} minggu lengkap; untuk kanal sebanyak ini diperlukan {needed, number}. Pilih rentang yang lebih panjang.',
      'always-on':
        '{subject} berhenti hanya pada {found, number} % minggu; diperlukan {needed, number} %, supaya ada yang dibandingkan.',
      'too-many-missing':
        '{subject}: {found, number} % minggu tidak dilaporkan lengkap; paling banyak {needed, number} %.',
      collinear: '{subject} naik turun bersama musim dan tren, sehingga tidak dapat dipisahkan darinya.',
      'not-estimable': 'Model tidak dapat dicocokkan dengan angka ini.',
    },
  },
  inquiry: {
    topics: {
      nothing: 'Tidak ada pertanyaan yang dilaporkan pada rentang ini. Itu bukan berarti tidak ada yang bertanya.',
      tooFew:
        'Ada {received, number} pertanyaan, {withTopic, number} di antaranya dengan topik: terlalu sedikit untuk bagian tiap topik (di bawah 20).',
      most: 'Dari {withTopic, number} pertanyaan yang topiknya dirinci, paling banyak tentang {topic}: {share, number} % (rentang 95 %: {low, number}–{high, number} %).',
      shared:
        'Dari {withTopic, number} pertanyaan yang topiknya dirinci, {topic} {share, number} % (rentang 95 %: {low, number}–{high, number} %), tetapi rentangnya bertumpang tindih dengan {rivals}: belum ada yang dapat disebut paling banyak.',
      without: '{without, number} pertanyaan lagi tidak disebut topiknya.',
    },
    refused: 'Naik turunnya topik tidak dihitung.',
    refusal: {
      'days-too-short': 'Satu hari terlalu pendek untuk dibandingkan; pilih minggu atau bulan.',
      'too-few-periods':
        'Hanya {found, number} periode selesai sebelumnya yang topiknya dirinci; diperlukan {needed, number}. Pilih rentang yang lebih panjang.',
      'no-common-channel': 'Tidak ada kanal yang topiknya dirinci pada semua periode itu.',
      'last-partly-reported': 'Periode terakhir yang selesai baru dilaporkan sebagian.',
      'not-by-topic': 'Terlalu banyak pertanyaan tanpa topik; diperlukan {needed, number} % yang topiknya dirinci.',
    },
    pIs: 'p = {p, number}',
    pBelow: 'p < 0,001',
    said: {
      rising:
        '{topic} naik: {count, number} pertanyaan pada {period}, padahal menurut periode-periode sebelumnya sekitar {expected, number} ({ratio, number} kali; rentang 95 %: {low, number}–{high, number} kali; {p} setelah memperhitungkan banyaknya topik).',
      new: '{topic} baru ditanyakan: {count, number} pertanyaan pada {period}, sebelumnya tidak pernah ({p} setelah memperhitungkan banyaknya topik).',
      falling:
        '{topic} turun: {count, number} pertanyaan pada {period}, padahal menurut periode-periode sebelumnya sekitar {expected, number} ({ratio, number} kali; rentang 95 %: {low, number}–{high, number} kali; {p} setelah memperhitungkan banyaknya topik).',
    },
    none: 'Pada {period} tidak ada topik yang naik atau turun jelas dibanding {periods, plural, other {# periode}} sebelumnya.',
    base: '{period} dibandingkan dengan rata-rata {periods, plural, other {# periode}} sebelumnya; periode yang masih berjalan tidak ikut. Pertanyaan yang datang beramai-ramai membuat rentangnya tampak lebih sempit daripada seharusnya, jadi sebuah topik disebut naik hanya bila juga di atas setiap periode itu.',
    small: 'Terlalu sedikit untuk dinilai (di bawah 10 pertanyaan): {topics}.',
    leftOut: 'Tidak ikut dibandingkan, karena topiknya tidak dirinci pada semua periode: {channels}.',
  },
  audience: {
    refused: 'Perubahan porsi tidak diurai.',
    window: { base: 'periode pembanding', window: 'periode ini' },
    refusal: {
      'windows-overlap': 'Periode ini dan pembandingnya bertumpang tindih; pilih rentang yang lebih pendek.',
      'no-breakdown': 'Pada {window} tidak ada bulan selesai yang rinciannya lengkap untuk kedua jenis paspor.',
      'too-few': 'Pada {window} hanya {found, number} pemohon yang rinciannya tercatat; diperlukan {needed, number}.',
      'too-little-covered':
        'Pada {window} rincian mencakup {found, number} % pemohon; diperlukan {needed, number} %. Yang tidak tercatat dapat membalik hasilnya.',
      'exceeds-total': 'Pada {window} ada bulan yang rinciannya melebihi jumlahnya; periksa angkanya di Mutu data.',
      'empty-cell':
        '{group}: tidak ada pemohon pada {window}, jadi pilihan mereka di sana tidak diketahui. Pilih rentang yang lebih panjang.',
    },
    change: {
      up: 'Porsi naik {points, number} poin, dari {before, number} % menjadi {after, number} % (rentang 95 % perubahannya: {low, number} sampai {high, number} poin).',
      down: 'Porsi turun {points, number} poin, dari {before, number} % menjadi {after, number} % (rentang 95 % perubahannya: {low, number} sampai {high, number} poin).',
      same: 'Porsi tetap (beda {points, number} poin): {before, number} % dan {after, number} % (rentang 95 % perubahannya: {low, number} sampai {high, number} poin).',
    },
    unclear: 'Perubahan itu belum dapat dibedakan dari nol.',
    mix: {
      up: 'Susunan pemohon menaikkannya {points, number} poin.',
      down: 'Susunan pemohon menurunkannya {points, number} poin.',
      same: 'Susunan pemohon tidak mengubahnya.',
    },
    lead: {
      grew: 'Terutama karena {group} bertambah dari {before, number} % ({countBefore, number} orang) menjadi {after, number} % pemohon ({countAfter, number} orang).',
      shrank:
        'Terutama karena {group} berkurang dari {before, number} % ({countBefore, number} orang) menjadi {after, number} % pemohon ({countAfter, number} orang).',
    },
    choice: {
      up: 'Pilihan di dalam tiap kelompok menaikkannya {points, number} poin.',
      down: 'Pilihan di dalam tiap kelompok menurunkannya {points, number} poin.',
      same: 'Pilihan di dalam tiap kelompok tidak mengubahnya ({points, number} poin).',
    },
    standardised:
      'Dengan susunan pemohon periode pembanding, porsi periode ini akan menjadi {share, number} % (rentang 95 %: {low, number}–{high, number} %).',
    covered:
      'Dihitung di antara pemohon yang rinciannya tercatat: {base, number} % pada periode pembanding, {window, number} % pada periode ini.',
    otherMonths:
      'Bulan-bulan yang dibandingkan tidak sama pada kedua tahun, jadi musim dapat ikut mengubah susunannya.',
    caution: 'Ini uraian atas dua periode, bukan bukti sebabnya.',
  },
  switching: {
    off: 'tanpa kanal itu',
    unbounded: 'tanpa batas',
    said: {
      SUPPORTED: {
        extra:
          'Data mendukung: {better} lebih berhasil daripada {worse}. Permohonan e-paspor per hari layanan sekitar {estimate, number} % lebih banyak (rentang 95 %: {low} sampai {high}; {weeksBetter} lawan {weeksWorse} minggu, diundi sebelumnya).',
        share:
          'Data mendukung: peluang (odds) memilih e-paspor sekitar {estimate, number} % lebih tinggi pada minggu {better} daripada {worse} (rentang 95 %: {low} sampai {high}; {weeksBetter} lawan {weeksWorse} minggu).',
      },
      SUGGESTIVE: {
        extra:
          'Ada indikasi: permohonan e-paspor per hari layanan sekitar {estimate, number} % lebih banyak pada minggu {better} daripada {worse} (rentang 95 %: {low} sampai {high}; {weeksBetter} lawan {weeksWorse} minggu), tetapi jadwalnya belum selesai atau dihentikan.',
        share:
          'Ada indikasi: peluang (odds) memilih e-paspor sekitar {estimate, number} % lebih tinggi pada minggu {better} daripada {worse} (rentang 95 %: {low} sampai {high}; {weeksBetter} lawan {weeksWorse} minggu). Ini ukuran kedua, bukan yang utama.',
      },
      'NOT DISTINGUISHABLE': {
        extra:
          'Belum dapat dibedakan: permohonan e-paspor pada minggu {better} dibanding minggu {worse} berubah {estimate, number} % (rentang 95 %: {low} sampai {high}; {weeksBetter} lawan {weeksWorse} minggu).',
        share:
          'Belum dapat dibedakan: peluang (odds) memilih e-paspor pada minggu {better} dibanding minggu {worse} berubah {estimate, number} % (rentang 95 %: {low} sampai {high}; {weeksBetter} lawan {weeksWorse} minggu).',
      },
    },
    mde: 'Dengan jadwal ini baru perubahan sekitar {mde, number} % ke atas yang dapat dikenali.',
    early:
      'Dilihat sebelum selesai ({weeks} minggu): melihat berulang kali membuat kebetulan lebih mudah tampak sebagai hasil.',
    caution:
      'Urutannya diundi, jadi perubahan lain mengenai semua pilihan sama rata. Pengaruh yang terbawa ke minggu berikutnya membuat bedanya tampak lebih kecil.',
    refusal: {
      'weeks-not-over': 'Baru {found, number} minggu selesai; diperlukan {needed, number}.',
      'stopped-too-early':
        'Dihentikan setelah {found, number} minggu dalam blok utuh; diperlukan {needed, number}, jadi tidak ada yang dapat dikatakan.',
      'too-few-weeks': 'Hanya {found, number} minggu berangka; diperlukan {needed, number}.',
      'too-few-schedules': 'Minggu yang berangka terlalu sedikit untuk membandingkan pilihannya.',
      'monthly-only': 'Angka permohonan hanya bulanan; perhitungan ini memerlukan angka harian.',
    },
  },
  forecast: {
    unit: { month: 'bulan', week: 'minggu' },
    periods: {
      month: '{count, plural, other {# bulan}}',
      week: '{count, plural, other {# minggu}}',
    },
    almostNone: 'kurang dari {share}',
    almostAll: 'lebih dari {share}',
    availableFrom: 'Dapat dihitung mulai {day}, bila angka terus dilaporkan.',
    basis: 'Dihitung dari {known} yang berangka, {from} sampai {to}. Periode yang belum selesai tidak ikut.',
    model: {
      trend: 'tren teredam',
      logistic: 'kurva logistik',
      bass: 'kurva Bass',
      scenario: 'skenario',
    },
    reached: {
      now: 'Porsi e-paspor sudah mencapai {level}: {share} pada {last}. Pertama kali tercapai pada {first}; sejak {since} tidak pernah di bawahnya lagi.',
      before:
        'Porsi e-paspor pernah mencapai {level} (pertama kali pada {first}), tetapi sesudah itu turun lagi; pada {last} {share}.{since}',
    },
    date: {
      model:
        'Menurut {model}, porsi e-paspor mencapai {level} antara {from} dan {to} (rentang 90%), tengahnya {median}.',
      scenario:
        'Bila porsi tidak dapat melebihi {ceiling}: {level} tercapai antara {from} dan {to} (rentang 90%), tengahnya {median}.',
      one: 'Menurut {model}, porsi e-paspor mencapai {level} pada {median}; rentang 90%-nya tidak lebih lebar daripada satu {unit}.',
    },
    noDate: {
      model: 'Menurut {model}, tanggal tercapainya {level} tidak dapat disebutkan. {why}',
      scenario: 'Bila porsi tidak dapat melebihi {ceiling}: tanggal tercapainya {level} tidak dapat disebutkan. {why}',
    },
    earliest: 'Paling cepat {from} (batas bawah rentang 90%).',
    chance: {
      both: 'Peluang tercapai dalam 12 bulan {twelve}, dalam 24 bulan {twentyFour}.',
      twelve: 'Peluang tercapai dalam 12 bulan {twelve}.',
      never: 'Peluang belum tercapai sampai {until}: {never}.',
    },
    refusal: {
      'no-figures': 'Belum ada angka yang memuat kedua jenis paspor, jadi tidak ada yang dapat diperkirakan.',
      'too-short': 'Baru ada {found} yang berangka sejak e-paspor dilayani; diperlukan {needed} (setengah tahun).',
      'all-electronic': 'Sejak {on} semua permohonan adalah e-paspor, jadi tidak ada lagi yang dapat diperkirakan.',
      'no-variation': 'Porsi tidak pernah berubah, jadi tidak ada yang dapat diperkirakan.',
      'not-estimable': 'Model ini tidak dapat dicocokkan dengan angka yang ada.',
      'not-growing': 'Angka tidak naik menuju suatu batas, jadi kurva ini tidak berlaku.',
      'ceiling-open':
        'Batas atas pertumbuhan belum terlihat pada angka: {low} sampai {high} sama-sama mungkin (rentang 95%). Tanggal dari kurva ini hanya akan menjadi tebakan; pakai skenario dengan batas yang Anda pilih.',
      'curve-misses':
        'Angka berbulan-bulan berada jauh dari kurva (kaitan antargalat {found, number}, paling banyak {needed, number}), jadi bukan kurva ini yang diikuti. Pakai tren atau skenario.',
      'ceiling-passed':
        'Dalam setahun terakhir porsi sudah mencapai {found}, jadi batas {needed} tidak cocok dengan angka.',
      'ceiling-below-level': 'Batasnya ({high}) tidak lebih tinggi daripada sasaran, jadi sasaran tidak tercapai.',
      'beyond-horizon': 'Pada {found} dari kemungkinan yang dihitung, sasaran belum tercapai dalam {needed}.',
      'crossing-open':
        'Rentang tanggalnya tidak berujung: pada {found} dari kemungkinan, sasaran belum tercapai dalam {needed}.',
      'crossing-wide': 'Rentang tanggalnya {found}, lebih lebar daripada tiga kali jaraknya ({needed}).',
    },
    backtest: {
      none: 'Riwayatnya belum cukup panjang untuk diuji pada masa lalu; diperlukan {needed} sebelum perkiraan pertama.',
      row: '{steps} ke depan: {covered80} dari {origins} kali angka jatuh di dalam pita 80% dan {covered95} di dalam pita 95%; rata-rata meleset {error} poin persen, sedangkan anggapan “tetap seperti terakhir” meleset {naive} poin.',
      better: 'Pada semua jarak perkiraan ini lebih tepat daripada anggapan itu.',
      mixed: 'Hanya pada sebagian jarak perkiraan ini lebih tepat daripada anggapan itu.',
      worse: 'Perkiraan ini tidak lebih tepat daripada anggapan itu; yang berguna adalah pitanya.',
      narrow: 'Pitanya terlalu sempit pada masa itu: anggap ketidakpastiannya lebih besar daripada yang digambar.',
      wide: 'Pitanya memuat angka kira-kira sesering yang dijanjikan.',
    },
    question: {
      outlier: 'Apa yang terjadi pada {period}? Porsinya {share}, padahal menurut tren dan musim sekitar {expected}.',
      shift: 'Apa yang terjadi sekitar {period}? Sejak itu tingkat porsi tampak bergeser.',
      calendar: 'Di kalender sekitar waktu itu: {names}.',
      nothing: 'Tidak ada peristiwa di kalender sekitar waktu itu.',
    },
    assumption: {
      'no-events': 'Tidak ada perubahan tarif, kebijakan, kuota, pasokan blangko, atau penutupan yang baru.',
      coming: 'Yang sudah ada di kalender sesudah angka terakhir tidak diperhitungkan: {names}.',
      'past-shifts':
        'Pergeseran pada masa lalu ({names}) tidak dikeluarkan: model menganggap pergeseran serupa dapat terulang, sehingga pitanya lebar.',
      damping:
        'Laju terakhir melemah: setiap {unit} tersisa 95% dari laju sebelumnya. Angka 95% dipilih, bukan dihitung.',
      season: 'Naik-turun yang berulang tiap tahun dipisahkan dari tingkat dasarnya.',
      'no-season': 'Musim belum dapat dipisahkan: riwayatnya kurang dari dua tahun.',
      underlying:
        'Tanggal dan peluang adalah milik tingkat dasar, tanpa kebetulan satu {unit} dan tanpa musim; pita pada grafik memuat keduanya.',
      curves:
        'Kurva logistik dan Bass dicocokkan pada porsi, dengan batas paling tinggi 100%. Bentuk Bass: kumulatif, porsi = batas × F(t), yaitu bentuk selisih yang dijumlahkan; bentuk kepadatan memberi p yang lain.',
      horizon:
        'Tidak melihat lebih jauh daripada panjang riwayat, dan paling jauh lima tahun: {horizon}, sampai {until}.',
      drawing:
        '{paths, number} jalan ke depan diundi dengan benih {seed}; karena undian, ujung pita 95% dapat bergeser sampai {error} poin.',
    },
    change: {
      fee: 'Tarif: selisih biaya antara paspor biasa dan e-paspor berubah.',
      ordinary: 'Kebijakan: paspor biasa tidak lagi dilayani, atau masa berlakunya berubah.',
      supply: 'Pasokan blangko, kuota, dan waktu tunggu.',
      campaign: 'Kampanye yang berpengaruh; pengaruhnya dinilai tersendiri di halaman kampanye, tidak di sini.',
      figures: 'Angka baru: setiap periode yang dilaporkan menghitung ulang semuanya.',
    },
  },
  breakdown: { variant: 'varian buku', request: 'jenis permohonan', purpose: 'tujuan', servicePoint: 'tempat layanan' },
  mail: {
    'report-approved': {
      sample: 'Laporan ini dibuat dari data contoh.',
      subject: 'Laporan bulanan {month} disetujui: {number}',
      text: 'Laporan {month} dari {office} sudah disetujui dengan nomor {number}.\n\n{sentences}\n\n{link}',
    },
    invitation: {
      subject: 'Undangan ke Tilik',
      text: 'Halo {name},\n\nAnda diundang ke Tilik. Buka tautan ini dan pilih kata sandi Anda; tautan berlaku tujuh hari dan hanya sekali:\n\n{link}\n\nBila Anda tidak tahu apa ini, abaikan surat ini.',
    },
    reset: {
      subject: 'Kata sandi baru untuk Tilik',
      text: 'Halo {name},\n\nada yang meminta kata sandi baru untuk akun Anda. Buka tautan ini dan pilih kata sandinya; tautan berlaku satu jam dan hanya sekali:\n\n{link}\n\nBila bukan Anda yang meminta, abaikan surat ini: tidak ada yang berubah.',
    },
  },
  report: reportId,
  face: {
    missing: { 'not-reported': 'tidak dilaporkan', outside: 'di luar cakupan', 'not-computed': 'tidak dihitung' },
    points: '{value} poin',
    days: '{value} hari',
    minutes: '{value} menit',
    interval: '{low} sampai {high}',
    sample: 'Data contoh',
    'sample-note': 'Angka-angka ini dibuat sebagai contoh. Jangan dipakai untuk mengambil keputusan.',
    provisional: 'Sementara',
    'provisional-note': 'Bulan ini belum ditutup: angkanya masih dapat berubah.',
    draft: 'Belum disetujui',
    'missing-note': 'Sel berisi kata, seperti “tidak dilaporkan”, tidak mempunyai angka; itu bukan nol.',
    'no-value': 'tidak ada',
    more: 'dan {count} lainnya',
    others: '+{count} lainnya',
    marks: 'Pada bagan:',
    gaps: 'Tanpa angka: {list}.',
    'file-name': 'laporan',
    'draft-name': 'draf',
    subject: 'Laporan bulanan {office}, nomor {number}',
    office: 'Kantor',
    month: 'Bulan',
    number: 'Nomor',
    'approved-on': 'Disetujui',
    edition: 'Edisi',
    'edition-first': 'Pertama',
    'edition-revision': 'Revisi {count}',
    reason: 'Alasan revisi',
    revised: 'Merevisi isi dengan sidik',
    hash: 'Sidik isi (SHA-256)',
    'data-version': 'Versi data',
    summary: 'Ringkasan',
    figure: 'Angka kunci',
    figures: 'Angka kunci',
    value: 'Nilai',
    low: 'Batas bawah 95 %',
    high: 'Batas atas 95 %',
    against: 'Dibandingkan dengan',
    'against-value': 'Nilai pembanding',
    difference: 'Selisih',
    contents: 'Isi berkas ini',
    sheet: 'Lembar',
    title: 'Judul',
    note: 'Catatan baca',
    block: 'Bagian',
    sentence: 'Kalimat',
    report: 'Laporan',
    remarks: 'Catatan seksi',
    'no-remarks': 'Tidak ada catatan.',
    definitions: 'Definisi',
    'no-definitions': 'Tidak ada definisi.',
    term: 'Istilah',
    meaning: 'Arti',
    differences: 'Perbedaan',
    what: 'Yang berubah',
    was: 'Dulu',
    became: 'Sekarang',
  },
  csv: { line: 'baris', field: 'kolom', reason: 'alasan', original: 'baris_asli' },
  api: {
    title: 'Antarmuka program (API) Tilik',
    description: 'Semua angka di halaman Tilik dapat diambil dari sini, sebagai JSON atau CSV.',
    parameters: 'Parameter',
    answers: 'Jawaban',
    body: 'Isi permintaan',
    required: 'wajib',
    document: 'Dokumen OpenAPI 3.1',
  },
};
