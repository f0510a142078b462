package io.xisuan.operator.report;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.SiteStatus;
import io.xisuan.operator.api.v1alpha1.StatusCondition;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.TariffStatus;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TenantStatus;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.operator.api.v1alpha1.VoucherProgrammeStatus;
import io.xisuan.operator.api.v1alpha1.VoucherStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A resource of operations or finance and the verdict on it to its status: pure. All have condition Ready; a Tariff also says
 * whether a version is in force (Priced), a Voucher whether its grant is in the books (Accepted).
 */
final class ConfigStatuses {
    private static final Reason READY = new Reason("Understood", "every field is understood and in use");
    private static final Reason IN_BOOKS = new Reason("Recorded", "the grant is in the books");
    private static final Reason NOT_IN_BOOKS = new Reason("NotRecorded", "the grant is not in the books yet");
    private static final Reason NOT_IN_FORCE = new Reason("NoVersionInForce", "no version holds today: add one");

    private ConfigStatuses() {}

    static SiteStatus of(Site site, Verdict.OfSite verdict, Instant now) {
        List<StatusCondition> former =
                site.getStatus() == null ? List.of() : site.getStatus().conditions();
        Conditions conditions = ready(site, former, verdict, now);
        verdict.givenBack().ifPresent(text -> conditions.no("OwnerPodsPlaced", new Reason("StayUnschedulable", text)));
        return new SiteStatus(
                generation(site), conditions.build(), verdict.devices(), verdict.spare(), verdict.runningJobs());
    }

    static TenantStatus of(Tenant tenant, Verdict.OfTenant verdict, Instant now) {
        List<StatusCondition> former =
                tenant.getStatus() == null ? List.of() : tenant.getStatus().conditions();
        return new TenantStatus(
                generation(tenant), ready(tenant, former, verdict, now).build());
    }

    static TariffStatus of(Tariff tariff, Verdict.OfTariff verdict, Instant now) {
        List<StatusCondition> former =
                tariff.getStatus() == null ? List.of() : tariff.getStatus().conditions();
        Conditions conditions = ready(tariff, former, verdict, now);
        verdict.current()
                .ifPresentOrElse(
                        name -> conditions.yes("Priced", new Reason("VersionInForce", "version %s".formatted(name))),
                        () -> conditions.no("Priced", NOT_IN_FORCE));
        return new TariffStatus(
                generation(tariff), conditions.build(), verdict.current().orElse(null));
    }

    static VoucherProgrammeStatus of(VoucherProgramme programme, Verdict.OfProgramme verdict, Instant now) {
        List<StatusCondition> former = programme.getStatus() == null
                ? List.of()
                : programme.getStatus().conditions();
        return new VoucherProgrammeStatus(
                generation(programme),
                ready(programme, former, verdict, now).build(),
                verdict.current().orElse(null));
    }

    static VoucherStatus of(Voucher voucher, Verdict.OfVoucher verdict, Instant now) {
        List<StatusCondition> former =
                voucher.getStatus() == null ? List.of() : voucher.getStatus().conditions();
        Conditions conditions = ready(voucher, former, verdict, now);
        Optional<VoucherBalance> balance = verdict.balance();
        if (balance.isPresent()) {
            conditions.yes("Accepted", IN_BOOKS);
        } else {
            conditions.no(
                    "Accepted", verdict.fault().map(ConfigStatuses::spoken).orElse(NOT_IN_BOOKS));
        }
        return new VoucherStatus(
                generation(voucher),
                conditions.build(),
                balance.map(held -> StatusText.yuan(held.granted())).orElse(null),
                balance.map(held -> StatusText.yuan(held.held())).orElse(null),
                balance.map(held -> StatusText.yuan(held.used())).orElse(null),
                balance.map(held -> StatusText.yuan(held.left())).orElse(null));
    }

    private static Conditions ready(
            HasMetadata resource, List<StatusCondition> former, Verdict.OfConfig verdict, Instant now) {
        Conditions conditions = new Conditions(former, generation(resource), now);
        return verdict.fault()
                .map(fault -> conditions.no("Ready", spoken(fault)))
                .orElseGet(() -> conditions.yes("Ready", READY));
    }

    private static Reason spoken(FieldFault fault) {
        return new Reason(fault.reason().word(), fault.text());
    }

    private static long generation(HasMetadata resource) {
        Long generation = resource.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }
}
