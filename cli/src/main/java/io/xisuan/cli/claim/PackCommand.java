package io.xisuan.cli.claim;

import io.xisuan.billing.claim.evidence.ArchiveCheck;
import io.xisuan.billing.claim.evidence.ArchiveContent;
import io.xisuan.billing.claim.evidence.ClaimArchive;
import io.xisuan.billing.claim.evidence.Dossier;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.programmes.Definitions;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code claim pack}: what a tenant hands in itself where a programme pays the buyer; no claim of ours. */
@Command(
        name = "pack",
        description = "Writes the evidence with which a tenant applies itself, where a programme pays the buyer.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan claim pack --tenant example-ai --programme beijing-etown-2024 --month 2025-08 --out pack.zip"
        })
public final class PackCommand implements Callable<Integer> {
    @Option(names = "--tenant", paramLabel = "ID", required = true, description = "The buyer.")
    private String tenant = "";

    @Option(names = "--programme", paramLabel = "ID", required = true, description = "The programme.")
    private String programme = "";

    @Option(names = "--month", paramLabel = "YYYY-MM", required = true, description = "The month of the invoices.")
    private String month = "";

    @Option(
            names = "--journal",
            paramLabel = "DIR|URL",
            description =
                    "The usage journal, a folder or the URL of a store on a server, for documents without a stored line book.")
    private Optional<String> journal = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Where (default: PROGRAMME-TENANT-MONTH.zip).")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private Definitions definitions = new Definitions();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    /** What was written, and what the tenant still has to add. */
    record Packed(ArchiveFile.View archive, List<String> missing, List<String> formula) {}

    @Override
    public Integer call() {
        BillingPeriod period = ClaimOptions.month("--month", month);
        Programme wanted = definitions.find(programme);
        try (Store store = database.openReadOnly()) {
            TenantPack pack = new TenantPack(store, new ClaimDesk(store, output), wanted, new TenantId(tenant), period);
            Dossier dossier = pack.dossier(journal);
            ArchiveContent content = pack.content(dossier);
            byte[] bytes = ClaimArchive.write(content);
            Path file = out.orElseGet(() -> Path.of("%s-%s-%s.zip".formatted(programme, tenant, period)));
            ArchiveFile.write(file, bytes);
            Packed packed = new Packed(
                    ArchiveFile.view(file, ArchiveCheck.check(bytes)),
                    dossier.missing().stream()
                            .map(one -> "\"%s\": %s".formatted(one.proof().text(), one.what()))
                            .toList(),
                    pack.formula());
            output.print(packed, ArchiveFile.table(packed.archive()));
            packed.formula().forEach(step -> output.output().say(step));
            packed.missing().forEach(item -> output.output().say("to be added by the tenant: " + item));
        }
        return 0;
    }
}
