package io.xisuan.billing.programme;

import io.xisuan.billing.party.ContractTerm;
import io.xisuan.model.Rational;
import java.time.LocalDate;
import java.util.Optional;

/** The part of a base that falls into a programme's period: the days of the overlap over the days of the contract. */
public record DayShare(ContractTerm period, DayCount count) {
    /** Returns the share, or empty when the contract lies outside the period or has no day to count. */
    Optional<Rational> of(ContractTerm contract) {
        Optional<ContractTerm> overlap = overlap(contract);
        if (overlap.isEmpty() || days(contract) == 0) {
            return Optional.empty();
        }
        return Optional.of(Rational.of(days(overlap.get()), days(contract)));
    }

    /** Returns the days of a term as this rule counts them. */
    long days(ContractTerm term) {
        return switch (count) {
            case LAST_LESS_FIRST -> term.dayDifference();
            case INCLUSIVE -> term.dayDifference() + 1L;
        };
    }

    Optional<ContractTerm> overlap(ContractTerm contract) {
        LocalDate from = period.from().isAfter(contract.from()) ? period.from() : contract.from();
        LocalDate to = period.to().isBefore(contract.to()) ? period.to() : contract.to();
        return to.isBefore(from) ? Optional.empty() : Optional.of(new ContractTerm(from, to));
    }
}
