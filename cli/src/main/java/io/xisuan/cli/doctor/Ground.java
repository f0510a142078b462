package io.xisuan.cli.doctor;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where the doctor looks.
 *
 * @param named whether store and journal were named; else it looks where they usually are
 * @param data the operator's folder
 * @param journal the journal's folder, where it is named
 * @param exporters the options file of exporters
 * @param backups where backups lie
 */
record Ground(
        String jdbcUrl,
        boolean named,
        Path data,
        Optional<String> journal,
        Optional<Path> exporters,
        Optional<Path> backups,
        InstantSource clock) {
    /** Returns the store's URL as it may be printed. */
    String shownUrl() {
        return jdbcUrl.replaceAll("password=[^&]*", "password=...");
    }
}
