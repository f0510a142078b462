package io.xisuan.cli.claim;

import io.xisuan.billing.claim.evidence.ArchiveCheck;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Archives as files: written whole or not at all, and what a check of one shows. */
final class ArchiveFile {
    /** What is said of an archive. */
    record View(
            String file,
            String name,
            String root,
            Money total,
            int lines,
            int files,
            boolean ok,
            List<String> problems) {}

    private ArchiveFile() {}

    static void write(Path file, byte[] bytes) {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw InputException.of("%s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    static View view(Path file, ArchiveCheck.Result result) {
        return new View(
                file.toString(),
                result.name(),
                result.root(),
                result.total(),
                result.lines(),
                result.files(),
                result.sound(),
                result.problems());
    }

    static Table table(View view) {
        return Table.of(
                        Column.name("name", "name"),
                        Column.number("totalCny", "asked for CNY"),
                        Column.number("lines", "lines"),
                        Column.number("files", "files"),
                        Column.name("ok", "sound"),
                        Column.text("root", "root"))
                .row(view.name(), view.total(), view.lines(), view.files(), view.ok() ? "yes" : "NO", view.root())
                .build();
    }
}
