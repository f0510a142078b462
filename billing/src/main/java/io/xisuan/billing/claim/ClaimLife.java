package io.xisuan.billing.claim;

import io.xisuan.billing.claim.ClaimAnswer.Done;
import io.xisuan.billing.claim.ClaimAnswer.Refused;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The life of one claim: which step may follow, and what it makes of the claim. */
final class ClaimLife {
    private final Claim claim;

    ClaimLife(Claim claim) {
        this.claim = claim;
    }

    ClaimAnswer after(ClaimStep step) {
        if (!before(step).contains(claim.state())) {
            return new Refused(
                    ClaimRefusal.NOT_NOW,
                    "%s is %s; this happens to one that is %s".formatted(claim.name(), claim.state(), before(step)));
        }
        return switch (step) {
            case ClaimStep.Withdraw withdraw -> new Done(in(ClaimState.WITHDRAWN));
            case ClaimStep.Freeze freeze -> new Done(frozen(freeze.root()));
            case ClaimStep.Submit submit -> new Done(in(ClaimState.SUBMITTED));
            case ClaimStep.Answer answer -> answered(answer);
            case ClaimStep.Pay pay -> paid(pay);
            case ClaimStep.Reconcile reconcile -> reconciled();
            case ClaimStep.ClawBack clawBack -> clawedBack(clawBack);
            case ClaimStep.Repay repay -> repaid(repay);
        };
    }

    /** Returns the states that a step may follow on. */
    private static Set<ClaimState> before(ClaimStep step) {
        return new TreeSet<>(
                switch (step) {
                    case ClaimStep.Withdraw withdraw -> List.of(ClaimState.OPEN);
                    case ClaimStep.Freeze freeze -> List.of(ClaimState.OPEN);
                    case ClaimStep.Submit submit -> List.of(ClaimState.FROZEN);
                    case ClaimStep.Answer answer -> List.of(ClaimState.SUBMITTED);
                    case ClaimStep.Pay pay -> List.of(ClaimState.ACCEPTED, ClaimState.PART);
                    case ClaimStep.Reconcile reconcile -> List.of(ClaimState.PAID, ClaimState.REJECTED);
                    case ClaimStep.ClawBack clawBack ->
                        List.of(ClaimState.ACCEPTED, ClaimState.PART, ClaimState.PAID, ClaimState.RECONCILED);
                    case ClaimStep.Repay repay ->
                        List.of(ClaimState.ACCEPTED, ClaimState.PART, ClaimState.PAID, ClaimState.RECONCILED);
                });
    }

    private ClaimAnswer answered(ClaimStep.Answer answer) {
        Money total = claim.total();
        if (answer.accepted().isNegative() || answer.accepted().compareTo(total) > 0) {
            return new Refused(
                    ClaimRefusal.TOO_MUCH,
                    "%s is claimed, so %s cannot be accepted"
                            .formatted(total.formatted(), answer.accepted().formatted()));
        }
        boolean all = answer.accepted().equals(total);
        if (!all && answer.rest().isEmpty()) {
            return new Refused(
                    ClaimRefusal.REST_UNSAID,
                    "%s is not accepted: say why, and whether it is appealed"
                            .formatted(total.minus(answer.accepted()).formatted()));
        }
        Optional<Refused> refused = unfit(answer);
        return refused.isPresent() ? refused.get() : new Done(answered(answer, all));
    }

    private Claim answered(ClaimStep.Answer answer, boolean all) {
        ClaimState state =
                all ? ClaimState.ACCEPTED : answer.accepted().isZero() ? ClaimState.REJECTED : ClaimState.PART;
        List<Money> accepted = answer.named().isEmpty()
                ? Shares.proRata(claim.cells().stream().map(Claim.Cell::amount).toList(), answer.accepted())
                : named(answer.named());
        return new Claim(
                claim.number(),
                claim.scope(),
                claim.lines(),
                state,
                claim.root(),
                accepted,
                Optional.of(answer),
                claim.paid(),
                claim.clawbacks(),
                claim.repaid(),
                claim.references());
    }

    /** Returns what is wrong with the lines that an answer names. */
    private Optional<Refused> unfit(ClaimStep.Answer answer) {
        if (answer.named().isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<Integer, Money> one : answer.named().entrySet()) {
            if (one.getKey() < 1 || one.getKey() > claim.lines().size()) {
                return Optional.of(new Refused(
                        ClaimRefusal.UNKNOWN_PART, "%s has no line %d".formatted(claim.name(), one.getKey())));
            }
            Money claimed = claim.line(one.getKey()).amount();
            if (!within(one.getValue(), claimed)) {
                return Optional.of(new Refused(
                        ClaimRefusal.TOO_MUCH,
                        "line %d is of %s, so %s cannot be accepted"
                                .formatted(
                                        one.getKey(),
                                        claimed.formatted(),
                                        one.getValue().formatted())));
            }
        }
        Money named = Claim.sum(List.copyOf(answer.named().values()));
        return named.equals(answer.accepted())
                ? Optional.empty()
                : Optional.of(new Refused(
                        ClaimRefusal.TOO_MUCH,
                        "the lines come to %s, not to %s"
                                .formatted(named.formatted(), answer.accepted().formatted())));
    }

    private static boolean within(Money part, Money whole) {
        return whole.isNegative()
                ? !part.isPositive() && part.compareTo(whole) >= 0
                : !part.isNegative() && part.compareTo(whole) <= 0;
    }

    /** Spreads what is accepted of each named line over its levels; of the other lines nothing is. */
    private List<Money> named(SortedMap<Integer, Money> named) {
        List<Money> accepted = new ArrayList<>();
        for (ClaimLine line : claim.lines()) {
            Money part = named.getOrDefault(line.number(), Money.ZERO);
            boolean negative = line.amount().isNegative();
            List<Money> levels = line.levels().stream()
                    .map(level -> negative ? level.amount().negated() : level.amount())
                    .toList();
            Shares.proRata(levels, negative ? part.negated() : part)
                    .forEach(share -> accepted.add(negative ? share.negated() : share));
        }
        return accepted;
    }

    private ClaimAnswer paid(ClaimStep.Pay pay) {
        Money due = claim.acceptedByLevel()
                .getOrDefault(pay.level(), Money.ZERO)
                .minus(claim.paid().getOrDefault(pay.level(), Money.ZERO));
        if (!claim.claimedByLevel().containsKey(pay.level())) {
            return new Refused(
                    ClaimRefusal.UNKNOWN_PART,
                    "%s is borne by %s, not by \"%s\""
                            .formatted(claim.name(), claim.claimedByLevel().keySet(), pay.level()));
        }
        if (!pay.amount().isPositive() || pay.amount().compareTo(due) > 0) {
            return new Refused(
                    ClaimRefusal.TOO_MUCH,
                    "%s owes %s of %s, not %s"
                            .formatted(
                                    pay.level(),
                                    due.formatted(),
                                    claim.name(),
                                    pay.amount().formatted()));
        }
        return once(pay.reference(), () -> {
            SortedMap<String, Money> paid = new TreeMap<>(claim.paid());
            paid.merge(pay.level(), pay.amount(), Money::plus);
            boolean all = Claim.sum(List.copyOf(paid.values())).equals(claim.acceptedTotal());
            return with(
                    all ? ClaimState.PAID : claim.state(), paid, claim.clawbacks(), claim.repaid(), pay.reference());
        });
    }

    private ClaimAnswer reconciled() {
        return claim.owed().isZero()
                ? new Done(in(ClaimState.RECONCILED))
                : new Refused(
                        ClaimRefusal.UNPAID,
                        "%s is not paid yet".formatted(claim.owed().formatted()));
    }

    private ClaimAnswer clawedBack(ClaimStep.ClawBack back) {
        Money left = claim.paidTotal().minus(claim.clawedBack());
        if (!back.amount().isPositive() || back.amount().compareTo(left) > 0) {
            return new Refused(
                    ClaimRefusal.TOO_MUCH,
                    "%s is paid and not clawed back, so not %s"
                            .formatted(left.formatted(), back.amount().formatted()));
        }
        return once(
                back.reference(),
                () -> with(claim.state(), claim.paid(), clawbacks(back), claim.repaid(), back.reference()));
    }

    /** Spreads a clawback over what is left of each cell, so that instalments together take no more of a line than was accepted. */
    private SortedMap<String, List<Money>> clawbacks(ClaimStep.ClawBack back) {
        SortedMap<String, List<Money>> clawbacks = new TreeMap<>(claim.clawbacks());
        clawbacks.put(back.reference(), Shares.proRata(claim.notClawedBack(), back.amount()));
        return clawbacks;
    }

    private ClaimAnswer repaid(ClaimStep.Repay repay) {
        Money left = claim.clawedBack().minus(claim.repaid());
        if (!repay.amount().isPositive() || repay.amount().compareTo(left) > 0) {
            return new Refused(
                    ClaimRefusal.TOO_MUCH,
                    "%s is to be repaid, not %s"
                            .formatted(left.formatted(), repay.amount().formatted()));
        }
        return once(
                repay.reference(),
                () -> with(
                        claim.state(),
                        claim.paid(),
                        claim.clawbacks(),
                        claim.repaid().plus(repay.amount()),
                        repay.reference()));
    }

    private ClaimAnswer once(String reference, java.util.function.Supplier<Claim> next) {
        return claim.references().contains(reference)
                ? new Refused(
                        ClaimRefusal.KNOWN_REFERENCE,
                        "%s was recorded for %s before".formatted(reference, claim.name()))
                : new Done(next.get());
    }

    private Claim frozen(String root) {
        return new Claim(
                claim.number(),
                claim.scope(),
                claim.lines(),
                ClaimState.FROZEN,
                Optional.of(root),
                claim.accepted(),
                claim.answer(),
                claim.paid(),
                claim.clawbacks(),
                claim.repaid(),
                claim.references());
    }

    private Claim in(ClaimState state) {
        return new Claim(
                claim.number(),
                claim.scope(),
                claim.lines(),
                state,
                claim.root(),
                claim.accepted(),
                claim.answer(),
                claim.paid(),
                claim.clawbacks(),
                claim.repaid(),
                claim.references());
    }

    private Claim with(
            ClaimState state,
            SortedMap<String, Money> paid,
            SortedMap<String, List<Money>> clawbacks,
            Money repaid,
            String reference) {
        SortedSet<String> references = new TreeSet<>(claim.references());
        references.add(reference);
        return new Claim(
                claim.number(),
                claim.scope(),
                claim.lines(),
                state,
                claim.root(),
                claim.accepted(),
                claim.answer(),
                paid,
                clawbacks,
                repaid,
                references);
    }
}
