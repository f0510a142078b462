package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.programme.Field;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.billing.programme.Validity;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SiteId;
import io.xisuan.model.VoucherId;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.market.ResourceKind;
import io.xisuan.operator.report.FieldFault;
import io.xisuan.operator.report.Reason;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.Verdict;
import io.xisuan.operator.report.VoucherBalance;
import io.xisuan.scheduler.cluster.Pool;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Says of each resource that operations and finance write whether it is used, and why not. */
final class Reporter {
    private final Store store;
    private final StatusBoard board;

    Reporter(Store store, StatusBoard board) {
        this.store = store;
        this.board = board;
    }

    /**
     * @param givenBack what is said of places that were kept for owners' pods in vain, by site
     */
    void report(Sight sight, Capacity capacity, JobRecords jobs, SortedMap<SiteId, String> givenBack) {
        sight.wishes()
                .sites()
                .forEach(site -> board.publish(
                        ResourceRef.to(site),
                        site(sight, capacity, jobs, site.getMetadata().getName(), givenBack)));
        sight.wishes()
                .tenants()
                .forEach(tenant -> board.publish(
                        ResourceRef.to(tenant),
                        new Verdict.OfTenant(fault(
                                sight,
                                ResourceKind.TENANT,
                                "",
                                tenant.getMetadata().getName()))));
        sight.wishes()
                .tariffs()
                .forEach(tariff -> board.publish(
                        ResourceRef.to(tariff),
                        tariff(sight, tariff.getMetadata().getName())));
        sight.wishes()
                .programmes()
                .forEach(programme -> board.publish(
                        ResourceRef.to(programme),
                        programme(sight, programme.getMetadata().getName())));
        Map<AccountId, Account> balances = store.balances();
        sight.wishes()
                .vouchers()
                .forEach(voucher -> board.publish(ResourceRef.to(voucher), voucher(sight, balances, voucher)));
    }

    private static Verdict site(
            Sight sight, Capacity capacity, JobRecords jobs, String name, SortedMap<SiteId, String> givenBack) {
        SiteId site = new SiteId(name);
        long devices = sight.market().nodes().stream()
                .filter(node -> node.site().equals(site))
                .mapToLong(node -> node.devices())
                .sum();
        long spare = capacity.state().pools().stream()
                .filter(pool -> pool.site().equals(site))
                .mapToLong(Pool::sellableDevices)
                .sum();
        long running = jobs.live().stream()
                .filter(intent -> intent.site().equals(site))
                .count();
        return new Verdict.OfSite(
                fault(sight, ResourceKind.SITE, "", name),
                Math.toIntExact(devices),
                Math.toIntExact(Math.max(0, spare)),
                Math.toIntExact(running),
                Optional.ofNullable(givenBack.get(site)));
    }

    private static Verdict tariff(Sight sight, String name) {
        Optional<String> current = sight.market().market().tariffs().tariffs().stream()
                .filter(tariff -> tariff.name().equals(name))
                .flatMap(tariff -> tariff.versions().stream())
                .filter(version -> version.effective().contains(sight.nowMillis()))
                .map(TariffVersion::id)
                .findFirst();
        return new Verdict.OfTariff(fault(sight, ResourceKind.TARIFF, "", name), current);
    }

    private static Verdict programme(Sight sight, String name) {
        Optional<String> current = sight.market().programmes().stream()
                .filter(programme -> programme.id().equals(new ProgrammeId(name)))
                .flatMap(programme -> programme.versions().stream())
                .filter(version -> holds(version.validity(), BillingPeriod.dayOf(sight.nowMillis())))
                .map(ProgrammeVersion::name)
                .findFirst();
        return new Verdict.OfProgramme(fault(sight, ResourceKind.VOUCHER_PROGRAMME, "", name), current);
    }

    private static boolean holds(Validity validity, LocalDate day) {
        boolean begun = validity.from() instanceof Field.Given<LocalDate> from
                && !from.value().isAfter(day);
        boolean over =
                validity.to() instanceof Field.Given<LocalDate> to && to.value().isBefore(day);
        return begun && !over;
    }

    private static Verdict voucher(Sight sight, Map<AccountId, Account> balances, Voucher voucher) {
        String namespace = voucher.getMetadata().getNamespace();
        String name = voucher.getMetadata().getName();
        VoucherId id = new VoucherId(namespace + "/" + name);
        Optional<VoucherBalance> balance = Optional.ofNullable(balances.get(
                        AccountId.voucher(new ProgrammeId(voucher.getSpec().programme()), id)))
                .map(account -> new VoucherBalance(account.granted(), account.pending(), account.posted()));
        return new Verdict.OfVoucher(fault(sight, ResourceKind.VOUCHER, namespace, name), balance);
    }

    private static Optional<FieldFault> fault(Sight sight, ResourceKind kind, String namespace, String name) {
        return sight.problem(kind, namespace, name)
                .map(problem -> new FieldFault(
                        problem.field(), new Reason(problem.reason().word(), problem.problem())));
    }
}
