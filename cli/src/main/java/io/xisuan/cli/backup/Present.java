package io.xisuan.cli.backup;

/** What lies already where a backup is to be restored, compared with it. */
enum Present {
    /** Nothing is there. */
    NOTHING,
    /** It ends where the backup does. */
    SAME,
    /** It has what the backup has, and goes on. */
    NEWER,
    /** It ends before the backup does. */
    OLDER,
    /** It cannot be read, or is of another history. */
    OTHER
}
