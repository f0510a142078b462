package io.xisuan.billing.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The scripts of one kind of database, as they lie in the program: their versions are the program's.
 *
 * @param versions the numbers, ascending
 */
record MigrationScripts(List<Integer> versions) {
    private static final Pattern FROZEN = Pattern.compile("CREATE TRIGGER ([a-z_]+)_no_update ");

    private static final String ROOT = "io/xisuan/billing/store/migrations/";
    private static final Pattern NAME = Pattern.compile("V([0-9]+)__[a-z_]+\\.sql");

    MigrationScripts {
        versions = List.copyOf(new TreeSet<>(versions));
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("There are no scripts");
        }
    }

    /** Returns where the scripts lie on the class path. */
    static String folder(Dialect dialect) {
        return ROOT + dialect.scripts();
    }

    static MigrationScripts of(Dialect dialect) {
        return new MigrationScripts(names(dialect).stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .map(match -> Integer.valueOf(match.group(1)))
                .toList());
    }

    /** Returns the tables whose rows never change once they are written, as the scripts say by their triggers. */
    static SortedSet<String> frozenTables(Dialect dialect) {
        SortedSet<String> frozen = new TreeSet<>();
        for (String name : names(dialect)) {
            if (NAME.matcher(name).matches()) {
                FROZEN.matcher(text(folder(dialect) + "/" + name))
                        .results()
                        .forEach(found -> frozen.add(found.group(1)));
            }
        }
        return frozen;
    }

    private static String text(String name) {
        try (InputStream script = MigrationScripts.class.getClassLoader().getResourceAsStream(name)) {
            return new String(
                    Optional.ofNullable(script)
                            .orElseThrow(() -> new IllegalStateException(name + " is missing in the program"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Dialect dialect) {
        String first = folder(dialect) + "/V1__store.sql";
        URL known = Optional.ofNullable(MigrationScripts.class.getClassLoader().getResource(first))
                .orElseThrow(() -> new IllegalStateException(first + " is missing in the program"));
        try {
            URLConnection connection = known.openConnection();
            return connection instanceof JarURLConnection packed
                    ? packedBeside(packed.getJarFile(), folder(dialect) + "/")
                    : beside(known.toURI());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> packedBeside(JarFile jar, String folder) {
        return jar.stream()
                .filter(entry -> entry.getName().startsWith(folder))
                .map(entry -> entry.getName().substring(folder.length()))
                .toList();
    }

    private static List<String> beside(URI script) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(script).resolveSibling("."))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /** Returns the version of a database that is up to date. */
    int last() {
        return versions.getLast();
    }
}
