package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimAnswer;
import io.xisuan.billing.claim.ClaimCase;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.claim.evidence.Dossier;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.billing.claim.evidence.Proof;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Fact;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.store.ClaimBook;
import io.xisuan.billing.store.ClaimEvidence;
import io.xisuan.billing.store.ClaimRecord;
import io.xisuan.billing.store.GrantRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.subsidy.GrantLetter;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.JournalPlace;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import io.xisuan.operator.market.GrantSource;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.JournalUsage;
import io.xisuan.operator.translate.Translation;
import io.xisuan.operator.translate.VoucherTranslation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the commands on claims have in common: names, steps and their answers, what is known of a case, evidence. */
final class ClaimDesk {
    private static final Pattern NAME = Pattern.compile("(?:CL-)?0*([1-9][0-9]{0,17})");

    /**
     * What became of a step.
     *
     * @param proposal the proposal that waits for a second person; empty when the step is done
     */
    record Outcome(ClaimView claim, Optional<String> proposal) {}

    private final Store store;
    private final OutputOption output;

    ClaimDesk(Store store, OutputOption output) {
        this.store = store;
        this.output = output;
    }

    ClaimBook book() {
        return new ClaimBook(store);
    }

    /**
     * @throws InputException when the text is no name of a claim
     */
    static long number(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw InputException.of("\"%s\" is no claim: write it as CL-000012".formatted(name));
        }
        return Long.parseLong(matcher.group(1));
    }

    /**
     * @throws InputException when there is no such claim
     */
    ClaimRecord find(String name) {
        long number = number(name);
        return book().claim(number)
                .orElseThrow(
                        () -> InputException.of("there is no claim %s: see claim list".formatted(Claim.name(number))));
    }

    /** Does a step, or proposes it where it takes two people; prints what became of it. */
    int step(String name, ClaimStep step, Principal by, long nowMillis, PrintWriter err) {
        Claim claim = find(name).claim();
        if (book().deed(claim.number(), step).isEmpty()) {
            return print(book().step(claim.number(), step, by, nowMillis), err);
        }
        return switch (book().propose(claim.number(), step, by, nowMillis)) {
            case ClaimBook.Proposed.Waits(Proposal proposal) -> {
                print(claim, Optional.of(proposal.name()));
                output.output()
                        .say("%s waits for a second person: xisuan approval approve %s --by NAME"
                                .formatted(proposal.name(), proposal.name()));
                yield ExitCode.DONE.code();
            }
            case ClaimBook.Proposed.Refused(ClaimAnswer.Refused no) -> refuse(no, err);
        };
    }

    int print(ClaimAnswer answer, PrintWriter err) {
        return switch (answer) {
            case ClaimAnswer.Done(Claim after) -> {
                print(after, Optional.empty());
                yield ExitCode.DONE.code();
            }
            case ClaimAnswer.Refused no -> refuse(no, err);
        };
    }

    private void print(Claim claim, Optional<String> proposal) {
        ClaimView view = ClaimView.of(claim);
        output.print(new Outcome(view, proposal), ClaimView.table(List.of(view)));
    }

    static int refuse(ClaimAnswer.Refused no, PrintWriter err) {
        err.println("xisuan: %s: %s".formatted(no.reason(), no.detail()));
        err.flush();
        return ExitCode.ANSWER_IS_NO.code();
    }

    /** Returns what the books know of each contract: its terms, whether the supplier is listed, and the first grant. */
    ClaimCase known(Programme programme) {
        SortedMap<ContractId, CaseFacts> facts = new TreeMap<>();
        for (Contract contract : store.contracts()) {
            CaseFacts known = CaseFacts.EMPTY.contract(contract);
            for (Supplier supplier : store.suppliers()) {
                if (supplier.id().equals(contract.supplier())) {
                    known = known.with(Fact.SUPPLIER_LISTED, supplier.listedBy().contains(programme.id()));
                }
            }
            Optional<GrantLetter> letter = letter(programme, contract);
            if (letter.isPresent()) {
                known = known.grant(
                        letter.get().grantedOn(),
                        letter.get().amount(),
                        letter.get().validity(),
                        letter.get().rate());
            }
            facts.put(contract.id(), known);
        }
        return new ClaimCase(programme, facts);
    }

    private Optional<GrantLetter> letter(Programme programme, Contract contract) {
        for (GrantRecord grant : store.grants()) {
            if (grant.programme().equals(programme.id())) {
                GrantSource source = GrantSource.stored(grant.voucher(), grant.bodyJson());
                Translation<GrantLetter> letter = VoucherTranslation.grant(grant.voucher(), source.spec());
                if (letter instanceof Translation.Done<GrantLetter>(GrantLetter read)
                        && read.contract().equals(contract.id())) {
                    return Optional.of(read);
                }
            }
        }
        return Optional.empty();
    }

    /** Gathers what a claim is proved with; files that finance added stay. */
    Dossier dossier(Claim claim, ClaimCase known, Optional<String> journal) {
        List<EvidenceFile> attached = book().files(claim.number()).stream()
                .filter(file -> file.path().startsWith("attached/"))
                .toList();
        return new ClaimEvidence(store)
                .gather(
                        ClaimEvidence.Subject.of(claim),
                        Proof.of(known.version().payout()),
                        attached,
                        journal.map(ClaimDesk::usage).orElse(List.of()));
    }

    /** Reads the usage of a journal as it counts now. */
    static List<UsageInterval> usage(String journal) {
        try (JournalSource source = JournalPlace.open(journal)) {
            return JournalUsage.read(source).stream()
                    .map(JournalUsage.Counted::latest)
                    .toList();
        }
    }
}
