package io.xisuan.billing.store;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimAnswer;
import io.xisuan.billing.claim.ClaimLine;
import io.xisuan.billing.claim.ClaimPostings;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.claim.ClaimSteps;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.Deduction;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.party.Bearer;
import io.xisuan.billing.party.Bearers;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.RejectionCause;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Does one step of a claim within a transaction: its history, the stock that it draws from, and the books. */
final class ClaimDeeds {
    private ClaimDeeds() {}

    /** The kinds of approval that end here, by the subject of their proposals. */
    static final List<String> KINDS = List.of("claim-freeze", "claim-submit", "claim-answer", "claim-clawback");

    /** Returns which approval a step takes: freezing and submitting always, others where the supplier would bear the money. */
    static Optional<Deed> deed(Handle handle, Claim claim, ClaimStep step) {
        return switch (step) {
            case ClaimStep.Freeze freeze -> Optional.of(Deed.CLAIM);
            case ClaimStep.Submit submit -> Optional.of(Deed.CLAIM);
            case ClaimStep.Answer answer -> lossDeed(handle, claim, step);
            case ClaimStep.ClawBack back -> lossDeed(handle, claim, step);
            case ClaimStep.Withdraw withdraw -> Optional.empty();
            case ClaimStep.Pay pay -> Optional.empty();
            case ClaimStep.Repay repay -> Optional.empty();
            case ClaimStep.Reconcile reconcile -> Optional.empty();
        };
    }

    private static Optional<Deed> lossDeed(Handle handle, Claim claim, ClaimStep step) {
        return bearers(handle, claim, step).containsValue(Bearer.SUPPLIER)
                ? Optional.of(Deed.WRITE_OFF)
                : Optional.empty();
    }

    /** Does what an approval of a claim's step does. */
    static String approved(Handle handle, Proposal proposal, long nowMillis) {
        ClaimStep step = ClaimSteps.read(proposal.content());
        Claim claim = ClaimRows.find(handle, number(proposal))
                .orElseThrow(() -> InputException.of("there is no claim " + proposal.about()))
                .claim();
        if (step instanceof ClaimStep.Freeze freeze) {
            requireRoot(handle, claim, freeze);
            requireProofs(handle, claim);
        }
        return switch (apply(handle, claim, step, proposal.proposedBy(), nowMillis)) {
            case ClaimAnswer.Done(Claim after) -> "%s is %s".formatted(after.name(), after.state());
            case ClaimAnswer.Refused no -> throw InputException.of("%s: %s".formatted(no.reason(), no.detail()));
        };
    }

    private static long number(Proposal proposal) {
        return Long.parseLong(proposal.about().replaceFirst("^CL-0*", ""));
    }

    /** What is frozen is what was proposed: the same lines, and evidence with the same digests. */
    private static void requireRoot(Handle handle, Claim claim, ClaimStep.Freeze freeze) {
        String root = claim.rootWith(ClaimRows.files(handle, claim.number()).stream()
                .map(EvidenceFile::leaf)
                .toList());
        if (!root.equals(freeze.root())) {
            throw InputException.of(
                    "the evidence of %s changed after freezing was proposed: propose it again".formatted(claim.name()));
        }
    }

    /** What can be taken back after it was gathered still stands. */
    private static void requireProofs(Handle handle, Claim claim) {
        ClaimProofs.firstOverdue(handle, claim).ifPresent(path -> {
            throw InputException.of(
                    "%s of %s is not what the books say by now: reject this, and gather again with claim freeze"
                            .formatted(path, claim.name()));
        });
    }

    /** Returns why a step cannot be done, without doing it. */
    static Optional<ClaimAnswer.Refused> refusal(Handle handle, Claim claim, ClaimStep step) {
        return claim.after(step) instanceof ClaimAnswer.Refused no
                ? Optional.of(no)
                : DisputedLines.refusal(handle, claim, step);
    }

    /** Does a step, or returns why not. */
    static ClaimAnswer apply(Handle handle, Claim claim, ClaimStep step, Principal by, long nowMillis) {
        Optional<ClaimAnswer.Refused> refused = refusal(handle, claim, step);
        if (refused.isPresent()) {
            return refused.get();
        }
        ClaimAnswer answer = claim.after(step);
        if (answer instanceof ClaimAnswer.Done(Claim after)) {
            if (step instanceof ClaimStep.Pay pay) {
                BankReferences.requireFree(handle, pay);
            }
            Map<Integer, Bearer> bearers = bearers(handle, claim, step);
            ClaimRows.addEvent(handle, after, step, by, nowMillis);
            stock(handle, after, step, bearers);
            ClaimPostings.of(after, step, bearers, BillingPeriod.dayOf(nowMillis))
                    .ifPresent(set -> LedgerRows.append(handle, List.of(set), nowMillis));
        }
        return answer;
    }

    /** Gives back to the stock what is no longer claimed; what somebody bears is not claimed again. */
    private static void stock(Handle handle, Claim after, ClaimStep step, Map<Integer, Bearer> bearers) {
        switch (step) {
            case ClaimStep.Withdraw withdraw ->
                after.lines().forEach(line -> change(handle, line, line.amount().negated(), Money.ZERO));
            case ClaimStep.Answer answer ->
                after.rejectedByLine().forEach((number, rest) -> {
                    boolean borne = bearers.containsKey(number);
                    change(handle, after.line(number), rest.negated(), borne ? rest : Money.ZERO);
                });
            case ClaimStep.Freeze freeze -> {}
            case ClaimStep.Submit submit -> {}
            case ClaimStep.Pay pay -> {}
            case ClaimStep.Reconcile reconcile -> {}
            case ClaimStep.ClawBack back -> {}
            case ClaimStep.Repay repay -> {}
        }
    }

    private static void change(Handle handle, ClaimLine line, Money claimed, Money borne) {
        Optional<Deduction> source = Claimable.source(line);
        source.ifPresent(one -> ClaimableRows.change(handle, one, claimed, borne));
    }

    /** Returns who bears what of each line, by its contract and the cause; nobody does what is appealed. */
    static Map<Integer, Bearer> bearers(Handle handle, Claim claim, ClaimStep step) {
        Optional<RejectionCause> cause = switch (step) {
            case ClaimStep.Answer answer ->
                answer.rest().filter(rest -> !rest.appeal()).map(ClaimStep.Rest::cause);
            case ClaimStep.ClawBack back -> Optional.of(back.cause());
            case ClaimStep.Withdraw withdraw -> Optional.empty();
            case ClaimStep.Freeze freeze -> Optional.empty();
            case ClaimStep.Submit submit -> Optional.empty();
            case ClaimStep.Pay pay -> Optional.empty();
            case ClaimStep.Repay repay -> Optional.empty();
            case ClaimStep.Reconcile reconcile -> Optional.empty();
        };
        SortedMap<Integer, Bearer> bearers = new TreeMap<>();
        if (cause.isPresent()) {
            SortedMap<ContractId, Bearers> byContract = new TreeMap<>();
            for (Contract contract : PartyRows.contracts(handle)) {
                byContract.put(contract.id(), contract.bearers());
            }
            for (ClaimLine line : claim.lines()) {
                Bearers agreed = byContract.getOrDefault(line.source().contract(), Bearers.USUAL);
                bearers.put(line.number(), agreed.of(cause.get()));
            }
        }
        return bearers;
    }
}
