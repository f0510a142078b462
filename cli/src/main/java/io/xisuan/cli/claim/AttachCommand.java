package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.billing.claim.evidence.Proof;
import io.xisuan.billing.control.Action;
import io.xisuan.billing.store.ControlBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.programmes.Definitions;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code claim attach}: adds a file as one of the proofs that the programme asks for. */
@Command(
        name = "attach",
        description = "Adds a file as one of the proofs that the programme asks for.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan claim attach CL-000012 --proof 1 contract-signed.pdf --by li"})
public final class AttachCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CLAIM", description = "The claim.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");

    @Option(
            names = "--proof",
            paramLabel = "N",
            required = true,
            description = "Which proof of the programme's list: see claim due.")
    private int number;

    @Mixin
    private Definitions definitions = new Definitions();

    @Mixin
    private PersonOption person = new PersonOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        try (Store store = database.openExisting()) {
            ClaimDesk desk = new ClaimDesk(store, output);
            new ControlBook(store).permit(person.principal(), Action.PROPOSE);
            Claim claim = desk.find(name).claim();
            Proof proof = proof(Proof.of(
                    desk.known(definitions.find(claim.scope().programme().value()))
                            .version()
                            .payout()));
            desk.book().putFiles(claim.number(), List.of(read(proof)), person.principal());
            output.output().say("%s has \"%s\" as %s".formatted(claim.name(), proof.text(), file.getFileName()));
            return ExitCode.DONE.code();
        }
    }

    private Proof proof(List<Proof> proofs) {
        if (number < 1 || number > proofs.size()) {
            throw InputException.of("--proof %d: the programme asks for %s"
                    .formatted(
                            number,
                            proofs.stream()
                                    .map(one -> one.number() + " " + one.text())
                                    .toList()));
        }
        return proofs.get(number - 1);
    }

    private EvidenceFile read(Proof proof) {
        try {
            return new EvidenceFile(proof.folder() + file.getFileName(), proof.kind(), Files.readAllBytes(file));
        } catch (IOException | IllegalArgumentException e) {
            throw InputException.of("%s cannot be added: %s".formatted(file, e.getMessage()));
        }
    }
}
