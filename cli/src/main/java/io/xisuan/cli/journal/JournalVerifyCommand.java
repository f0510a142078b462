package io.xisuan.cli.journal;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.JournalVerifier;
import io.xisuan.operator.metering.journal.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the chain of a journal from the first record to the head. */
@Command(
        name = "verify",
        description = "Checks every record and seal of a journal; exit code 1 with the first bad one.",
        footer = {
            "",
            "Examples:",
            "  xisuan journal verify /var/lib/xisuan/journal --key journal.pub",
            "  xisuan journal verify DIR --key old.pub --key journal.pub --seals /backup/journal/seals.tsv -o json",
            "",
            "With --key the head and every seal must be signed with a key given; with --seals the seals kept there must be in the journal."
        },
        mixinStandardHelpOptions = true)
public final class JournalVerifyCommand implements Callable<Integer> {
    private static final String HEAD = "head.json";

    /** The form of the result. */
    record Result(
            boolean ok,
            long records,
            int sealedHours,
            Optional<String> head,
            String signature,
            Optional<Problem> firstBad) {}

    /** The first bad record. */
    record Problem(String file, int line, long record, String message) {}

    @Parameters(
            paramLabel = "JOURNAL",
            description = "The folder of the journal's segments, or the URL of the store that it is beside.")
    private String place = "";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The writer's Ed25519 public key (X.509, PEM or Base64); again for keys of before.")
    private List<Path> keyFiles = new ArrayList<>();

    @Option(
            names = "--seals",
            paramLabel = "FILE",
            description =
                    "Seals that were kept elsewhere, as by operator --copy: the journal must have them unchanged.")
    private @Nullable Path seals;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Result result = result();
        Table table = Table.of(
                        Column.name("ok", "Sound"),
                        Column.number("records", "Records"),
                        Column.number("sealedHours", "Sealed hours"),
                        Column.name("head", "Head"),
                        Column.name("signature", "Signature"),
                        Column.text("firstBad", "First bad record"))
                .row(
                        result.ok() ? "yes" : "no",
                        result.records(),
                        result.sealedHours(),
                        result.head(),
                        result.signature(),
                        result.firstBad()
                                .map(bad -> "%s:%d: record %d: %s"
                                        .formatted(bad.file(), bad.line(), bad.record(), bad.message())))
                .build();
        output.print(result, table);
        return (result.ok() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private Result result() {
        List<PublicKey> keys = keyFiles.stream().map(PublicKeyFile::read).toList();
        JournalVerifier.Terms terms =
                new JournalVerifier.Terms(keys, seals == null ? List.of() : JournalSource.keptSeals(seals));
        try (JournalSource journal = JournalSources.of(place)) {
            return switch (journal.verify(terms)) {
                case Verification.Sound sound -> JournalSources.isFolder(place) ? ofFolder(sound) : sound(sound);
                case Verification.Broken broken ->
                    broken(new Problem(broken.file(), broken.line(), broken.record(), broken.problem()));
            };
        }
    }

    /** A chain that holds is not enough: a folder without a journal, or without its head, proves nothing. */
    private Result ofFolder(Verification.Sound sound) {
        Path folder = Path.of(place);
        if (sound.records() == 0 && !Files.exists(folder.resolve(HEAD))) {
            throw InputException.of("%s holds no journal: neither segments nor %s".formatted(folder, HEAD));
        }
        if (!Files.exists(folder.resolve(HEAD))) {
            return broken(
                    new Problem(
                            HEAD,
                            1,
                            sound.records() + 1,
                            "is missing: a chain cannot see its own tail cut off; its writer restores the head when it opens and closes it"));
        }
        return sound(sound);
    }

    private Result sound(Verification.Sound sound) {
        String signature = !keyFiles.isEmpty() ? "valid" : sound.signed() ? "not checked, give --key" : "none";
        return new Result(
                true,
                sound.records(),
                sound.sealedHours(),
                Optional.of(sound.head().hash()),
                signature,
                Optional.empty());
    }

    private static Result broken(Problem problem) {
        return new Result(
                false, Math.max(0, problem.record() - 1), 0, Optional.empty(), "not checked", Optional.of(problem));
    }
}
