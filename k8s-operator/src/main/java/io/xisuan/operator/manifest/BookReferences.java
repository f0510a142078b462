package io.xisuan.operator.manifest;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Supplier;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks what manifests say of the books, which are no resources: contracts and suppliers, imported by CSV. */
public final class BookReferences {
    private final Manifests manifests;
    private final SortedMap<String, Contract> contracts = new TreeMap<>();
    private final Set<String> suppliers = new TreeSet<>();
    private final List<ManifestProblem> problems = new ArrayList<>();

    private BookReferences(Manifests manifests, List<Contract> contracts, List<Supplier> suppliers) {
        this.manifests = manifests;
        contracts.forEach(contract -> this.contracts.put(contract.id().value(), contract));
        suppliers.forEach(supplier -> this.suppliers.add(supplier.id().value()));
    }

    /**
     * Accepts manifests whose contracts and suppliers are in the books, and belong to the tenants that name them.
     *
     * @throws io.xisuan.model.InputException naming every problem with its file, line and field
     */
    public static void check(Manifests manifests, List<Contract> contracts, List<Supplier> suppliers) {
        BookReferences references = new BookReferences(manifests, contracts, suppliers);
        manifests.all().forEach(references::check);
        ManifestProblem.refuse(references.problems);
    }

    private void check(Manifest manifest) {
        switch (manifest.resource()) {
            case TrainingJob job -> checkContract(manifest, job.getSpec().contractRef());
            case Voucher voucher -> checkContract(manifest, voucher.getSpec().contractRef());
            case Site site ->
                checkSupplier(manifest, "spec.supplier", site.getSpec().supplier());
            case Tariff tariff ->
                checkSupplier(manifest, "spec.supplier", tariff.getSpec().supplier());
            case Tenant tenant -> checkRelated(manifest, tenant.getSpec().relatedSuppliers());
            default -> {}
        }
    }

    private void checkContract(Manifest manifest, @Nullable String id) {
        if (id == null) {
            return;
        }
        Contract contract = contracts.get(id);
        if (contract == null) {
            add(
                    manifest,
                    "spec.contractRef",
                    "no contract %s is in the books%s".formatted(id, NearestWord.hint(id, contracts.keySet())));
            return;
        }
        String tenant = manifests.tenantOf(manifest.namespace()).orElse("nobody");
        if (!contract.tenant().value().equals(tenant)) {
            add(
                    manifest,
                    "spec.contractRef",
                    "contract %s is with %s, but namespace %s belongs to %s"
                            .formatted(id, contract.tenant(), manifest.namespace(), tenant));
        }
    }

    private void checkRelated(Manifest manifest, List<String> related) {
        for (int i = 0; i < related.size(); i++) {
            checkSupplier(manifest, "spec.relatedSuppliers[" + i + "]", related.get(i));
        }
    }

    private void checkSupplier(Manifest manifest, String field, String id) {
        if (!suppliers.contains(id)) {
            add(manifest, field, "no supplier %s is in the books%s".formatted(id, NearestWord.hint(id, suppliers)));
        }
    }

    private void add(Manifest manifest, String field, String problem) {
        problems.add(manifest.problem(field, problem));
    }
}
