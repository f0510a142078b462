package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimAnswer;
import io.xisuan.billing.claim.ClaimCase;
import io.xisuan.billing.claim.ClaimRefusal;
import io.xisuan.billing.claim.ClaimState;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.claim.evidence.Dossier;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.billing.claim.evidence.ProofKind;
import io.xisuan.billing.store.ClaimRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.programmes.Definitions;
import io.xisuan.model.BillingPeriod;
import java.time.Clock;
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

/** The command {@code claim freeze}: gathers the evidence of an open claim and proposes to freeze both. */
@Command(
        name = "freeze",
        description = "Gathers the evidence of an open claim and proposes to freeze it; takes a second person.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan claim freeze CL-000012 --journal /var/lib/xisuan/journal --by li"})
public final class FreezeCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Parameters(paramLabel = "CLAIM", description = "The claim.")
    private String name = "";

    @Option(
            names = "--journal",
            paramLabel = "DIR|URL",
            description =
                    "The usage journal, a folder or the URL of a store on a server, for documents without a stored line book.")
    private Optional<String> journal = Optional.empty();

    @Option(
            names = "--payment-year",
            paramLabel = "YYYY",
            description = "The year of the payment, where the programme counts that one (default: this year).")
    private Optional<Integer> paymentYear = Optional.empty();

    @Mixin
    private Definitions definitions = new Definitions();

    @Mixin
    private PersonOption person = new PersonOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        long now = clock.millis();
        try (Store store = database.openExisting()) {
            ClaimDesk desk = new ClaimDesk(store, output);
            ClaimRecord record = desk.find(name);
            Claim claim = record.claim();
            ClaimCase known =
                    desk.known(definitions.find(claim.scope().programme().value()));
            if (claim.state() == ClaimState.OPEN) {
                // 1. Evidence: what the programme asks for and is not there refuses, item by item.
                Dossier dossier = desk.dossier(claim, known, journal);
                if (!dossier.missing().isEmpty()) {
                    return missing(claim, dossier.missing());
                }
                // 2. What another year would have to bear refuses, before anything is kept.
                Optional<ClaimAnswer.Refused> moves = new YearDesk(store).refusal(claim, known, year(now));
                if (moves.isPresent()) {
                    return ClaimDesk.refuse(moves.get(), spec.commandLine().getErr());
                }
                // 3. Keep the evidence; what is proposed are its digests.
                desk.book().putGathered(claim.number(), files(record, dossier), person.principal());
            }
            String root = claim.rootWith(desk.book().files(claim.number()).stream()
                    .map(EvidenceFile::leaf)
                    .toList());
            return desk.step(
                    name,
                    new ClaimStep.Freeze(root),
                    person.principal(),
                    now,
                    spec.commandLine().getErr());
        }
    }

    private int year(long now) {
        return paymentYear.orElseGet(() -> BillingPeriod.dayOf(now).getYear());
    }

    private static List<EvidenceFile> files(ClaimRecord record, Dossier dossier) {
        List<EvidenceFile> files = new ArrayList<>(dossier.files());
        files.add(EvidenceFile.text("formula.txt", ProofKind.CLAIM, String.join("\n", record.notes()) + "\n"));
        return files;
    }

    private int missing(Claim claim, List<Dossier.Missing> missing) {
        String items = String.join(
                "; ",
                missing.stream()
                        .map(one -> "\"%s\": %s".formatted(one.proof().text(), one.what()))
                        .toList());
        return ClaimDesk.refuse(
                new ClaimAnswer.Refused(
                        ClaimRefusal.EVIDENCE_MISSING,
                        "%s cannot be frozen, missing are %s".formatted(claim.name(), items)),
                spec.commandLine().getErr());
    }
}
