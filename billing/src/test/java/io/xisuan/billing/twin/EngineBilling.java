package io.xisuan.billing.twin;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.LostWorkFinding;
import io.xisuan.billing.rating.LostWorkFindings;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.subsidy.Grant;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.subsidy.Subsidiser;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.billing.tariff.Commitment;
import io.xisuan.billing.tariff.ComponentPrice;
import io.xisuan.billing.tariff.LostWork;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.billing.tariff.PriceRule;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.tariff.TimeWindow;
import io.xisuan.billing.tariff.VersionTerms;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine's answer to a history. */
final class EngineBilling {
    private static final AcceleratorModel MODEL = AcceleratorModel.NVIDIA_H800;

    private EngineBilling() {}

    static List<PlainBilling.Line> lines(History history, List<UsageInterval> arrived) {
        Grants grants =
                new Grants(history.vouchers().stream().map(EngineBilling::terms).toList());
        Rater rater = new Rater(
                        tariffs(history),
                        AttemptStarts.of(arrived),
                        contract -> history.lockDays().get(contract.value().equals("c-1") ? 0 : 1),
                        grants)
                .crediting(findings(history));
        List<Charge> charges = rater.charges(new UsageSet(arrived), History.MONTH);
        return Subsidiser.subsidised(charges, grants, bounds(history, grants)).stream()
                .map(EngineBilling::line)
                .toList();
    }

    private static PlainBilling.Line line(SubsidisedCharge subsidised) {
        Charge charge = subsidised.charge();
        return new PlainBilling.Line(
                charge.firstInstantMillis(),
                charge.key().attempt().job().uid(),
                charge.key().attempt().attempt(),
                charge.key().contract().value(),
                charge.key().day().toString(),
                charge.key().component(),
                charge.key().site().value(),
                charge.key().tariffVersion(),
                charge.key().tier(),
                charge.key().funding(),
                charge.quantity().value(),
                charge.gross().fen(),
                subsidised.subsidy().fen(),
                subsidised.reimbursable().fen());
    }

    private static TariffBook tariffs(History history) {
        return new TariffBook(List.of(new Tariff(
                "list", history.versions().stream().map(EngineBilling::version).toList())));
    }

    private static TariffVersion version(History.Version version) {
        List<ComponentPrice> storage = version.storage() == 0
                ? List.of()
                : List.of(new ComponentPrice(
                        Component.STORAGE, RandomMonth.WEST, new HourlyPrice(version.storage()), Rate.percent(9)));
        return new TariffVersion(
                version.id(),
                version.effective(),
                Rate.percent(6),
                List.of(
                        PriceRule.allDay(RandomMonth.WEST, MODEL, new HourlyPrice(version.west())),
                        PriceRule.allDay(RandomMonth.EAST, MODEL, new HourlyPrice(version.eastByDay())),
                        new PriceRule(
                                RandomMonth.EAST,
                                MODEL,
                                Optional.of(TimeWindow.parse("22:00-08:00")),
                                new HourlyPrice(version.eastByNight()))),
                new VersionTerms(
                        storage,
                        Commitment.NONE,
                        LostWork.of(Map.of(
                                LostWorkCause.OWNER_RECLAIM,
                                version.onReclaim(),
                                LostWorkCause.NODE_FAULT,
                                version.onFault()))));
    }

    private static GrantTerms terms(History.Voucher voucher) {
        ProgrammeId programme = programme(voucher);
        VoucherId id = new VoucherId(voucher.id());
        return GrantTerms.alone(
                new Grant(programme, id, "No. " + voucher.id(), "Bureau"),
                History.contract(voucher.contract()),
                voucher.deducted() ? Settlement.PROVIDER_CLAIM : Settlement.CUSTOMER_REIMBURSED,
                voucher.withVat() ? VatBasis.WITH_VAT : VatBasis.WITHOUT_VAT,
                voucher.validity(),
                List.of(AccountId.voucher(programme, id), cap(voucher)),
                6,
                Map.of(
                        voucher.east() ? RandomMonth.AT_EAST : RandomMonth.AT_WEST,
                        new Verdict.Covered(Rate.percent(voucher.percent()), "covered")));
    }

    private static ProgrammeId programme(History.Voucher voucher) {
        return new ProgrammeId("p-" + voucher.programme());
    }

    private static AccountId cap(History.Voucher voucher) {
        return AccountId.cap(programme(voucher), new TenantId("t"), 2025);
    }

    private static LostWorkFindings findings(History history) {
        return new LostWorkFindings(history.losses().stream()
                .map(loss -> new LostWorkFinding(
                        loss.jobUid(), loss.attempt(), loss.cause(), loss.lost(), "report", "lin", "chen"))
                .toList());
    }

    private static FundingBounds bounds(History history, Grants grants) {
        Map<AccountId, Money> remaining = new HashMap<>();
        Map<FundingBounds.Draw, Money> held = new HashMap<>();
        for (History.Voucher voucher : history.vouchers()) {
            remaining.put(
                    AccountId.voucher(programme(voucher), new VoucherId(voucher.id())), Money.ofFen(voucher.fen()));
            remaining.put(cap(voucher), Money.ofFen(voucher.capFen()));
        }
        for (GrantTerms terms : grants.all()) {
            for (History.Held hold : history.holds()) {
                if (terms.grant().voucher().value().equals(hold.voucher())) {
                    FundingBounds.Draw draw = new FundingBounds.Draw(
                            terms.legsAt(History.MONTH.startMillis()), hold.jobUid(), hold.attempt());
                    held.put(draw, Money.ofFen(hold.fen()));
                }
            }
        }
        return new FundingBounds(remaining, held);
    }
}
