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
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The resources of a set of manifests, in the order of files and of documents within them. */
public record Manifests(List<Manifest> all) {
    /** The label of a Namespace that names its tenant. */
    public static final String TENANT_LABEL = "xisuan.io/tenant";

    public Manifests {
        all = List.copyOf(all);
    }

    public List<Site> sites() {
        return of(Site.class);
    }

    public List<Tenant> tenants() {
        return of(Tenant.class);
    }

    public List<Tariff> tariffs() {
        return of(Tariff.class);
    }

    public List<Voucher> vouchers() {
        return of(Voucher.class);
    }

    public List<VoucherProgramme> programmes() {
        return of(VoucherProgramme.class);
    }

    public List<TrainingJob> jobs() {
        return of(TrainingJob.class);
    }

    public List<Namespace> namespaces() {
        return of(Namespace.class);
    }

    public List<Node> nodes() {
        return of(Node.class);
    }

    public List<Pod> pods() {
        return of(Pod.class);
    }

    /** Returns the resources of one type. */
    public <T extends HasMetadata> List<T> of(Class<T> type) {
        return all.stream()
                .map(Manifest::resource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Returns the tenant of a namespace by its label, or empty when the namespace is not here or has none. */
    public Optional<String> tenantOf(String namespace) {
        return namespaces().stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(namespace))
                .flatMap(found ->
                        Optional.ofNullable(found.getMetadata().getLabels().get(TENANT_LABEL)).stream())
                .findFirst();
    }

    /** Returns the tenant of each namespace that names one by its label. */
    public SortedMap<String, String> tenantsByNamespace() {
        SortedMap<String, String> tenants = new TreeMap<>();
        for (Namespace namespace : namespaces()) {
            String name = namespace.getMetadata().getName();
            tenantOf(name).ifPresent(tenant -> tenants.put(name, tenant));
        }
        return tenants;
    }

    /** Returns a problem with a field of a resource of this set, by its dotted path as {@code spec.tenant}. */
    public ManifestProblem problem(HasMetadata resource, String field, String problem) {
        return all.stream()
                .filter(manifest -> manifest.isOf(resource))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The resource is not of this set"))
                .problem(field, problem);
    }
}
