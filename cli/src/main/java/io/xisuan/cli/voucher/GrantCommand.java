package io.xisuan.cli.voucher;

import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.VoucherSpec;
import io.xisuan.operator.market.GrantSource;
import io.xisuan.operator.market.Overlay;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code voucher grant}: writes one grant letter into the store and opens its balances. */
@Command(
        name = "grant",
        description = "Writes a grant letter into the store; finance may fill gaps of its programme by document.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: xisuan voucher grant --programme chengdu-2025 --tenant jinguan --contract c-jinguan-2025",
            "           --number CD-1 --amount 150000 --granted-on 2025-09-20 --valid 2025-10-01..2026-09-30",
            "           --document letter.pdf --manifests DIR --db jdbc:sqlite:FILE",
            "Example: ... --set contractOnce=false --document ruling.pdf --by wang --approved-by li"
        })
public final class GrantCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--manifests", paramLabel = "DIR", required = true, description = "Sites, tenants and tariffs.")
    private List<Path> manifests = new ArrayList<>();

    @Option(names = "--programme", paramLabel = "ID", required = true, description = "The programme.")
    private String programme = "";

    @Option(names = "--tenant", paramLabel = "ID", required = true, description = "To whom.")
    private String tenant = "";

    @Option(names = "--contract", paramLabel = "ID", required = true, description = "The contract it is used under.")
    private String contract = "";

    @Option(names = "--number", paramLabel = "TEXT", required = true, description = "What is printed on the letter.")
    private String number = "";

    @Option(names = "--amount", paramLabel = "CNY", required = true, description = "How much, in yuan.")
    private String amount = "";

    @Option(names = "--granted-on", paramLabel = "DATE", required = true, description = "The letter's date.")
    private String grantedOn = "";

    @Option(names = "--valid", paramLabel = "FROM..TO", required = true, description = "First and last day of use.")
    private String valid = "";

    @Option(names = "--rate", paramLabel = "RATE", description = "The rate, where the letter fixes it, as 0.30.")
    private Optional<String> rate = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "The voucher's name (default: of its number).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--authority",
            paramLabel = "WORD",
            description = "OURS, DECLARED, PUBLISHED or UNKNOWN (default: as the programme is settled).")
    private Optional<Authority> authority = Optional.empty();

    @Option(names = "--document", paramLabel = "FILE", description = "The letter or ruling; its digest is kept.")
    private Optional<Path> document = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "RULE=VALUE",
            description = "A gap of the programme, filled (none: there is no such rule); may be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--by", paramLabel = "NAME", description = "Who fills the gaps.")
    private String by = "";

    @Option(names = "--approved-by", paramLabel = "NAME", description = "Who approved it: somebody else.")
    private String approvedBy = "";

    @Override
    public void run() {
        Instant now = Instant.now();
        GrantSource source = GrantSource.written(
                tenant,
                name.orElseGet(() -> LetterName.of(number)),
                spec(),
                new GrantSource.Annex(
                        authority, document.map(LetterName::sha256).orElse(""), overlays(now)));
        try (Store store = database.openExisting()) {
            List<GrantDrafts.Written> written = GrantDrafts.write(
                    store,
                    "voucher grant",
                    manifests,
                    List.of(new GrantDrafts.Draft("voucher grant", source)),
                    now.toEpochMilli());
            WrittenTable.print(written, output);
        }
    }

    private VoucherSpec spec() {
        ContractTerm days;
        try {
            days = ContractTerm.parse(valid);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--valid: " + e.getMessage());
        }
        return new VoucherSpec(
                tenant,
                programme,
                number,
                amount,
                grantedOn,
                days.from().toString(),
                days.to().toString(),
                contract,
                rate.orElse(null));
    }

    private List<Overlay> overlays(Instant now) {
        if (set.isEmpty()) {
            return List.of();
        }
        Path file = document.orElseThrow(
                () -> InputException.of("--set fills a gap of the programme by a document: name it with --document"));
        LocalDate today = BillingPeriod.dayOf(now.toEpochMilli());
        List<Overlay> overlays = new ArrayList<>();
        set.forEach((field, value) -> overlays.add(new Overlay(
                field, value, String.valueOf(file.getFileName()), LetterName.sha256(file), by, approvedBy, today)));
        return overlays;
    }
}
