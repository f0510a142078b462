package io.xisuan.operator.report;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xisuan.operator.api.v1alpha1.Inquiry;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import java.time.Instant;

/** A resource and the verdict on it to its status: pure. The former conditions are those of the resource given. */
final class Statuses {
    private Statuses() {}

    /**
     * Returns the status, a record of the resource's own status type.
     *
     * @throws ClassCastException when the verdict is one on another kind
     */
    static Object of(HasMetadata resource, Verdict verdict, long epoch, Instant now) {
        return switch (verdict) {
            case JobStanding standing -> JobStatuses.of((TrainingJob) resource, standing, epoch, now);
            case JobVerdict job -> JobStatuses.of((TrainingJob) resource, JobStanding.of(job), epoch, now);
            case InquiryVerdict answer -> InquiryStatuses.of((Inquiry) resource, answer);
            case Verdict.OfSite site -> ConfigStatuses.of((Site) resource, site, now);
            case Verdict.OfTenant tenant -> ConfigStatuses.of((Tenant) resource, tenant, now);
            case Verdict.OfTariff tariff -> ConfigStatuses.of((Tariff) resource, tariff, now);
            case Verdict.OfProgramme programme -> ConfigStatuses.of((VoucherProgramme) resource, programme, now);
            case Verdict.OfVoucher voucher -> ConfigStatuses.of((Voucher) resource, voucher, now);
        };
    }
}
