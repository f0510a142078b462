package io.xisuan.cli.claim;

import io.xisuan.billing.claim.evidence.ArchiveCheck;
import io.xisuan.billing.claim.evidence.ArchiveContent;
import io.xisuan.billing.claim.evidence.ClaimArchive;
import io.xisuan.billing.store.ClaimRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code claim archive}: writes the file of a frozen claim; the same bytes each time. */
@Command(
        name = "archive",
        description = "Writes the one file of a frozen claim: its lines, its evidence, and the digests of both.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan claim archive CL-000012 --out CL-000012.zip"})
public final class ArchiveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CLAIM", description = "The claim.")
    private String name = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where (default: the claim's name with .zip).")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        try (Store store = database.openReadOnly()) {
            ClaimDesk desk = new ClaimDesk(store, output);
            ClaimRecord record = desk.find(name);
            if (record.frozenAtMillis().isEmpty()) {
                throw InputException.of("%s is %s: its file is fixed when it is frozen"
                        .formatted(record.claim().name(), record.claim().state()));
            }
            byte[] bytes = ClaimArchive.write(ArchiveContent.of(
                    record.claim(),
                    desk.book().files(record.claim().number()),
                    record.frozenAtMillis().orElseThrow()));
            ArchiveCheck.Result check = ArchiveCheck.check(bytes);
            String root = record.claim().root().orElseThrow();
            if (!check.sound() || !check.root().equals(root)) {
                throw InputException.of("the evidence of %s is not what was frozen: %s"
                        .formatted(record.claim().name(), check.problems()));
            }
            Path file = out.orElseGet(() -> Path.of(record.claim().name() + ".zip"));
            ArchiveFile.write(file, bytes);
            ArchiveFile.View view = ArchiveFile.view(file, check);
            output.print(view, ArchiveFile.table(view));
        }
        return 0;
    }
}
