package io.xisuan.benchmarks;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A made-up month: every tenant has one contract, one voucher of 30 % and one job on its share of the devices.
 *
 * <p>Usage comes as from a journal, one interval a device and day; prices differ by day and night, so each is three slices.
 *
 * @param days from the first of the month
 */
record SampleMonth(int tenants, int devices, int days) {
    static final BillingPeriod PERIOD = BillingPeriod.parse("2026-10");
    static final SupplierId SUPPLIER = new SupplierId("sample-compute");

    private static final ProgrammeId PROGRAMME = new ProgrammeId("sample-30");
    private static final SiteId SITE = new SiteId("zhongwei");
    private static final Item ITEM = new Item(SITE, AcceleratorModel.NVIDIA_H800);
    private static final int NODE_DEVICES = 8;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final Interval YEARS = new Interval(
            PERIOD.interval().startMillis() - 200 * DAY_MILLIS,
            PERIOD.interval().endMillis() + 200 * DAY_MILLIS);

    /** Returns the usage in the order of the journal: day by day. */
    List<UsageInterval> usage() {
        List<Interval> monthDays = BillingPeriod.splitByDay(PERIOD.interval()).subList(0, days);
        String evidence = Sha256.hex("evidence");
        List<Holder> holders =
                IntStream.range(0, devices).mapToObj(this::holder).toList();
        List<UsageInterval> usage = new ArrayList<>(devices * days);
        for (Interval day : monthDays) {
            for (int device = 0; device < devices; device++) {
                usage.add(holders.get(device).usage(Sha256.hex(device + "/" + day.startMillis()), day, evidence));
            }
        }
        return usage;
    }

    private Holder holder(int device) {
        int tenant = device % tenants;
        return new Holder(
                new JobId("tenant-" + tenant, "pretrain", uid(tenant)),
                new TenantId("tenant-" + tenant),
                contract(tenant),
                new NodeName("node-" + device / NODE_DEVICES),
                "nvidia.com/gpu/" + device % NODE_DEVICES);
    }

    /** A device and who holds it. */
    private record Holder(JobId job, TenantId tenant, ContractId contract, NodeName node, String lane) {
        UsageInterval usage(String id, Interval day, String evidence) {
            return new UsageInterval(
                    id,
                    job,
                    1,
                    tenant,
                    contract,
                    SITE,
                    node,
                    lane,
                    AcceleratorModel.NVIDIA_H800,
                    AcceleratorShare.WHOLE,
                    day,
                    new DeviceMillis(day.lengthMillis()),
                    UsageClass.BILLED,
                    Optional.empty(),
                    evidence);
        }
    }

    private static String uid(int tenant) {
        return "uid-" + tenant;
    }

    private static ContractId contract(int tenant) {
        return new ContractId("contract-" + tenant);
    }

    TariffBook tariffs() {
        TariffVersion version = new TariffVersion(
                "2026-09",
                YEARS,
                Rate.percent(6),
                List.of(
                        PriceRule.allDay(SITE, AcceleratorModel.NVIDIA_H800, HourlyPrice.parse("14.5")),
                        new PriceRule(
                                SITE,
                                AcceleratorModel.NVIDIA_H800,
                                Optional.of(TimeWindow.parse("22:00-08:00")),
                                HourlyPrice.parse("9.123456"))));
        return new TariffBook(List.of(new Tariff("list", List.of(version))));
    }

    Grants grants() {
        List<GrantTerms> grants = new ArrayList<>();
        for (int tenant = 0; tenant < tenants; tenant++) {
            grants.add(GrantTerms.alone(
                    new Grant(PROGRAMME, voucher(tenant), "No. " + tenant, "示例市工业和信息化局"),
                    contract(tenant),
                    Settlement.PROVIDER_CLAIM,
                    VatBasis.WITH_VAT,
                    YEARS,
                    List.of(account(tenant)),
                    6,
                    Map.of(ITEM, new Verdict.Covered(Rate.percent(30), "30 % of the fee"))));
        }
        return new Grants(grants);
    }

    private static VoucherId voucher(int tenant) {
        return new VoucherId("voucher-" + tenant);
    }

    private static AccountId account(int tenant) {
        return AccountId.voucher(PROGRAMME, voucher(tenant));
    }

    /** Returns balances in which each voucher of 5,000 yuan is held for its tenant's job. */
    EntitlementBook balances() {
        EntitlementBook book = new EntitlementBook();
        Money granted = Money.parseYuan("5000");
        for (int tenant = 0; tenant < tenants; tenant++) {
            book.apply(new Command.Open("open " + tenant, account(tenant), Authority.OURS, granted));
            book.apply(new Command.Place(
                    "hold " + tenant,
                    new HoldOwner(SUPPLIER, uid(tenant), 1),
                    "",
                    List.of(new LineRequest(List.of(account(tenant)), granted)),
                    Long.MAX_VALUE));
        }
        return book;
    }

    /** Returns all that the close of the month depends on; each voucher is held for its tenant's job. */
    CloseInput closeInput(List<UsageInterval> usage) {
        return closeInput(usage, new JournalCut(1, usage.size(), Sha256.hex("journal")));
    }

    /** Returns the same from a journal that has the usage of others too. */
    CloseInput closeInput(List<UsageInterval> usage, JournalCut cut) {
        return new CloseInput(
                PERIOD,
                new UsageSet(usage),
                AttemptStarts.of(usage),
                tariffs(),
                contracts(),
                grants(),
                FundingBounds.of(balances()),
                cut);
    }

    private Map<ContractId, ContractTerms> contracts() {
        Seller seller = new Seller(
                SUPPLIER,
                "中卫示例算力服务有限公司",
                "Zhongwei Sample Computing Services Co., Ltd.",
                Optional.of("91640500MA76EXAM0K"),
                Optional.of("宁夏回族自治区中卫市沙坡头区示例路 1 号"));
        List<ContractTerms> contracts = new ArrayList<>();
        for (int tenant = 0; tenant < tenants; tenant++) {
            Buyer buyer = new Buyer(
                    new TenantId("tenant-" + tenant),
                    "北京示例智能科技有限公司",
                    "Beijing Sample Intelligent Technology Co., Ltd.",
                    Optional.of("91110108MA01EXAM6X"),
                    Optional.empty());
            contracts.add(new ContractTerms(contract(tenant), seller, buyer, 30));
        }
        return CloseInput.byId(contracts);
    }
}
