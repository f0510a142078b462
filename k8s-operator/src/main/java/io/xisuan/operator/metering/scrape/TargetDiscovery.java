package io.xisuan.operator.metering.scrape;

import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.scrape.ExporterRule.Place;
import io.xisuan.operator.observe.ExporterPod;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Turns nodes and pods into the targets that are asked; the same for the same, whatever their order. */
public final class TargetDiscovery {
    private static final Comparator<ExporterPod> BEST =
            Comparator.comparing(ExporterPod::ready).reversed().thenComparing(ExporterPod::name);

    /**
     * What is asked, and what cannot be.
     *
     * @param problems for people: which exporter of which node cannot be asked, and why
     */
    public record Found(List<ScrapeTarget> targets, List<String> problems) {
        public Found {
            targets = List.copyOf(targets);
            problems = List.copyOf(problems);
        }
    }

    private final Exporters exporters;
    private final Map<NodeName, List<ExporterPod>> pods = new TreeMap<>();
    private final List<ScrapeTarget> targets = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private TargetDiscovery(Exporters exporters) {
        this.exporters = exporters;
    }

    /** Finds the targets. */
    public static Found find(Exporters exporters, List<ScrapedNode> nodes, List<ExporterPod> pods) {
        TargetDiscovery discovery = new TargetDiscovery(exporters);
        pods.stream()
                .sorted(BEST)
                .forEach(pod -> discovery
                        .pods
                        .computeIfAbsent(pod.node(), node -> new ArrayList<>())
                        .add(pod));
        nodes.stream().sorted(Comparator.comparing(ScrapedNode::name)).forEach(discovery::node);
        return new Found(discovery.targets, discovery.problems);
    }

    private void node(ScrapedNode node) {
        if (exporters.annotations() && node.annotation().isPresent()) {
            for (String entry : node.annotation().get().split(",", -1)) {
                annotated(node, entry.strip());
            }
            return;
        }
        for (ExporterRule rule : exporters.rules()) {
            if (belongs(rule, node)) {
                discovered(rule, node);
            }
        }
    }

    private static boolean belongs(ExporterRule rule, ScrapedNode node) {
        boolean devices = rule.resource()
                .map(begin -> node.resources().stream().anyMatch(resource -> resource.startsWith(begin)))
                .orElse(!node.resources().isEmpty());
        return devices && node.labels().entrySet().containsAll(rule.nodeLabels().entrySet());
    }

    private void discovered(ExporterRule rule, ScrapedNode node) {
        switch (rule.place()) {
            case Place.OnNode place ->
                node.address()
                        .ifPresentOrElse(
                                address -> add(rule, node, bracketed(address) + ":" + place.port()),
                                () -> problems.add(
                                        "%s of %s: the node has no address".formatted(rule.name(), node.name())));
            case Place.InPod place ->
                pods.getOrDefault(node.name(), List.of()).stream()
                        .filter(pod -> pod.labels()
                                .entrySet()
                                .containsAll(place.labels().entrySet()))
                        .findFirst()
                        .ifPresent(pod -> inPod(rule, node, place, pod));
        }
    }

    private void inPod(ExporterRule rule, ScrapedNode node, Place.InPod place, ExporterPod pod) {
        Integer named = pod.ports().get(place.portName());
        OptionalInt port = place.port().isEmpty() && named != null ? OptionalInt.of(named) : place.port();
        if (port.isPresent()) {
            add(rule, node, bracketed(pod.address()) + ":" + port.getAsInt());
        } else {
            problems.add("%s of %s: pod %s has no port named %s"
                    .formatted(rule.name(), node.name(), pod.name(), place.portName()));
        }
    }

    private void annotated(ScrapedNode node, String entry) {
        int equals = entry.indexOf('=');
        String name = entry.substring(0, Math.max(0, equals)).strip();
        Optional<ExporterRule> rule = exporters.named(name);
        if (equals < 0 || rule.isEmpty()) {
            problems.add("%s: its annotation names \"%s\": write NAME=HOST:PORT with a NAME of the exporters' file"
                    .formatted(node.name(), entry));
            return;
        }
        add(rule.get(), node, entry.substring(equals + 1).strip());
    }

    private void add(ExporterRule rule, ScrapedNode node, String authority) {
        try {
            URI uri = new URI((rule.secure() ? "https" : "http") + "://" + authority + rule.path());
            if (!authority.equals(uri.getRawAuthority()) || uri.getPort() < 1) {
                throw new URISyntaxException(authority, "no host with a port");
            }
            targets.add(new ScrapeTarget(node.site(), node.name(), rule.name(), uri, rule.access()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            problems.add("%s of %s: \"%s\" is no address".formatted(rule.name(), node.name(), authority));
        }
    }

    private static String bracketed(String address) {
        return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    }
}
