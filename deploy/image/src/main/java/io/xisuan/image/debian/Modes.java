package io.xisuan.image.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The modes that files of an image have: read by all, written by their owner, run by all or nobody. */
public final class Modes {
    public static final int FILE = 0644;
    public static final int PROGRAM = 0755;

    private static final int EXECUTABLE = 0100;
    private static final Set<PosixFilePermission> OF_FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> OF_PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");

    private Modes() {}

    /** Gives a file the mode that fits the given one, whatever the umask of the building user is. */
    public static void set(Path file, int mode) throws IOException {
        Files.setPosixFilePermissions(file, (mode & EXECUTABLE) == 0 ? OF_FILE : OF_PROGRAM);
    }

    /** Returns the mode of a file that was written with {@link #set}, or by a program under any umask. */
    public static int of(Path file) throws IOException {
        return Files.isDirectory(file)
                        || Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE)
                ? PROGRAM
                : FILE;
    }
}
