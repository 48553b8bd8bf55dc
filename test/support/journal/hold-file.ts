import Database from 'libsql';

/**
 * Holds a journal's file to itself, as the last connection does while it puts the log away, and gives it back by
 * itself. `node hold-file.ts FILE MS`; prints a line once it holds it.
 */
const [file = '', ms = '0'] = process.argv.slice(2);
const db = new Database(file);
db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; UPDATE meta SET value = value; COMMIT;');
process.stdout.write('held\n');
setTimeout(() => process.exit(), Number(ms));
