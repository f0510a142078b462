package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.benchmarks.NotMeasured;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What must stand before a job can be asked for: kinds and policies, books with contracts, one site with its price list and a
 * programme, tenants with namespaces and vouchers, and nodes. Prices, vouchers and holds are as in real use, so that what is timed is
 * the whole way of a job.
 */
record Ground(Lab lab, Program program, KubernetesClient admin) {
    static final String RESOURCE = "nvidia.com/gpu";
    static final String SITE = "east";
    private static final Crew CREW = new Crew(8);
    private static final int PODS_OF_A_NODE = 250;

    /** Prepares everything but nodes, with the books in the store of a file. */
    void prepare(List<Tenancy> tenants) {
        install();
        books(tenants, OperatorProcess.fileStore(lab));
        resources(tenants);
    }

    /** Installs kinds, policies and roles, as an administrator does. */
    void install() {
        ActAnswer answer = ClusterSetup.install(admin, new ClusterId("local"));
        if (!(answer instanceof ActAnswer.Done)) {
            throw new NotMeasured("the cluster cannot be set up: " + answer);
        }
    }

    /** Imports the contracts of these tenants into the books of a store. */
    void books(List<Tenancy> tenants, String db) {
        String lines = tenants.stream()
                .map(tenant -> "%s,%s,example-compute,2026-01-01,2026-01-01,2035-12-31,1000000.00,30,"
                        .formatted(tenant.contract(), tenant.name()))
                .collect(Collectors.joining("\n"));
        Path contracts = write(
                "contracts.csv",
                "contract_id,tenant,supplier,signed_on,from,to,amount,price_lock_days,named_models\n" + lines + "\n");
        Command.said(program.command(List.of(
                "contracts",
                "import",
                "--suppliers",
                sample("suppliers.csv").toString(),
                "--contracts",
                contracts.toString(),
                "--db",
                db)));
    }

    /** Applies site, price list, programme and tenants. */
    void resources(List<Tenancy> tenants) {
        Manifests.create(admin, GroundTexts.SITE + GroundTexts.TARIFF);
        Manifests.create(admin, read(sample("45-programme.yaml")));
        Manifests.create(admin, tenants.stream().map(GroundTexts::tenant).collect(Collectors.joining()));
    }

    /** Creates so many nodes of so many devices, and waits until the fake kubelet has made all ready. */
    void nodes(int count, int devices) {
        try (Sightings ready = Sightings.of(admin.nodes(), Ground::readyNode)) {
            CREW.each(count, i -> admin.resource(node(i, devices)).create());
            ready.await("ready nodes", count, lab.limit());
        }
    }

    private static Optional<String> readyNode(Node node) {
        return node.getStatus().getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst()
                .map(ready -> node.getMetadata().getName());
    }

    static String nodeName(int number) {
        return String.format(Locale.ROOT, "node-%05d", number);
    }

    private static Node node(int number, int devices) {
        Map<String, Quantity> capacity = Map.of(
                "cpu",
                new Quantity("128"),
                "memory",
                new Quantity("1024Gi"),
                "pods",
                new Quantity(Integer.toString(PODS_OF_A_NODE)),
                RESOURCE,
                new Quantity(Integer.toString(devices)));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(nodeName(number))
                .addToAnnotations("kwok.x-k8s.io/node", "fake")
                .addToLabels("kubernetes.io/hostname", nodeName(number))
                .addToLabels("xisuan.io/site", SITE)
                .addToLabels("xisuan.io/accelerator", GroundTexts.ACCELERATOR)
                .endMetadata()
                .withNewStatus()
                .withCapacity(capacity)
                .withAllocatable(capacity)
                .endStatus()
                .build();
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(lab.folder().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new NotMeasured("%s cannot be read: run from a checkout".formatted(file));
        }
    }

    private static Path sample(String name) {
        return Program.home().resolve("deploy/samples/cluster").resolve(name);
    }
}
