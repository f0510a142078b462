package io.xisuan.billing.invoice;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.FundingStates;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.rating.LostWorkFindings;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.tariff.Commitment;
import io.xisuan.billing.tariff.PriceRule;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The lines of what contracts fell short of in a month: committed device-hours that were not used, and what is then missing to a minimum
 * charge.
 *
 * <p>A contract is bound by the price lists that priced any of its time in the month, on the days on which a version is in force at the
 * day's first instant. The lines bear the version's VAT and no subsidy, because nothing was used. Lost work counts at list
 * price, as if it had not been credited: what the seller credits is not asked back as a minimum.
 */
final class Shortfalls {
    private static final String COMMITTED = "unused-commitment";
    private static final String MINIMUM = "to-minimum-charge";
    private static final long MICROS_PER_FEN = 10_000;
    private static final int UID_LENGTH = 16;

    private Shortfalls() {}

    /**
     * Returns the charges; none while more of the month follows.
     *
     * @param rater as the month's usage is priced, counting from its first use
     */
    static List<Charge> of(CloseInput input, Rater rater) {
        List<Charge> shortfalls = new ArrayList<>();
        boolean any = input.tariffs().tariffs().stream()
                .flatMap(tariff -> tariff.versions().stream())
                .anyMatch(version -> !version.terms().commitment().equals(Commitment.NONE));
        if (any && input.wholeMonth().isPresent()) {
            Map<ContractId, List<Charge>> month = new TreeMap<>();
            for (Charge charge : rater.crediting(LostWorkFindings.NONE)
                    .charges(input.wholeMonth().get(), input.period().interval())) {
                month.computeIfAbsent(charge.key().contract(), contract -> new ArrayList<>())
                        .add(charge);
            }
            month.forEach((contract, charges) -> {
                ContractTerms terms =
                        Optional.ofNullable(input.contracts().get(contract)).orElseThrow();
                for (Tariff tariff : input.tariffs().tariffs()) {
                    shortfalls.addAll(new Owed(terms, input.period(), charges).of(tariff));
                }
            });
        }
        return shortfalls;
    }

    /** What one contract owes. */
    private record Owed(ContractTerms terms, BillingPeriod period, List<Charge> charges) {
        List<Charge> of(Tariff tariff) {
            Set<String> ids = tariff.versions().stream().map(TariffVersion::id).collect(Collectors.toSet());
            List<Charge> priced = charges.stream()
                    .filter(charge -> ids.contains(charge.key().tariffVersion()))
                    .toList();
            List<Charge> owed = new ArrayList<>();
            for (TariffVersion version : priced.isEmpty() ? List.<TariffVersion>of() : tariff.versions()) {
                owed.addAll(of(version, priced));
            }
            return owed;
        }

        private List<Charge> of(TariffVersion version, List<Charge> priced) {
            List<LocalDate> days = days(version);
            if (days.isEmpty() || version.rules().isEmpty()) {
                return List.of();
            }
            List<Charge> own = priced.stream()
                    .filter(charge -> days.contains(charge.key().day()))
                    .toList();
            DeviceMillis used = DeviceMillis.sum(own.stream()
                    .filter(charge -> charge.key().component() == Component.COMPUTE)
                    .map(Charge::quantity)
                    .toList());
            Money gross = own.stream().map(Charge::gross).reduce(Money.ZERO, Money::plus);
            Rational part = Rational.of(days.size(), period.month().lengthOfMonth());
            Commitment commitment = version.terms().commitment();
            Commitment.Shortfall missing = commitment.shortfall(used, gross, part);
            List<Charge> owed = new ArrayList<>();
            if (missing.unused().value() > 0) {
                owed.add(charge(version, COMMITTED, missing.unused(), commitment.shortfallPrice()));
            }
            if (missing.toMinimum().isPositive()) {
                HourlyPrice amount =
                        new HourlyPrice(Math.multiplyExact(missing.toMinimum().fen(), MICROS_PER_FEN));
                owed.add(charge(version, MINIMUM, new DeviceMillis(DeviceMillis.PER_HOUR), amount));
            }
            return owed;
        }

        private List<LocalDate> days(TariffVersion version) {
            List<LocalDate> days = new ArrayList<>();
            for (Interval day : BillingPeriod.splitByDay(period.interval())) {
                LocalDate date = BillingPeriod.dayOf(day.startMillis());
                boolean bound = terms.term().map(term -> term.contains(date)).orElse(true);
                if (bound && version.effective().contains(day.startMillis())) {
                    days.add(date);
                }
            }
            return days;
        }

        /** A minimum charge is written as one device-hour at what is missing, so that its amount is exact. */
        private Charge charge(TariffVersion version, String tier, DeviceMillis quantity, HourlyPrice price) {
            PriceRule first = version.rules().getFirst();
            String uid = Sha256.hexOfFields(List.of(terms.contract().value(), period.toString()));
            JobId nobody = new JobId(
                    terms.buyer().tenant().value(), "commitment", "commitment-" + uid.substring(0, UID_LENGTH));
            LocalDate last = period.month().atEndOfMonth();
            LineKey key = new LineKey(
                    terms.contract(),
                    new AttemptKey(nobody, 1),
                    Component.COMMITMENT,
                    first.site(),
                    first.model(),
                    version.id(),
                    tier,
                    FundingStates.SELF_PAY,
                    last);
            return new Charge(
                    key,
                    terms.buyer().tenant(),
                    BillingPeriod.startOfDayMillis(last),
                    quantity,
                    price,
                    version.vatRate());
        }
    }
}
