package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimAnswer;
import io.xisuan.billing.claim.ClaimCase;
import io.xisuan.billing.claim.ClaimRefusal;
import io.xisuan.billing.claim.ClaimYears;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.programme.YearOf;
import io.xisuan.billing.store.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what would have to move to the year of the claim or of the payment, where the programme counts that one.
 *
 * <p>Balances belong to the leader, so a claim cannot move them together with its approval; one that would have to is refused before
 * anything moves.
 */
final class YearDesk {
    private final Store store;

    YearDesk(Store store) {
        this.store = store;
    }

    /** Returns why a claim cannot be frozen in that year; empty when all it draws on counts for it, or for the year of use. */
    Optional<ClaimAnswer.Refused> refusal(Claim claim, ClaimCase known, int year) {
        Optional<YearOf> rule = known.version()
                .limits()
                .yearOf()
                .known()
                .filter(counted -> counted == YearOf.CLAIM || counted == YearOf.PAYMENT);
        List<Command> moves = rule.isEmpty()
                ? List.of()
                : ClaimYears.transfers(
                        claim,
                        year,
                        attempt -> store.hold(new HoldOwner(
                                claim.scope().supplier(), attempt.job().uid(), attempt.attempt())));
        return moves.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClaimAnswer.Refused(
                        ClaimRefusal.NO_HEADROOM,
                        "%s counts for the year of the %s, %d, and %d amounts of %s are held in another year: they cannot be moved yet, so it is not frozen"
                                .formatted(
                                        claim.scope().programme(),
                                        rule.get().name().toLowerCase(Locale.ROOT),
                                        year,
                                        moves.size(),
                                        claim.name())));
    }
}
