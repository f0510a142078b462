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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks proofs without the journal. */
@Command(
        name = "verify-proof",
        description = "Checks a file of journal prove by itself; exit code 1 when a record is not proved.",
        footer = {"", "Example: xisuan journal verify-proof proof.json --key journal.pub"},
        mixinStandardHelpOptions = true)
public final class JournalVerifyProofCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What journal prove wrote.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path file;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "the public key of the journal's writer (X.509; PEM or Base64)")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path key;

    @Mixin
    private OutputOption output = new OutputOption();

    /** The form of the result. */
    record Result(boolean ok, String about, List<Proved> records) {}

    /** One record and whether it is proved. */
    record Proved(long seq, String hour, boolean ok, String problem) {}

    @Override
    public Integer call() {
        PublicKey owner = PublicKeyFile.read(key);
        ProofFile proofs = read();
        List<Proved> records = new ArrayList<>();
        for (InclusionProof proof : proofs.proofs()) {
            Optional<String> breach = proof.breach(owner);
            records.add(new Proved(proof.record().seq(), proof.seal().hour(), breach.isEmpty(), breach.orElse("")));
        }
        boolean ok = !records.isEmpty() && records.stream().allMatch(Proved::ok);
        Table.Builder table = Table.of(
                Column.number("seq", "Record"),
                Column.name("hour", "Sealed hour"),
                Column.name("ok", "Proved"),
                Column.text("problem", "Problem"));
        records.forEach(one -> table.row(one.seq(), one.hour(), one.ok() ? "yes" : "no", one.problem()));
        output.print(new Result(ok, proofs.about(), records), table.build());
        return (ok ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private ProofFile read() {
        try {
            return ProofFile.parse(Files.readString(file));
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: give a file of journal prove".formatted(file));
        }
    }
}
