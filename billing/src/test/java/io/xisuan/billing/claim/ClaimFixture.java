package io.xisuan.billing.claim;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.Names;
import io.xisuan.billing.programme.BaseKind;
import io.xisuan.billing.programme.BaseRules;
import io.xisuan.billing.programme.BuyerRules;
import io.xisuan.billing.programme.Confidence;
import io.xisuan.billing.programme.Field;
import io.xisuan.billing.programme.Funding;
import io.xisuan.billing.programme.FundingShare;
import io.xisuan.billing.programme.LimitRules;
import io.xisuan.billing.programme.PayoutRules;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.billing.programme.PurchaseRules;
import io.xisuan.billing.programme.RateSetter;
import io.xisuan.billing.programme.Rates;
import io.xisuan.billing.programme.RoundingRule;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.programme.Source;
import io.xisuan.billing.programme.Validity;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Pieces of claims by hand: a programme, deductions, a claim. */
public final class ClaimFixture {
    public static final ProgrammeId PROGRAMME = new ProgrammeId("west-30");
    public static final ClaimScope SCOPE =
            new ClaimScope(RandomMonth.SUPPLIER, PROGRAMME, RandomMonth.PERIOD, RandomMonth.PERIOD, Optional.empty());
    public static final LocalDate DAY = LocalDate.of(2025, 4, 7);
    private static final Source TEXT = new Source("a text of our own for this test", Confidence.HOUSE);

    private ClaimFixture() {}

    /** Returns a case of the programme west-30: 30 % of the settled fee, city two thirds and district one. */
    public static ClaimCase known(Optional<RoundingRule> rounding) {
        return known(rounding, Settlement.PROVIDER_CLAIM, List.of());
    }

    /** Returns such a case with another way of paying, and with proofs that it asks for. */
    public static ClaimCase known(Optional<RoundingRule> rounding, Settlement settlement, List<String> proofs) {
        Funding funding = new Funding(List.of(
                new FundingShare("city", new Rate(Rational.of(2, 3))),
                new FundingShare("district", new Rate(Rational.of(1, 3)))));
        ProgrammeVersion version = new ProgrammeVersion(
                "2025",
                "a text of our own",
                List.of(),
                new Validity(none(), none(), none(), none(), none(), none(), none(), none()),
                new BuyerRules(none(), none(), none(), none(), none(), none(), none(), none()),
                new PurchaseRules(none(), none(), none(), none(), none(), none(), none(), none(), none(), none()),
                new BaseRules(
                        given(BaseKind.SETTLED_FEE),
                        given(VatBasis.WITH_VAT),
                        none(),
                        none(),
                        rounding.map(ClaimFixture::given).orElse(none())),
                given(Rates.flat(RateSetter.TEXT, Rate.percent(30))),
                new LimitRules(none(), none(), none(), none(), none(), none(), none(), none(), none(), none()),
                new PayoutRules(
                        given(settlement),
                        none(),
                        none(),
                        none(),
                        given(funding),
                        proofs.isEmpty() ? none() : given(proofs)));
        return new ClaimCase(
                new Programme(
                        PROGRAMME, new Names("算力券", "Vouchers"), new Jurisdiction("gansu/qingyang"), List.of(version)),
                new TreeMap<>());
    }

    /** Returns a deduction of one line. */
    public static Deduction deduction(String document, int line, long grossFen, long fen) {
        return new Deduction(
                document,
                line,
                new LineKey(
                        RandomMonth.ONE,
                        new AttemptKey(RandomMonth.job(line), 1),
                        Component.COMPUTE,
                        RandomMonth.WEST,
                        AcceleratorModel.NVIDIA_H800,
                        "v1",
                        "all-day",
                        "west-30-v",
                        LocalDate.of(2025, 3, 1 + line % 28)),
                new TenantId("t-1"),
                PROGRAMME,
                new VoucherId("west-30-v"),
                Money.ofFen(grossFen),
                Money.ofFen(grossFen * 100 / 106),
                Money.ofFen(fen));
    }

    /** Returns untouched deductions of 30 % of each gross, floored as it runs up. */
    public static List<Claimable> stock(long... gross) {
        List<Claimable> stock = new ArrayList<>();
        long run = 0;
        long given = 0;
        for (int i = 0; i < gross.length; i++) {
            run += gross[i];
            long part = Math.floorDiv(run * 3, 10) - given;
            given += part;
            stock.add(Claimable.untouched(deduction("ZW-2025-000001", i + 1, gross[i], part), RandomMonth.PERIOD));
        }
        return stock;
    }

    /** Returns an open claim on all of a stock. */
    public static Claim open(List<Claimable> stock) {
        ClaimDraft draft = ClaimDraft.of(known(Optional.empty()), SCOPE, stock, DAY, false);
        return Claim.open(1, SCOPE, ((ClaimDraft.Lines) draft).lines());
    }

    /** Returns the month that {@link #SCOPE} covers. */
    public static BillingPeriod month() {
        return RandomMonth.PERIOD;
    }

    private static <T> Field<T> given(T value) {
        return Field.given(value, TEXT);
    }

    private static <T> Field<T> none() {
        return Field.none(TEXT);
    }
}
