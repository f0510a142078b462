package io.xisuan.billing.claim;

import io.xisuan.billing.ledger.Accounts;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.party.Bearer;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the steps of a claim do to the books.
 *
 * <p>Issue of a document puts what was deducted on {@code AR-GOV/programme}. Freezing moves it to the levels of government, so that
 * {@code AR-GOV/programme/level} is always what was claimed less what was rejected and paid. What is not accepted goes back: to the
 * programme's account, from where a later claim takes it or a settlement note moves it to the tenant; or to the supplier's cost.
 */
public final class ClaimPostings {
    private final Claim claim;
    private final ProgrammeId programme;
    private final LocalDate day;
    private final List<Posting> postings = new ArrayList<>();

    private ClaimPostings(Claim claim, LocalDate day) {
        this.claim = claim;
        this.day = day;
        this.programme = claim.scope().programme();
    }

    /**
     * Returns what a step posts, or empty when it moves no money.
     *
     * @param claim the claim after the step
     * @param bearers who bears the rest of each line, or what is clawed back: by line's number
     * @param today the day on which the step is done; steps that name a day of their own count for that one
     */
    public static Optional<PostingSet> of(Claim claim, ClaimStep step, Map<Integer, Bearer> bearers, LocalDate today) {
        ClaimPostings books = new ClaimPostings(claim, dayOf(step, today));
        return switch (step) {
            case ClaimStep.Withdraw withdraw -> Optional.empty();
            case ClaimStep.Submit submit -> Optional.empty();
            case ClaimStep.Reconcile reconcile -> Optional.empty();
            case ClaimStep.Freeze freeze -> Optional.of(books.frozen());
            case ClaimStep.Answer answer -> books.answered(bearers);
            case ClaimStep.Pay pay -> Optional.of(books.paid(pay));
            case ClaimStep.ClawBack back -> Optional.of(books.clawedBack(back, bearers));
            case ClaimStep.Repay repay -> Optional.of(books.repaid(repay));
        };
    }

    private static LocalDate dayOf(ClaimStep step, LocalDate today) {
        return switch (step) {
            case ClaimStep.Withdraw withdraw -> today;
            case ClaimStep.Freeze freeze -> today;
            case ClaimStep.Reconcile reconcile -> today;
            case ClaimStep.Submit submit -> submit.day();
            case ClaimStep.Answer answer -> answer.day();
            case ClaimStep.Pay pay -> pay.day();
            case ClaimStep.ClawBack back -> back.day();
            case ClaimStep.Repay repay -> repay.day();
        };
    }

    private PostingSet frozen() {
        add(Accounts.governmentReceivable(programme), claim.deducted().negated());
        add(Accounts.claimRounding(programme), claim.rounding().negated());
        claim.claimedByLevel().forEach((level, amount) -> add(Accounts.governmentReceivable(programme, level), amount));
        return PostingSet.netted("claim-frozen", claim.name(), day, postings);
    }

    /** Takes what is rejected off the levels; the supplier's part becomes a loss, all else waits on the programme's account. */
    private Optional<PostingSet> answered(Map<Integer, Bearer> bearers) {
        SortedMap<Integer, Money> byLine = claim.rejectedByLine();
        if (byLine.isEmpty()) {
            return Optional.empty();
        }
        claim.byLevel(claim.rejected())
                .forEach((level, amount) -> add(Accounts.governmentReceivable(programme, level), amount.negated()));
        byLine.forEach((line, amount) -> add(account(claim.line(line), bearers), amount));
        return Optional.of(PostingSet.netted("claim-answered", claim.name(), day, postings));
    }

    private String account(ClaimLine line, Map<Integer, Bearer> bearers) {
        return switch (line.source()) {
            case ClaimSource.Rounding rounding -> Accounts.claimRounding(programme);
            case ClaimSource.Deducted deducted ->
                bearers.get(line.number()) == Bearer.SUPPLIER
                        ? Accounts.writeOff()
                        : Accounts.governmentReceivable(programme);
        };
    }

    private PostingSet paid(ClaimStep.Pay pay) {
        add(pay.bankLine() > 0 ? Accounts.unmatched() : Accounts.bank(), pay.amount());
        add(Accounts.governmentReceivable(programme, pay.level()), pay.amount().negated());
        return PostingSet.netted("claim-paid", claim.name() + "/" + pay.reference(), day, postings);
    }

    private PostingSet clawedBack(ClaimStep.ClawBack back, Map<Integer, Bearer> bearers) {
        claim.clawedBackByLine(back.reference())
                .forEach((line, amount) -> add(account(claim.line(line), bearers), amount));
        add(Accounts.clawback(programme), back.amount().negated());
        return PostingSet.netted("claim-clawed-back", claim.name() + "/" + back.reference(), day, postings);
    }

    private PostingSet repaid(ClaimStep.Repay repay) {
        add(Accounts.clawback(programme), repay.amount());
        add(Accounts.bank(), repay.amount().negated());
        return PostingSet.netted("claim-repaid", claim.name() + "/" + repay.reference(), day, postings);
    }

    private void add(String account, Money amount) {
        postings.add(new Posting(account, amount));
    }
}
