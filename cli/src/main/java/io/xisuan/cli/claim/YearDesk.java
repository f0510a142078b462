package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimAnswer;
import io.xisuan.billing.claim.ClaimCase;
import io.xisuan.billing.claim.ClaimRefusal;
import io.xisuan.billing.claim.ClaimYears;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.programme.YearOf;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.voucher.Leading;
import java.util.List;
import java.util.Optional;

/** Moves what a claim draws on to the year of the claim or of the payment, where the programme counts that one. */
final class YearDesk {
    private final Store store;

    YearDesk(Store store) {
        this.store = store;
    }

    /** Moves it, or returns which balance of that year has no room; what was moved before that stays moved. */
    Optional<ClaimAnswer.Refused> move(Claim claim, ClaimCase known, int year) {
        boolean moves = known.version()
                .limits()
                .yearOf()
                .known()
                .filter(rule -> rule == YearOf.CLAIM || rule == YearOf.PAYMENT)
                .isPresent();
        List<Command> commands = moves
                ? ClaimYears.transfers(
                        claim,
                        year,
                        attempt -> store.hold(new HoldOwner(
                                claim.scope().supplier(), attempt.job().uid(), attempt.attempt())))
                : List.of();
        if (commands.isEmpty()) {
            return Optional.empty();
        }
        List<Answer> answers = store.apply(Leading.epoch(store, "claim freeze"), commands);
        for (Answer answer : answers) {
            if (answer instanceof Answer.Refused no) {
                return Optional.of(new ClaimAnswer.Refused(
                        ClaimRefusal.NO_HEADROOM,
                        "the year %d cannot bear it: %s, %s".formatted(year, no.reason(), no.detail())));
            }
        }
        return Optional.empty();
    }
}
