package io.xisuan.billing.programme;

import io.xisuan.billing.party.ContractTerm;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;

/** Step one of an evaluation: day, buyer and purchase. */
final class EligibilityRules {
    private EligibilityRules() {}

    static void check(ProgrammeVersion version, Trail trail) {
        period(version.validity(), trail);
        contract(version.validity(), trail);
        buyer(version.buyer(), trail);
        purchase(version.purchase(), trail);
        stacking(version.purchase().stacking(), trail);
    }

    private static void period(Validity rules, Trail trail) {
        CaseFacts facts = trail.facts();
        grantValidity(trail);
        voucherMonths(rules, trail);
        usePeriod(rules, trail);
        windows(rules, trail);
        if (facts.get(Fact.IN_FORCE).isPresent()) {
            inForce(facts.get(Fact.IN_FORCE).orElseThrow(), trail);
            return;
        }
        Fact<LocalDate> binding = binding(rules.bindBy(), facts);
        Optional<LocalDate> day = facts.get(binding);
        if (day.isEmpty()) {
            trail.assume(binding, "a day on which this version holds");
            return;
        }
        trail.knownOrGranted("from", rules.from()).ifPresent(from -> {
            if (day.get().isBefore(from.value())) {
                trail.notEligible("from", "%s is before %s".formatted(day.get(), from.value()), from.source());
            }
        });
        trail.knownOrGranted("to", rules.to()).ifPresent(to -> {
            if (day.get().isAfter(to.value())) {
                trail.notEligible("to", "%s is after %s".formatted(day.get(), to.value()), to.source());
            }
        });
    }

    private static void inForce(boolean inForce, Trail trail) {
        Source source = new Source("stated with the case", Confidence.HOUSE);
        if (inForce) {
            trail.step("inForce", "the version holds on the day", source);
        } else {
            trail.notEligible("inForce", "the programme is not in force on the day", source);
        }
    }

    /** Returns the fact whose day decides the version; with a grant its day where the text does not say. */
    static Fact<LocalDate> binding(Field<BindBy> bindBy, CaseFacts facts) {
        if (bindBy instanceof Field.Given<BindBy>(BindBy by, Source source)) {
            return switch (by) {
                case USE -> Fact.ON;
                case CONTRACT -> Fact.SIGNED_ON;
                case GRANT -> facts.hasGrant() ? Fact.GRANTED_ON : Fact.ON;
            };
        }
        return facts.hasGrant() ? Fact.GRANTED_ON : Fact.ON;
    }

    private static void grantValidity(Trail trail) {
        Optional<ContractTerm> validity = trail.facts().get(Fact.GRANT_VALIDITY);
        Optional<LocalDate> day = trail.facts().get(Fact.ON);
        if (validity.isPresent() && day.isPresent() && !validity.get().contains(day.get())) {
            trail.notEligible(
                    "grantValidity",
                    "%s is outside the grant's validity %s".formatted(day.get(), validity.get()),
                    new Source("the grant", Confidence.A));
        }
    }

    /**
     * A grant's own days stand in for a validity that the text leaves open; they never outlast one that it states. Without its
     * last day the day of use is measured.
     */
    private static void voucherMonths(Validity rules, Trail trail) {
        Optional<LocalDate> last = trail.facts()
                .get(Fact.GRANT_VALIDITY)
                .map(ContractTerm::to)
                .or(() -> trail.facts().get(Fact.ON));
        Optional<LocalDate> granted = trail.facts().get(Fact.GRANTED_ON);
        if (last.isPresent()
                && granted.isPresent()
                && rules.voucherMonths() instanceof Field.Given<Integer>(Integer months, Source source)
                && last.get().isAfter(granted.get().plusMonths(months))) {
            trail.notEligible(
                    "voucherMonths",
                    "the grant of %s would be used until %s, longer than the %d months of the text"
                            .formatted(granted.get(), last.get(), months),
                    source);
        }
    }

    private static void usePeriod(Validity rules, Trail trail) {
        trail.knownOrGranted("usePeriod", rules.usePeriod()).ifPresent(given -> {
            Optional<LocalDate> day = trail.facts().get(Fact.ON);
            if (day.isEmpty()) {
                trail.assume(Fact.ON, "a day of the use that is paid for: " + given.value());
            } else if (given.value().contains(day.get())) {
                trail.step("usePeriod", "%s: %s".formatted(Fact.ON, day.get()), given.source());
            } else {
                trail.notEligible(
                        "usePeriod", "use on %s is outside %s".formatted(day.get(), given.value()), given.source());
            }
        });
    }

    /** A grant was claimed in time; without one an unknown window matters only to a claim whose day is given. */
    private static void windows(Validity rules, Trail trail) {
        Optional<LocalDate> day = trail.facts().get(Fact.CLAIMED_ON);
        if (trail.facts().hasGrant() || (rules.windows().isUnknown() && day.isEmpty())) {
            return;
        }
        trail.known("windows", rules.windows()).ifPresent(given -> {
            String all = given.value().stream()
                    .map(window -> "%s %s".formatted(window.name(), window.days()))
                    .collect(Collectors.joining(", "));
            if (day.isEmpty()) {
                trail.assume(Fact.CLAIMED_ON, "a day within " + all);
            } else if (given.value().stream().anyMatch(window -> window.days().contains(day.get()))) {
                trail.step("windows", "%s: %s".formatted(Fact.CLAIMED_ON, day.get()), given.source());
            } else {
                trail.notEligible("windows", "a claim on %s is outside %s".formatted(day.get(), all), given.source());
            }
        });
    }

    private static void contract(Validity rules, Trail trail) {
        trail.require(new Trail.Requirement<>(
                "signedFrom", rules.signedFrom(), Fact.SIGNED_ON, (first, signed) -> !signed.isBefore(first)));
        trail.require(new Trail.Requirement<>(
                "maxContractMonths",
                rules.maxContractMonths(),
                Fact.CONTRACT,
                (months, term) -> term.isAtMostMonths(months)));
    }

    private static void buyer(BuyerRules rules, Trail trail) {
        trail.require(new Trail.Requirement<>(
                "kinds", rules.kinds(), Fact.PARTY_KIND, (kinds, kind) -> kinds.contains(kind)));
        trail.require(
                new Trail.Requirement<>("sizes", rules.sizes(), Fact.SIZE, (sizes, size) -> sizes.contains(size)));
        trail.require(new Trail.Requirement<>(
                "registration",
                rules.registration(),
                Fact.REGISTRATION,
                (places, place) -> places.stream().anyMatch(p -> p.contains(place))));
        trail.require(new Trail.Requirement<>(
                "taxDomicile",
                rules.taxDomicile(),
                Fact.TAX_DOMICILE,
                (places, place) -> places.stream().anyMatch(p -> p.contains(place))));
        trail.require(new Trail.Requirement<>(
                "cleanRecordYears", rules.cleanRecordYears(), Fact.CLEAN_RECORD, (years, clean) -> clean));
        trail.require(new Trail.Requirement<>(
                "industries",
                rules.industries(),
                Fact.INDUSTRIES,
                (paid, own) -> own.stream().anyMatch(paid::contains)));
        trail.require(new Trail.Requirement<>(
                "industriesExcluded",
                rules.industriesExcluded(),
                Fact.INDUSTRIES,
                (excluded, own) -> own.stream().noneMatch(excluded::contains)));
    }

    private static void purchase(PurchaseRules rules, Trail trail) {
        trail.require(new Trail.Requirement<>(
                "sites",
                rules.sites(),
                Fact.SITE,
                (places, site) -> places.stream().anyMatch(p -> p.contains(site))));
        trail.requireUnless(
                true,
                new Trail.Requirement<>(
                        "suppliers", rules.suppliers(), Fact.SUPPLIER_LISTED, (list, listed) -> listed));
        trail.requireUnless(
                false,
                new Trail.Requirement<>(
                        "unrelatedOnly", rules.unrelatedOnly(), Fact.RELATED, (asked, related) -> !asked || !related));
        trail.requireUnless(
                true,
                new Trail.Requirement<>("ownUseOnly", rules.ownUseOnly(), Fact.OWN_USE, (asked, own) -> !asked || own));
        trail.requireUnless(
                false,
                new Trail.Requirement<>(
                        "ownBuiltExcluded",
                        rules.ownBuiltExcluded(),
                        Fact.OWN_BUILT,
                        (asked, built) -> !asked || !built));
        contractOnce(rules.contractOnce(), trail);
        trail.require(new Trail.Requirement<>(
                "accelerators",
                rules.accelerators(),
                Fact.ACCELERATOR,
                (origins, model) -> origins.contains(Conditions.origin(model))));
        trail.require(new Trail.Requirement<>(
                "components", rules.components(), Fact.COMPONENT, (known, component) -> known.contains(component)));
        trail.require(new Trail.Requirement<>(
                "workloads", rules.workloads(), Fact.WORKLOAD, (known, workload) -> known.contains(workload)));
    }

    /** Whether a contract is paid for twice matters only when it was paid for before. */
    private static void contractOnce(Field<Boolean> field, Trail trail) {
        if (trail.facts().get(Fact.CONTRACT_USED).orElse(false)) {
            trail.known("contractOnce", field)
                    .filter(Field.Given::value)
                    .ifPresent(given ->
                            trail.notEligible("contractOnce", "the contract was paid for before", given.source()));
        }
    }

    /** Other subsidies matter only when there are some. */
    private static void stacking(Field<Stacking> field, Trail trail) {
        if (!othersPay(trail.facts())) {
            return;
        }
        trail.known("stacking", field).ifPresent(given -> {
            switch (given.value().kind()) {
                case ALLOWED -> trail.step("stacking", "other subsidies are allowed", given.source());
                case NO_OTHER_SUBSIDY ->
                    trail.notEligible("stacking", "another subsidy is paid for the same contract", given.source());
                case BEST_OF_GROUP ->
                    trail.step(
                            "stacking",
                            "only the best of the group %s is paid"
                                    .formatted(given.value().group().orElseThrow()),
                            given.source());
            }
        });
    }

    static boolean othersPay(CaseFacts facts) {
        return facts.get(Fact.OTHER_SUBSIDY).orElse(false)
                || facts.get(Fact.OTHER_AMOUNT).filter(Money::isPositive).isPresent();
    }
}
