package io.xisuan.billing.programme;

import io.xisuan.billing.party.ContractTerm;
import io.xisuan.model.Rational;
import java.util.Optional;

/**
 * The part of a base that falls into a programme's period, by days of the contract: the days of the overlap over the days
 * of the contract, both as the last day less the first (as Nanning's official example counts: 305 / 729).
 */
public record DayShare(ContractTerm period) {
    /** Returns the share, or empty when the contract lies outside the period or has no second day. */
    Optional<Rational> of(ContractTerm contract) {
        Optional<ContractTerm> overlap = overlap(contract);
        if (overlap.isEmpty() || contract.dayDifference() == 0) {
            return Optional.empty();
        }
        return Optional.of(Rational.of(overlap.get().dayDifference(), contract.dayDifference()));
    }

    Optional<ContractTerm> overlap(ContractTerm contract) {
        var from = period.from().isAfter(contract.from()) ? period.from() : contract.from();
        var to = period.to().isBefore(contract.to()) ? period.to() : contract.to();
        return to.isBefore(from) ? Optional.empty() : Optional.of(new ContractTerm(from, to));
    }
}
