package io.xisuan.billing;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.invoice.Buyer;
import io.xisuan.billing.invoice.CloseInput;
import io.xisuan.billing.invoice.ContractTerms;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.Seller;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.subsidy.Grant;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.billing.tariff.PriceRule;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.tariff.TimeWindow;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A made-up month of two tenants, three programmes and a price change, from a seed; and its pieces by hand. */
public final class RandomMonth {
    public static final BillingPeriod PERIOD = BillingPeriod.parse("2025-03");
    public static final SupplierId SUPPLIER = new SupplierId("zw-compute");
    public static final SiteId EAST = new SiteId("shanghai");
    public static final SiteId WEST = new SiteId("qingyang");
    public static final Item AT_WEST = new Item(WEST, AcceleratorModel.NVIDIA_H800);
    public static final Item AT_EAST = new Item(EAST, AcceleratorModel.NVIDIA_H800);
    public static final ContractId ONE = new ContractId("c-1");
    public static final ContractId TWO = new ContractId("c-2");
    public static final Interval YEAR =
            Interval.between(Instant.parse("2024-12-31T16:00:00Z"), Instant.parse("2025-12-31T16:00:00Z"));

    private RandomMonth() {}

    public static long at(String shanghaiTime) {
        return Instant.parse(shanghaiTime + ":00+08:00").toEpochMilli();
    }

    public static TariffBook tariffs() {
        Interval early = new Interval(YEAR.startMillis(), at("2025-03-15T12:00"));
        Interval late = new Interval(at("2025-03-15T12:00"), at("2027-01-01T00:00"));
        return new TariffBook(List.of(
                new Tariff("list", List.of(version("v1", early, "12.345678"), version("v2", late, "11.000001")))));
    }

    private static TariffVersion version(String id, Interval effective, String price) {
        return new TariffVersion(
                id,
                effective,
                Rate.percent(6),
                List.of(
                        PriceRule.allDay(WEST, AcceleratorModel.NVIDIA_H800, HourlyPrice.parse(price)),
                        PriceRule.allDay(EAST, AcceleratorModel.NVIDIA_H800, HourlyPrice.parse("15.999999")),
                        new PriceRule(
                                EAST,
                                AcceleratorModel.NVIDIA_H800,
                                Optional.of(TimeWindow.parse("22:00-08:00")),
                                HourlyPrice.parse("9.1"))));
    }

    /** Tenant 1 has 30 % deducted in the west and 25 % of the net paid later in the east; tenant 2 an unknown one. */
    public static Grants grants() {
        return new Grants(List.of(
                terms(
                        "west-30",
                        ONE,
                        Settlement.PROVIDER_CLAIM,
                        Map.of(
                                AT_WEST, new Verdict.Covered(Rate.percent(30), "30 % of the fee"),
                                AT_EAST, new Verdict.NotCovered("only in the west"))),
                terms(
                        "east-25",
                        ONE,
                        Settlement.CUSTOMER_REIMBURSED,
                        Map.of(
                                AT_WEST, new Verdict.NotCovered("only in the east"),
                                AT_EAST, new Verdict.Covered(Rate.percent(25), "25 % of the fee"))),
                terms("open", TWO, Settlement.PROVIDER_CLAIM, Map.of())));
    }

    public static GrantTerms terms(
            String programme, ContractId contract, Settlement settlement, Map<Item, Verdict> verdicts) {
        ProgrammeId id = new ProgrammeId(programme);
        VoucherId voucher = new VoucherId(programme + "-v");
        return GrantTerms.alone(
                new Grant(id, voucher, "No. " + programme, "Bureau of " + programme),
                contract,
                settlement,
                settlement.deductedBySupplier() ? VatBasis.WITH_VAT : VatBasis.WITHOUT_VAT,
                YEAR,
                List.of(
                        AccountId.voucher(id, voucher),
                        AccountId.cap(id, new TenantId("t-1"), 2025),
                        AccountId.pool(id, 2025)),
                6,
                verdicts);
    }

    /** Opens every balance: vouchers of 5,000.00, caps of 4,000.00 and pools of 100,000.00. */
    public static EntitlementBook balances() {
        EntitlementBook book = new EntitlementBook();
        for (ContractId contract : List.of(ONE, TWO)) {
            for (GrantTerms terms : grants().of(contract)) {
                for (AccountId account : terms.accounts()) {
                    Money granted = Money.parseYuan(
                            switch (account.kind()) {
                                case VOUCHER -> "5000";
                                case CAP -> "4000";
                                case POOL -> "100000";
                            });
                    book.apply(new Command.Open("open " + account, account, Authority.OURS, granted));
                }
            }
        }
        return book;
    }

    public static Map<ContractId, ContractTerms> contracts() {
        Seller seller = new Seller(SUPPLIER, "中卫算力", "Zhongwei Compute", Optional.empty(), Optional.empty());
        return CloseInput.byId(List.of(
                new ContractTerms(ONE, seller, buyer("t-1"), 30), new ContractTerms(TWO, seller, buyer("t-2"), 0)));
    }

    private static Buyer buyer(String tenant) {
        return new Buyer(new TenantId(tenant), "某公司", "A company", Optional.empty(), Optional.empty());
    }

    public static JobId job(int number) {
        return new JobId("ns", "job-" + number, "uid-%03d".formatted(number));
    }

    /** Returns the usage of one device; even jobs run in the west, jobs of contract 2 have odd tens. */
    public static UsageInterval usage(int jobNumber, int device, Interval interval) {
        boolean first = jobNumber / 10 % 2 == 0;
        String text = jobNumber + "/" + device + "/" + interval;
        return new UsageInterval(
                Sha256.hex(text),
                job(jobNumber),
                1,
                new TenantId(first ? "t-1" : "t-2"),
                first ? ONE : TWO,
                jobNumber % 2 == 0 ? WEST : EAST,
                new NodeName("node-1"),
                "nvidia.com/gpu/" + device,
                AcceleratorModel.NVIDIA_H800,
                AcceleratorShare.WHOLE,
                interval,
                new DeviceMillis(interval.lengthMillis()),
                UsageClass.BILLED,
                Optional.empty(),
                Sha256.hex("evidence"));
    }

    /** Returns some twenty jobs; some start before the month and some end after it. */
    public static List<UsageInterval> usage(SplittableRandom random) {
        List<UsageInterval> usage = new ArrayList<>();
        long from = PERIOD.interval().startMillis() - 86_400_000L;
        for (int number = 0; number < 20; number++) {
            long start = from + random.nextLong(PERIOD.interval().lengthMillis());
            Interval run = new Interval(start, start + 1 + random.nextLong(100 * 3_600_000L));
            int devices = 1 + random.nextInt(8);
            for (int device = 0; device < devices; device++) {
                usage.add(usage(number, device, run));
            }
        }
        return usage;
    }

    /** Returns the same time cut at random instants. */
    public static List<UsageInterval> cut(List<UsageInterval> usage, SplittableRandom random) {
        List<UsageInterval> parts = new ArrayList<>();
        for (UsageInterval whole : usage) {
            int number = Integer.parseInt(whole.job().uid().substring(4));
            int device = Integer.parseInt(whole.lane().substring("nvidia.com/gpu/".length()));
            long from = whole.interval().startMillis();
            while (from < whole.interval().endMillis()) {
                long left = whole.interval().endMillis() - from;
                long until = random.nextInt(3) == 0 ? from + left : from + 1 + random.nextLong(left);
                parts.add(usage(number, device, new Interval(from, until)));
                from = until;
            }
        }
        return parts;
    }

    /** Holds a random amount of the first grant for every job of contract 1; some holds are refused. */
    public static void hold(EntitlementBook book, SplittableRandom random) {
        GrantTerms terms = grants().of(ONE).getFirst();
        for (int number = 0; number < 10; number++) {
            HoldOwner owner = new HoldOwner(SUPPLIER, job(number).uid(), 1);
            LineRequest line = new LineRequest(terms.accounts(), Money.ofFen(1 + random.nextLong(120_000)));
            book.apply(new Command.Place("hold " + number, owner, "", List.of(line), Long.MAX_VALUE));
        }
    }

    public static CloseInput input(List<UsageInterval> usage, EntitlementBook book) {
        return input(usage, book, new JournalCut(1, 100, Sha256.hex("journal")));
    }

    public static CloseInput input(List<UsageInterval> usage, EntitlementBook book, JournalCut cut) {
        return new CloseInput(
                PERIOD,
                new UsageSet(usage),
                AttemptStarts.of(usage),
                tariffs(),
                contracts(),
                grants(),
                FundingBounds.of(book),
                cut);
    }
}
