package io.xisuan.billing.subsidy;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.programme.BaseKind;
import io.xisuan.billing.programme.CapYear;
import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Evaluation;
import io.xisuan.billing.programme.Fact;
import io.xisuan.billing.programme.Field;
import io.xisuan.billing.programme.ProgrammeEvaluation;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.programme.Source;
import io.xisuan.billing.programme.Terms;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.programme.Workload;
import io.xisuan.billing.programme.YearOf;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rounding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Reads a grant and its programme's rules into the terms that billing applies: one verdict per site and model, as of one
 * day of use.
 *
 * <p>The grant's letter replaces the programme's amount and validity. A yearly cap that the text states bounds it too, as
 * a balance that others draw on as well.
 */
public final class GrantReader {
    /** How many months after the billing month a reimbursement is guessed to arrive where nobody says so: a house rule. */
    public static final int LIKELY_AFTER_MONTHS = 6;

    private final GrantCase grantCase;
    private final GrantLetter voucher;
    private final CaseFacts facts;

    private GrantReader(GrantCase grantCase, GrantLetter voucher, LocalDate on) {
        this.grantCase = grantCase;
        this.voucher = voucher;
        this.facts = grantCase
                .facts(voucher)
                .with(Fact.COMPONENT, Component.COMPUTE)
                .with(Fact.WORKLOAD, Workload.TRAINING)
                .with(Fact.ON, on);
    }

    /** What a grant comes to: how billing applies it, and the balances to open for it. */
    public record Read(GrantTerms terms, List<Balance> balances) {
        public Read {
            balances = List.copyOf(balances);
        }
    }

    /**
     * A balance to open.
     *
     * @param most what it never passes, however many grants add to it
     */
    public record Balance(AccountId account, Authority authority, Money granted, Money most) {
        private Balance plus(Balance other) {
            return authority == Authority.OURS
                    ? new Balance(
                            account, authority, granted.plus(other.granted).min(most), most)
                    : this;
        }
    }

    /**
     * Returns the terms of a grant.
     *
     * @param sites the items that may be used, each with the jurisdiction of its site
     * @param on the day of use that the rules are read for, as the first of the billing month
     */
    public static Read read(
            GrantCase grantCase, GrantLetter voucher, SortedMap<Jurisdiction, List<Item>> sites, LocalDate on) {
        return new GrantReader(grantCase, voucher, on).read(sites, on);
    }

    /** Returns the commands that open the balances of all grants, in order of account; what letters allocate adds up. */
    public static List<Command.Open> openings(List<Read> grants) {
        TreeMap<AccountId, Balance> balances = new TreeMap<>();
        for (Read grant : grants) {
            for (Balance balance : grant.balances()) {
                balances.merge(balance.account(), balance, Balance::plus);
            }
        }
        return balances.values().stream()
                .map(balance -> new Command.Open(
                        "open " + balance.account(), balance.account(), balance.authority(), balance.granted()))
                .toList();
    }

    private Read read(SortedMap<Jurisdiction, List<Item>> sites, LocalDate on) {
        Map<Item, Verdict> verdicts = new HashMap<>();
        Optional<Terms> terms = Optional.empty();
        for (Map.Entry<Jurisdiction, List<Item>> entry : sites.entrySet()) {
            for (Item item : entry.getValue()) {
                Evaluation evaluation = ProgrammeEvaluation.evaluate(
                        grantCase.programme(),
                        facts.with(Fact.SITE, entry.getKey())
                                .with(Fact.ACCELERATOR, item.model())
                                .with(Fact.COMPONENT, item.component()));
                verdicts.put(item, verdict(evaluation));
                if (terms.isEmpty() && evaluation instanceof Evaluation.Eligible eligible) {
                    terms = Optional.of(eligible.terms());
                }
            }
        }
        List<Balance> balances = balances(terms, on);
        return new Read(grantTerms(terms, verdicts, balances), balances);
    }

    private GrantTerms grantTerms(Optional<Terms> terms, Map<Item, Verdict> verdicts, List<Balance> balances) {
        ProgrammeVersion version = grantCase.programme().versionFor(facts);
        String payer =
                terms.flatMap(Terms::payer).orElse(grantCase.programme().names().zh());
        return new GrantTerms(
                new Grant(grantCase.programme().id(), voucher.voucher(), voucher.number(), payer),
                grantCase.contract().id(),
                terms.map(Terms::settlement)
                        .orElse(stated(version.payout().settlement(), Settlement.CUSTOMER_REIMBURSED)),
                terms.map(Terms::vat).orElse(stated(version.base().vat(), VatBasis.WITHOUT_VAT)),
                validity(),
                balances.stream().map(Balance::account).toList(),
                LIKELY_AFTER_MONTHS,
                terms.map(StackRules::of).orElse(StackRules.PLAIN),
                verdicts);
    }

    /** Returns the letter's days as half-open instants of Asia/Shanghai. */
    private Interval validity() {
        return new Interval(
                BillingPeriod.startOfDayMillis(voucher.validity().from()),
                BillingPeriod.startOfDayMillis(voucher.validity().to().plusDays(1)));
    }

    /**
     * A letter that the supplier may deduct is an allocation: its amount was set aside within the firm's yearly cap, so the voucher
     * and that part of the cap are ours. What is paid afterwards is bounded by what was announced and by the cap of the text.
     */
    private List<Balance> balances(Optional<Terms> terms, LocalDate on) {
        boolean binding =
                terms.map(known -> known.settlement().deductedBySupplier()).orElse(false);
        Authority authority = voucher.authority().orElse(binding ? Authority.OURS : Authority.DECLARED);
        Money amount = terms.map(this::amount).orElse(voucher.amount());
        List<Balance> balances = new ArrayList<>();
        balances.add(new Balance(
                AccountId.voucher(grantCase.programme().id(), voucher.voucher()), authority, amount, amount));
        terms.ifPresent(known -> balances.addAll(
                caps(known, on, new Bound(authority, binding ? Optional.of(amount) : Optional.empty()))));
        terms.ifPresent(known -> balances.addAll(pools(known, on)));
        return balances;
    }

    /**
     * Whose a cap is, and what of it.
     *
     * @param allocated the part that the letter sets aside; empty where all of the cap may be drawn on
     */
    private record Bound(Authority authority, Optional<Money> allocated) {
        Balance of(AccountId account, Money cap) {
            return new Balance(account, authority, allocated.map(cap::min).orElse(cap), cap);
        }
    }

    /**
     * The firm's cap of each year, or where the text knows no yearly one its cap in all. Programmes that share a cap draw on one
     * balance, which bears the name of their group.
     */
    private List<Balance> caps(Terms terms, LocalDate on, Bound bound) {
        ProgrammeId owner = terms.capGroup()
                .map(ProgrammeId::new)
                .orElse(grantCase.programme().id());
        if (terms.limits().perPartyYear().isPresent()) {
            Money cap = terms.limits().perPartyYear().get();
            return years(terms.yearOf(), on).stream()
                    .map(year -> bound.of(AccountId.cap(owner, grantCase.buyer().tenant(), year), cap))
                    .toList();
        }
        return terms
                .limits()
                .perParty()
                .map(cap -> bound.of(AccountId.capInAll(owner, grantCase.buyer().tenant()), cap))
                .stream()
                .toList();
    }

    /** A pool is a public figure that others draw on as well: it bounds what is given, and is never promised from. */
    private List<Balance> pools(Terms terms, LocalDate on) {
        return terms.limits()
                .poolPerYear()
                .map(pool -> years(terms.yearOf(), on).stream()
                        .map(year -> new Balance(
                                AccountId.pool(grantCase.programme().id(), year), Authority.PUBLISHED, pool, pool))
                        .toList())
                .orElse(List.of());
    }

    /** Returns the letter's amount; where the base is the contract's fee, at most the rate of that fee. */
    private Money amount(Terms terms) {
        return terms.base() == BaseKind.CONTRACT_FEE
                ? voucher.amount().min(terms.rate().of(grantCase.contract().amount(), Rounding.FLOOR))
                : voucher.amount();
    }

    /**
     * Returns the years of a cap or pool from the year before to the year after, as far as the letter is valid: what is used now may
     * start before New Year or run over it. Claims and payments are expected in the year of use; where they are not, the claim moves
     * them.
     */
    private List<Integer> years(Optional<YearOf> yearOf, LocalDate on) {
        int now = on.getYear();
        int first = Math.min(now, Math.max(now - 1, voucher.validity().from().getYear()));
        int last = Math.max(now, Math.min(now + 1, voucher.validity().to().getYear()));
        return yearOf.filter(rule -> rule == YearOf.CONTRACT)
                .map(rule -> List.of(grantCase.contract().signedOn().getYear()))
                .orElseGet(() -> IntStream.rangeClosed(first, last).boxed().toList());
    }

    private static Verdict verdict(Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Eligible eligible
            when eligible.terms().fixed().isPresent() ->
                new Verdict.NotCovered("rates: one fixed amount, not tied to use");
            case Evaluation.Eligible eligible
            when eligible.terms().settlement() == Settlement.LATER_VOUCHER ->
                new Verdict.NotCovered("settlement: a voucher for later use, no money for this use");
            case Evaluation.Eligible eligible
            when eligible.terms()
                    .capYear()
                    .filter(year -> year == CapYear.ROLLING)
                    .isPresent() -> new Verdict.Unknown("capYear: a cap over rolling months is not kept yet");
            case Evaluation.Eligible eligible ->
                new Verdict.Covered(
                        eligible.terms().rate(),
                        "%s of the %s"
                                .formatted(
                                        eligible.terms().rate(),
                                        switch (eligible.terms().base()) {
                                            case CONTRACT_FEE -> "contract fee";
                                            case SETTLED_FEE -> "settled fee";
                                            case USAGE_FEE -> "fee of what is used";
                                            case APPROVED_AMOUNT -> "approved amount";
                                            case NO_FEE -> throw new IllegalStateException("no fee has no rate");
                                        }));
            case Evaluation.NotEligible no -> new Verdict.NotCovered(no.rule() + ": " + no.why());
            case Evaluation.Refused refused -> new Verdict.Unknown(refused.field() + ": " + refused.missing());
        };
    }

    private static <T> T stated(Field<T> field, T otherwise) {
        return field instanceof Field.Given<T>(T value, Source source) ? value : otherwise;
    }
}
