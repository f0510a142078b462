package io.xisuan.cli.doctor;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.model.InputException;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import io.xisuan.operator.metering.scrape.ExporterFile;
import io.xisuan.operator.metering.scrape.ExporterProbe;
import io.xisuan.operator.metering.scrape.ExporterProbe.Asked;
import io.xisuan.operator.metering.scrape.Exporters;
import io.xisuan.operator.metering.scrape.ScrapedNode;
import io.xisuan.operator.metering.scrape.TargetDiscovery;
import io.xisuan.operator.observe.ExporterPods;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether agents and exporters answer, asked as the operator asks them, from where this runs. */
final class ExporterCheck {
    private static final int MOST_NAMED = 20;
    private static final SiteId ANY = new SiteId("any");

    private ExporterCheck() {}

    static List<Finding> look(KubernetesClient client, Ground ground) {
        if (ground.exporters().isEmpty()) {
            return List.of(Finding.of(
                    Area.EXPORTERS,
                    Severity.HINT,
                    "exporters",
                    new Words("没有指明导出器的选项文件，没有检查", "no options file of exporters is named, so none was asked"),
                    new Words("没有导出器时用量只按卡数核对", "without exporters usage is verified by count"),
                    "xisuan doctor --only exporters --exporters FILE"));
        }
        List<Finding> findings = new ArrayList<>();
        Path file = ground.exporters().get();
        try {
            Exporters exporters = ExporterFile.read(
                    file,
                    warning -> findings.add(Finding.of(
                            Area.EXPORTERS,
                            Severity.WARNING,
                            file.toString(),
                            new Words(warning, warning),
                            new Words("允许，但危险", "allowed, and dangerous"),
                            "vi " + file)));
            findings.addAll(asked(client, ground, exporters));
        } catch (InputException e) {
            findings.add(unreadable(file, String.valueOf(e.getMessage())));
        }
        return findings;
    }

    private static List<Finding> asked(KubernetesClient client, Ground ground, Exporters exporters) {
        List<ScrapedNode> nodes = client.nodes().list().getItems().stream()
                .map(ExporterCheck::scraped)
                .filter(node -> !node.resources().isEmpty())
                .toList();
        ExporterPods pods = new ExporterPods(client, ground.clock(), Duration.ofHours(1), exporters.podLabels());
        TargetDiscovery.Found found = TargetDiscovery.find(exporters, nodes, pods.pods());
        try {
            return judge(ExporterProbe.ask(found.targets(), ground.clock()), found.problems());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while exporters were asked", e);
        }
    }

    private static ScrapedNode scraped(Node node) {
        TreeSet<String> resources =
                new TreeSet<>(Optional.ofNullable(node.getStatus().getAllocatable())
                        .orElse(Map.of())
                        .keySet());
        resources.removeIf(resource -> resource.indexOf('/') < 0);
        Optional<String> address = Optional.ofNullable(node.getStatus().getAddresses()).orElse(List.of()).stream()
                .filter(each -> "InternalIP".equals(each.getType()))
                .map(each -> each.getAddress())
                .findFirst();
        Map<String, String> annotations =
                Optional.ofNullable(node.getMetadata().getAnnotations()).orElse(Map.of());
        return new ScrapedNode(
                ANY,
                new NodeName(node.getMetadata().getName()),
                address,
                resources,
                new TreeMap<>(
                        Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of())),
                Optional.ofNullable(annotations.get(Marks.EXPORTERS)));
    }

    static List<Finding> judge(List<Asked> asked, List<String> problems) {
        List<Finding> findings = new ArrayList<>();
        problems.stream().limit(MOST_NAMED).forEach(problem -> findings.add(problem(problem)));
        for (Asked each : asked) {
            if (each.result() instanceof Result.Gap gap && findings.size() < MOST_NAMED) {
                findings.add(silent(each, gap));
            }
        }
        long silent = asked.stream()
                .filter(each -> each.result() instanceof Result.Gap)
                .count();
        if (silent == 0 && problems.isEmpty()) {
            findings.add(Finding.ok(
                    Area.EXPORTERS,
                    "exporters",
                    "%d 个都回答了".formatted(asked.size()),
                    "all of %d answer".formatted(asked.size())));
        } else {
            findings.add(Finding.ok(
                    Area.EXPORTERS,
                    "exporters",
                    "%d 个中有 %d 个没有回答".formatted(asked.size(), silent),
                    "%d of %d do not answer".formatted(silent, asked.size())));
        }
        return findings;
    }

    private static Finding silent(Asked asked, Result.Gap gap) {
        return Finding.of(
                Area.EXPORTERS,
                Severity.WARNING,
                "%s on %s".formatted(asked.target().name(), asked.target().node()),
                new Words(
                        "%s：%s（%s）"
                                .formatted(
                                        gap.cause(),
                                        gap.detail(),
                                        asked.target().uri()),
                        "%s: %s (%s)"
                                .formatted(
                                        gap.cause(),
                                        gap.detail(),
                                        asked.target().uri())),
                new Words(
                        "该节点的用量只按卡数核对，坏卡看不到",
                        "usage of this node is verified by count, and faults of its devices are not seen"),
                "xisuan metrics lint " + asked.target().uri());
    }

    private static Finding problem(String problem) {
        return Finding.of(
                Area.EXPORTERS,
                Severity.WARNING,
                "exporters",
                new Words(problem, problem),
                new Words("问不到它", "it cannot be asked"),
                "kubectl get nodes -o wide");
    }

    private static Finding unreadable(Path file, String said) {
        return Finding.of(
                Area.EXPORTERS,
                Severity.ERROR,
                file.toString(),
                new Words("选项文件读不懂：" + said, "the options file is not understood: " + said),
                new Words("operator 用它启动不了", "the operator does not start with it"),
                "vi " + file);
    }
}
