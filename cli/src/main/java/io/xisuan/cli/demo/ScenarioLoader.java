package io.xisuan.cli.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.xisuan.billing.invoice.ContractTerms;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.subsidy.GrantCase;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.translate.DemoAnnotations;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.operator.translate.JobTranslation;
import io.xisuan.operator.translate.NodeTranslation;
import io.xisuan.operator.translate.SiteTranslation;
import io.xisuan.operator.translate.Submission;
import io.xisuan.operator.translate.TariffTranslation;
import io.xisuan.operator.translate.TenantAccount;
import io.xisuan.operator.translate.TenantTranslation;
import io.xisuan.operator.translate.Translation;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.SiteShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns manifests, contracts and suppliers into a {@link Scenario}, or says where the first mistake is. */
final class ScenarioLoader {
    /** What was read from files, not yet understood together. */
    record Texts(Manifests manifests, List<Programme> programmes, List<Supplier> suppliers, List<Contract> contracts) {
        Texts {
            programmes = List.copyOf(programmes);
            suppliers = List.copyOf(suppliers);
            contracts = List.copyOf(contracts);
        }
    }

    private final Texts texts;
    private final Manifests manifests;
    private final BillingPeriod period;
    private final TreeMap<TenantId, TenantAccount> tenants = new TreeMap<>();
    private final TreeMap<ContractId, Contract> contracts = new TreeMap<>();
    private final TreeMap<SupplierId, Supplier> suppliers = new TreeMap<>();
    private final TreeMap<JobId, JobTerms> terms = new TreeMap<>();

    ScenarioLoader(Texts texts, BillingPeriod period) {
        this.texts = texts;
        this.manifests = texts.manifests();
        this.period = period;
    }

    Scenario load() {
        // 1. Who: tenants, suppliers, contracts.
        manifests.tenants().forEach(this::addTenant);
        texts.suppliers().forEach(supplier -> suppliers.put(supplier.id(), supplier));
        texts.contracts().forEach(this::addContract);
        // 2. Where: sites and nodes, with what the owners hold.
        List<SiteShape> sites = manifests.sites().stream()
                .map(site ->
                        done(site, SiteTranslation.shape(site, period.interval().startMillis())))
                .toList();
        List<NodeShape> nodes = nodes();
        // 3. For how much: tariffs and grants.
        TariffBook tariffs =
                new TariffBook(manifests.tariffs().stream().map(this::tariff).toList());
        GrantLoader grants = new GrantLoader(texts, period, tenants, nodes);
        // 4. What: jobs.
        List<Scenario.DemoJob> jobs = jobs();
        return new Scenario(
                period,
                sites,
                names(),
                nodes,
                ownerPods(nodes),
                new DailyHeadroom(manifests.sites()),
                jobs,
                new NetCosts.Market(tariffs, grants.grants(), sellers(), terms),
                contractTerms(),
                grants.openings(),
                prefixes(),
                texts.programmes(),
                cases());
    }

    private void addTenant(Tenant tenant) {
        TenantAccount account = done(tenant, TenantTranslation.account(tenant));
        tenants.put(account.party().tenant(), account);
    }

    private void addContract(Contract contract) {
        if (!tenants.containsKey(contract.tenant())) {
            throw InputException.of("contracts.csv: contract %s is of tenant %s, which is not among the manifests"
                    .formatted(contract.id(), contract.tenant()));
        }
        if (!suppliers.containsKey(contract.supplier())) {
            throw InputException.of("contracts.csv: contract %s is with supplier %s, which is not in suppliers.csv"
                    .formatted(contract.id(), contract.supplier()));
        }
        contracts.put(contract.id(), contract);
    }

    /** Returns a price list whose seller is known and whose VAT is the one that the seller's accountant decided. */
    private io.xisuan.billing.tariff.Tariff tariff(Tariff tariff) {
        Supplier seller = suppliers.get(new SupplierId(tariff.getSpec().supplier()));
        if (seller == null) {
            throw manifests
                    .problem(
                            tariff,
                            "spec.supplier",
                            "%s is not in suppliers.csv"
                                    .formatted(tariff.getSpec().supplier()))
                    .asException();
        }
        if (!Rate.parse(tariff.getSpec().vatRate()).equals(seller.vatRate())) {
            throw manifests
                    .problem(
                            tariff,
                            "spec.vatRate",
                            "is %s, but suppliers.csv says %s of %s"
                                    .formatted(tariff.getSpec().vatRate(), seller.vatRate(), seller.id()))
                    .asException();
        }
        return done(tariff, TariffTranslation.tariff(tariff));
    }

    private List<NodeShape> nodes() {
        List<NodeShape> shapes = new ArrayList<>();
        for (Node node : manifests.nodes()) {
            List<Site> owners = manifests.sites().stream()
                    .filter(site -> NodeTranslation.belongs(site, node))
                    .toList();
            if (owners.size() != 1) {
                throw manifests
                        .problem(
                                node,
                                "metadata.labels",
                                "is chosen by %d sites: it belongs to exactly one".formatted(owners.size()))
                        .asException();
            }
            List<Pod> pods = manifests.pods().stream()
                    .filter(pod ->
                            node.getMetadata().getName().equals(pod.getSpec().getNodeName()))
                    .toList();
            shapes.add(done(node, NodeTranslation.shape(owners.getFirst(), node, pods)));
        }
        return List.copyOf(shapes);
    }

    private List<World.OwnerPod> ownerPods(List<NodeShape> nodes) {
        List<World.OwnerPod> pods = new ArrayList<>();
        for (NodeShape node : nodes) {
            if (node.background().devices() > 0) {
                pods.add(new World.OwnerPod(
                        node.site(),
                        node.name(),
                        "owner-" + node.site(),
                        "own-" + node.name(),
                        node.background().devices()));
            }
        }
        return List.copyOf(pods);
    }

    private List<Scenario.DemoJob> jobs() {
        JobTranslation translation = new JobTranslation(manifests.sites());
        List<Scenario.DemoJob> jobs = new ArrayList<>();
        for (TrainingJob job : manifests.jobs()) {
            TenantId tenant = new TenantId(
                    manifests.tenantOf(job.getMetadata().getNamespace()).orElseThrow());
            Submission submission = done(job, DemoAnnotations.submission(job));
            JobOrder order = done(job, translation.order(job, tenant, submission));
            terms.put(order.request().id(), terms(job, tenant, order));
            long actual = done(job, DemoAnnotations.actualRunTimeMillis(job));
            jobs.add(new Scenario.DemoJob(
                    order.request(),
                    Math.toIntExact(
                            Math.multiplyExact(actual, 1_000L) / order.request().runtimeMillis())));
        }
        jobs.sort(
                Comparator.comparingLong((Scenario.DemoJob job) -> job.request().submittedMillis())
                        .thenComparing(Scenario.DemoJob::id));
        if (jobs.stream()
                .noneMatch(job ->
                        job.request().submittedMillis() < period.interval().endMillis())) {
            throw InputException.of(
                    "%s: no TrainingJob among the manifests is submitted by the end of the month".formatted(period));
        }
        return List.copyOf(jobs);
    }

    private JobTerms terms(TrainingJob job, TenantId tenant, JobOrder order) {
        Contract contract = contracts.get(order.contract());
        if (contract == null || !contract.tenant().equals(tenant)) {
            throw manifests
                    .problem(
                            job,
                            "spec.contractRef",
                            "contracts.csv has no contract %s of tenant %s".formatted(order.contract(), tenant))
                    .asException();
        }
        Interval term = new Interval(
                BillingPeriod.startOfDayMillis(contract.term().from()),
                BillingPeriod.startOfDayMillis(contract.term().to().plusDays(1)));
        return new JobTerms(
                order.contract(), term, contract.supplier(), account(tenant).expectedWeight(), order.budget());
    }

    private Map<SiteId, SupplierId> sellers() {
        Map<SiteId, SupplierId> sellers = new TreeMap<>();
        for (Site site : manifests.sites()) {
            SupplierId seller = new SupplierId(site.getSpec().supplier());
            if (!suppliers.containsKey(seller)) {
                throw manifests
                        .problem(site, "spec.supplier", "%s is not in suppliers.csv".formatted(seller))
                        .asException();
            }
            sellers.put(new SiteId(site.getMetadata().getName()), seller);
        }
        return sellers;
    }

    private Map<ContractId, ContractTerms> contractTerms() {
        Map<ContractId, ContractTerms> all = new TreeMap<>();
        contracts.forEach((id, contract) -> all.put(
                id,
                new ContractTerms(
                        id,
                        Parties.seller(Optional.ofNullable(suppliers.get(contract.supplier()))
                                .orElseThrow()),
                        Parties.buyer(account(contract.tenant())),
                        contract.priceLockDays())));
        return all;
    }

    private List<GrantCase> cases() {
        List<GrantCase> cases = new ArrayList<>();
        for (Programme programme : texts.programmes()) {
            contracts
                    .values()
                    .forEach(contract -> cases.add(new GrantCase(
                            programme,
                            account(contract.tenant()).party(),
                            Optional.ofNullable(suppliers.get(contract.supplier()))
                                    .orElseThrow(),
                            contract)));
        }
        return cases;
    }

    private Map<SupplierId, String> prefixes() {
        Map<SupplierId, String> prefixes = new TreeMap<>();
        suppliers.forEach((id, supplier) -> prefixes.put(id, supplier.invoicePrefix()));
        return prefixes;
    }

    private Map<SiteId, String> names() {
        Map<SiteId, String> names = new TreeMap<>();
        manifests
                .sites()
                .forEach(site -> names.put(
                        new SiteId(site.getMetadata().getName()),
                        site.getSpec().name().zh()));
        return names;
    }

    private TenantAccount account(TenantId tenant) {
        return Optional.ofNullable(tenants.get(tenant)).orElseThrow();
    }

    private <T> T done(HasMetadata resource, Translation<T> translation) {
        return translation.orThrow(refused ->
                manifests.problem(resource, refused.field(), refused.problem()).asException());
    }
}
