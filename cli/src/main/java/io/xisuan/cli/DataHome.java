package io.xisuan.cli;

import io.xisuan.model.InputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where store and journal lie when nothing else is named: XISUAN_DATA, or {@code ~/.local/share/xisuan}. */
public final class DataHome {
    private DataHome() {}

    /** Returns the folder that an option names, or the usual one. */
    public static Path folder(@Nullable Path named) {
        if (named != null) {
            return named.toAbsolutePath().normalize();
        }
        String set = Optional.ofNullable(System.getenv("XISUAN_DATA")).orElse("");
        try {
            return set.isBlank()
                    ? Path.of(System.getProperty("user.home", "."), ".local", "share", "xisuan")
                    : Path.of(set).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw InputException.of("XISUAN_DATA: \"%s\" is no folder's name".formatted(set));
        }
    }

    /** Returns the JDBC URL that an option names, or that of the store in the folder. */
    public static String jdbcUrl(@Nullable String named, Path folder) {
        return named != null ? named : "jdbc:sqlite:" + folder.resolve("xisuan.db");
    }
}
