package io.xisuan.operator.metering.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.scrape.ExporterRule.Place;
import io.xisuan.operator.observe.ExporterPod;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TargetDiscoveryTest {
    private static final SiteId SITE = new SiteId("site-a");
    private static final ExporterRule DCGM =
            KnownExporters.named("dcgm-exporter").orElseThrow();
    private static final ExporterRule AGENT =
            KnownExporters.named("xisuan-agent").orElseThrow();

    private static ScrapedNode node(String name, String address, String annotation, String... resources) {
        return new ScrapedNode(
                SITE,
                new NodeName(name),
                Optional.of(address).filter(text -> !text.isEmpty()),
                new TreeSet<>(List.of(resources)),
                new TreeMap<>(Map.of("zone", "east")),
                Optional.of(annotation).filter(text -> !text.isEmpty()));
    }

    private static ExporterPod pod(String node, String name, String address, boolean ready) {
        return new ExporterPod(
                new NodeName(node),
                name,
                new TreeMap<>(Map.of("app", "dcgm", "hash", "1")),
                address,
                new TreeMap<>(Map.of("metrics", 9401)),
                ready);
    }

    private static ExporterRule inPod(OptionalInt port, String portName) {
        return new ExporterRule(
                "dcgm-exporter",
                new Place.InPod(new TreeMap<>(Map.of("app", "dcgm")), port, portName),
                Optional.empty(),
                new TreeMap<>(),
                true,
                "/metrics",
                TargetAccess.STANDARD);
    }

    private static List<URI> uris(TargetDiscovery.Found found) {
        return found.targets().stream().map(ScrapeTarget::uri).toList();
    }

    @Test
    void nodes_with_the_devices_are_asked_at_their_own_address() {
        TargetDiscovery.Found found = TargetDiscovery.find(
                new Exporters(List.of(DCGM, AGENT), false),
                List.of(
                        node("n2", "fd00::2", "", "nvidia.com/gpu"),
                        node("n1", "10.0.0.1", "", "nvidia.com/mig-1g.5gb", "hami.io/x"),
                        node("n3", "10.0.0.3", "", "huawei.com/Ascend910"),
                        node("n4", "10.0.0.4", ""),
                        node("n5", "", "", "nvidia.com/gpu")),
                List.of());
        assertThat(uris(found))
                .containsExactly(
                        URI.create("http://10.0.0.1:9400/metrics"),
                        URI.create("http://10.0.0.1:9460/metrics"),
                        URI.create("http://[fd00::2]:9400/metrics"),
                        URI.create("http://[fd00::2]:9460/metrics"),
                        URI.create("http://10.0.0.3:9460/metrics"));
        assertThat(found.problems())
                .containsExactly(
                        "dcgm-exporter of n5: the node has no address", "xisuan-agent of n5: the node has no address");
    }

    @Test
    void of_several_pods_on_a_node_the_ready_one_is_asked_at_its_named_port() {
        List<ExporterPod> pods = List.of(
                pod("n1", "gpu/old", "10.1.0.1", false),
                pod("n1", "gpu/new", "10.1.0.2", true),
                pod("n2", "gpu/b", "10.1.0.4", true),
                pod("n2", "gpu/a", "fd00::3", true));
        List<ScrapedNode> nodes =
                List.of(node("n1", "10.0.0.1", "", "nvidia.com/gpu"), node("n2", "10.0.0.2", "", "nvidia.com/gpu"));
        assertThat(uris(TargetDiscovery.find(
                        new Exporters(List.of(inPod(OptionalInt.empty(), "metrics")), false), nodes, pods)))
                .containsExactly(
                        URI.create("https://10.1.0.2:9401/metrics"), URI.create("https://[fd00::3]:9401/metrics"));
        assertThat(uris(TargetDiscovery.find(
                        new Exporters(List.of(inPod(OptionalInt.of(7), "")), false), nodes.subList(0, 1), pods)))
                .containsExactly(URI.create("https://10.1.0.2:7/metrics"));
        assertThat(TargetDiscovery.find(
                                new Exporters(List.of(inPod(OptionalInt.empty(), "web")), false),
                                nodes.subList(0, 1),
                                pods)
                        .problems())
                .containsExactly("dcgm-exporter of n1: pod gpu/new has no port named web");
    }

    @Test
    void a_node_s_annotation_replaces_what_is_discovered_where_that_is_allowed() {
        List<ScrapedNode> nodes = List.of(node(
                "n1", "10.0.0.1", "dcgm-exporter=127.0.0.1:40001, other=h:1,xisuan-agent=,nonsense", "nvidia.com/gpu"));
        TargetDiscovery.Found found = TargetDiscovery.find(new Exporters(List.of(DCGM, AGENT), true), nodes, List.of());
        assertThat(uris(found)).containsExactly(URI.create("http://127.0.0.1:40001/metrics"));
        assertThat(found.problems()).hasSize(3).allMatch(problem -> problem.contains("n1"));
        assertThat(uris(TargetDiscovery.find(new Exporters(List.of(DCGM), false), nodes, List.of())))
                .containsExactly(URI.create("http://10.0.0.1:9400/metrics"));
    }

    @Test
    void an_annotation_cannot_smuggle_a_user_or_a_path_into_the_address() {
        for (String address : List.of("user@evil:1", "h:1/other?x=", "h:1#", "h:1/..", "%zz", "h 1")) {
            TargetDiscovery.Found found = TargetDiscovery.find(
                    new Exporters(List.of(DCGM), true),
                    List.of(node("n1", "10.0.0.1", "dcgm-exporter=" + address, "nvidia.com/gpu")),
                    List.of());
            assertThat(found.targets()).as(address).isEmpty();
            assertThat(found.problems()).as(address).hasSize(1);
        }
    }
}
