package io.xisuan.operator.report;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xisuan.operator.api.v1alpha1.Inquiry;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import java.util.Arrays;

/** Our kinds, each with the type of its resources. */
public enum ResourceKind {
    SITE(Site.class),
    TENANT(Tenant.class),
    TARIFF(Tariff.class),
    VOUCHER_PROGRAMME(VoucherProgramme.class),
    VOUCHER(Voucher.class),
    TRAINING_JOB(TrainingJob.class),
    INQUIRY(Inquiry.class);

    private final Class<? extends HasMetadata> type;

    ResourceKind(Class<? extends HasMetadata> type) {
        this.type = type;
    }

    public Class<? extends HasMetadata> type() {
        return type;
    }

    /** Returns the kind of a resource of ours. */
    static ResourceKind of(HasMetadata resource) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.equals(resource.getClass()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s is no kind of ours".formatted(resource.getKind())));
    }
}
