package io.xisuan.cli.voucher;

import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.approval.ApprovalView;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.VoucherSpec;
import io.xisuan.operator.market.GrantSource;
import io.xisuan.operator.market.Overlay;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "Example:",
            "  xisuan voucher grant --programme chengdu-2025 --tenant jinguan --contract c-jinguan-2025",
            "      --number CD-1 --amount 150000 --granted-on 2025-09-20 --valid 2025-10-01..2026-09-30",
            "      --document letter.pdf --manifests DIR --db jdbc:sqlite:FILE",
            "",
            "With --set contractOnce=false --document ruling.pdf --by wang it proposes first; once somebody else has approved it, the same command writes the letter."
        })
public final class GrantCommand implements Callable<Integer> {
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

    @Mixin
    private PersonOption person = new PersonOption();

    @Override
    public Integer call() {
        Instant now = Instant.now();
        try (Store store = database.openExisting()) {
            if (set.isEmpty()) {
                return write(store, List.of(), now);
            }
            OverlayApproval approval = OverlayApproval.of(programme, number, set, document);
            Optional<List<Overlay>> approved = approval.approved(store);
            if (approved.isPresent()) {
                return write(store, approved.get(), now);
            }
            List<Overlay> proposed = approval.proposed(person.principal(), now.toEpochMilli());
            GrantDrafts.check(store, manifests, List.of(draft(proposed)), now.toEpochMilli());
            return wait(approval.propose(store, person.principal(), now.toEpochMilli()));
        }
    }

    private int wait(Proposal proposal) {
        ApprovalView.print(proposal, output);
        output.output()
                .say(
                        "Nothing is written yet: have somebody else run \"xisuan approval approve %s\", then run this again."
                                .formatted(proposal.name()));
        return ExitCode.ANSWER_IS_NO.code();
    }

    private int write(Store store, List<Overlay> overlays, Instant now) {
        List<GrantDrafts.Written> written =
                GrantDrafts.write(store, "voucher grant", manifests, List.of(draft(overlays)), now.toEpochMilli());
        WrittenTable.print(written, output);
        return ExitCode.DONE.code();
    }

    private GrantDrafts.Draft draft(List<Overlay> overlays) {
        GrantSource source = GrantSource.written(
                tenant,
                name.orElseGet(() -> LetterName.of(number)),
                spec(),
                new GrantSource.Annex(
                        authority, document.map(LetterName::sha256).orElse(""), overlays));
        return new GrantDrafts.Draft("voucher grant", source);
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
}
