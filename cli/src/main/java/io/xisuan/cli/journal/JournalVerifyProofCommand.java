package io.xisuan.cli.journal;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.InclusionProof;
import io.xisuan.operator.metering.journal.ProofFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks proofs without the journal. */
@Command(
        name = "verify-proof",
        description = "Checks a file of journal prove by itself; exit code 1 when a record is not proved.",
        footer = {"", "Example:", "  xisuan journal verify-proof proof.json --key journal.pub"},
        mixinStandardHelpOptions = true)
public final class JournalVerifyProofCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What journal prove wrote.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path file;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The public key of the journal's writer (X.509; PEM or Base64).")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path key;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Mixin
    private OutputOption output = new OutputOption();

    /** The form of the result. */
    record Result(boolean ok, String about, List<Proved> records) {}

    /** One record, what it says, and whether it is proved. */
    record Proved(
            long seq,
            String hour,
            boolean ok,
            String kind,
            String tenant,
            String job,
            String lane,
            Optional<Instant> from,
            Optional<Instant> until,
            String usageClass,
            Optional<Long> millis,
            String problem) {}

    @Override
    public Integer call() {
        PublicKey owner = PublicKeyFile.read(key);
        ProofFile proofs = read();
        List<Proved> records = new ArrayList<>();
        for (InclusionProof proof : proofs.proofs()) {
            Optional<String> breach = proof.breach(owner);
            records.add(proved(proof, breach));
        }
        boolean ok = !records.isEmpty() && records.stream().allMatch(Proved::ok);
        output.print(new Result(ok, proofs.about(), records), table(records));
        spec.commandLine()
                .getErr()
                .println(
                        "proved is that these records are in the journal; not that they are all of \"%s\", nor that no later record corrects them"
                                .formatted(proofs.about()));
        return (ok ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private static Proved proved(InclusionProof proof, Optional<String> breach) {
        EntryRow row = EntryRow.of(proof.record());
        return new Proved(
                row.seq(),
                proof.seal().hour(),
                breach.isEmpty(),
                row.kind(),
                row.tenant(),
                row.job(),
                row.lane(),
                row.from(),
                row.until(),
                row.usageClass(),
                row.millis(),
                breach.orElse(""));
    }

    private static Table table(List<Proved> records) {
        Table.Builder table = Table.of(
                Column.number("seq", "Record"),
                Column.name("hour", "Sealed hour"),
                Column.name("ok", "Proved"),
                Column.name("tenant", "Tenant"),
                Column.name("job", "Job"),
                Column.name("lane", "Lane"),
                Column.name("from", "From"),
                Column.name("until", "Until"),
                Column.name("class", "Class"),
                Column.number("millis", "Device ms"),
                Column.text("problem", "Problem"));
        long sum = 0;
        for (Proved one : records) {
            sum += one.millis().orElse(0L);
            table.row(
                    one.seq(),
                    one.hour(),
                    one.ok() ? "yes" : "no",
                    one.tenant(),
                    one.job(),
                    one.lane(),
                    one.from(),
                    one.until(),
                    one.usageClass(),
                    one.millis(),
                    one.problem());
        }
        return table.total("", "", "", "", "", "", "", "", "", sum, "").build();
    }

    private ProofFile read() {
        try {
            return ProofFile.parse(Files.readString(file));
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: give a file of journal prove".formatted(file));
        }
    }
}
