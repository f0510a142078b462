package io.xisuan.operator.reconcile;

import io.xisuan.operator.api.v1alpha1.Inquiry;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All custom resources of a cluster as they were at one moment, each list sorted by namespace and name. The resources are
 * shared with the cache they come from: whoever reads them never changes them.
 *
 * @param generation counts the changes since the start; equal generations mean equal wishes
 * @param inquiries what tenants ask; they wish for nothing, and no plan hangs on them
 * @param tenantOfNamespace the tenants' namespaces by their name, with the value of their label {@code xisuan.io/tenant}
 */
public record Wishes(
        long generation,
        List<Site> sites,
        List<Tenant> tenants,
        List<Tariff> tariffs,
        List<VoucherProgramme> programmes,
        List<Voucher> vouchers,
        List<TrainingJob> jobs,
        List<Inquiry> inquiries,
        SortedMap<String, String> tenantOfNamespace) {
    public Wishes {
        sites = List.copyOf(sites);
        tenants = List.copyOf(tenants);
        tariffs = List.copyOf(tariffs);
        programmes = List.copyOf(programmes);
        vouchers = List.copyOf(vouchers);
        jobs = List.copyOf(jobs);
        inquiries = List.copyOf(inquiries);
        tenantOfNamespace = Collections.unmodifiableSortedMap(new TreeMap<>(tenantOfNamespace));
    }

    /** Returns the same with other sites. */
    public Wishes withSites(List<Site> others) {
        return new Wishes(generation, others, tenants, tariffs, programmes, vouchers, jobs, tenantOfNamespace);
    }

    /** Returns the same with other tariffs. */
    public Wishes withTariffs(List<Tariff> others) {
        return new Wishes(generation, sites, tenants, others, programmes, vouchers, jobs, tenantOfNamespace);
    }

    /** Returns the same with other jobs. */
    public Wishes withJobs(List<TrainingJob> others) {
        return new Wishes(generation, sites, tenants, tariffs, programmes, vouchers, others, tenantOfNamespace);
    }

    /** Wishes of which nobody asks anything. */
    public Wishes(
            long generation,
            List<Site> sites,
            List<Tenant> tenants,
            List<Tariff> tariffs,
            List<VoucherProgramme> programmes,
            List<Voucher> vouchers,
            List<TrainingJob> jobs,
            SortedMap<String, String> tenantOfNamespace) {
        this(generation, sites, tenants, tariffs, programmes, vouchers, jobs, List.of(), tenantOfNamespace);
    }
}
