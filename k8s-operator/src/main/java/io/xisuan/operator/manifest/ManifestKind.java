package io.xisuan.operator.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds that manifests may hold: ours, and those of Kubernetes that describe a cluster. */
public enum ManifestKind {
    SITE("xisuan.io/v1alpha1", "Site", Site.class, Scope.CLUSTER),
    TENANT("xisuan.io/v1alpha1", "Tenant", Tenant.class, Scope.CLUSTER),
    TARIFF("xisuan.io/v1alpha1", "Tariff", Tariff.class, Scope.CLUSTER),
    VOUCHER("xisuan.io/v1alpha1", "Voucher", Voucher.class, Scope.NAMESPACED),
    VOUCHER_PROGRAMME("xisuan.io/v1alpha1", "VoucherProgramme", VoucherProgramme.class, Scope.CLUSTER),
    TRAINING_JOB("xisuan.io/v1alpha1", "TrainingJob", TrainingJob.class, Scope.NAMESPACED),
    NAMESPACE("v1", "Namespace", Namespace.class, Scope.CLUSTER),
    NODE("v1", "Node", Node.class, Scope.CLUSTER),
    POD("v1", "Pod", Pod.class, Scope.NAMESPACED);

    /** Whether the names of a kind are unique in a namespace or in the cluster. */
    public enum Scope {
        CLUSTER,
        NAMESPACED
    }

    private final String apiVersion;
    private final String kind;
    private final Class<? extends HasMetadata> type;
    private final Scope scope;

    ManifestKind(String apiVersion, String kind, Class<? extends HasMetadata> type, Scope scope) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.type = type;
        this.scope = scope;
    }

    /** Returns the kind with this name, or empty when manifests may not hold it. */
    static Optional<ManifestKind> byName(String kind) {
        return Arrays.stream(values()).filter(known -> known.kind.equals(kind)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ManifestKind::kind).toList();
    }

    public String apiVersion() {
        return apiVersion;
    }

    public String kind() {
        return kind;
    }

    public Class<? extends HasMetadata> type() {
        return type;
    }

    public boolean namespaced() {
        return scope == Scope.NAMESPACED;
    }

    /** Whether the kind is ours, with a schema in {@code deploy/crds}. */
    public boolean ours() {
        return apiVersion.startsWith("xisuan.io/");
    }
}
