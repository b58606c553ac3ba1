/**
 * One number in the database for «the bytes of files stay»: a backup and whoever stores a file hold it shared; whoever throws
 * bytes away needs it alone. So no backup misses a file that its rows name, and no file goes that is just being named again.
 */
export const FILES_LOCK = 731_002;
