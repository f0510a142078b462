package io.xisuan.cli.operator;

import io.fabric8.kubernetes.api.model.Binding;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stands for hami-scheduler: it binds pods of that scheduler to the node that they are pinned to, and writes onto each which cards it was
 * given. It chooses the first card with enough compute left and knows no other rule of the real one.
 */
final class HamiStandIn implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(300);

    /** What HAMi calls the cards of one maker: the resources of compute and of memory, the annotation, and the keyword of the type. */
    private record Maker(String cores, String memory, String annotation, String type) {}

    private static final Map<String, Maker> MAKERS = Map.of(
            "nvidia.com/gpu",
            new Maker("nvidia.com/gpucores", "nvidia.com/gpumem", "hami.io/vgpu-devices-allocated", "NVIDIA"),
            "hygon.com/dcunum",
            new Maker("hygon.com/dcucores", "hygon.com/dcumem", "hami.io/dcu-devices-allocated", "DCU"),
            "cambricon.com/vmlu",
            new Maker(
                    "cambricon.com/mlu.smlu.vcore",
                    "cambricon.com/mlu.smlu.vmemory",
                    "hami.io/cambricon-mlu-devices-allocated",
                    "MLU"));

    private final KubernetesClient client;
    private final TreeMap<String, List<Integer>> used = new TreeMap<>();
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    HamiStandIn(KubernetesClient client) {
        this.client = client;
        var unused = thread.scheduleWithFixedDelay(this::bindAll, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns what it could not do. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void bindAll() {
        try {
            client.pods().inAnyNamespace().list().getItems().stream()
                    .filter(pod -> "hami-scheduler".equals(pod.getSpec().getSchedulerName())
                            && pod.getSpec().getNodeName() == null
                            && pod.getMetadata().getDeletionTimestamp() == null)
                    .forEach(this::bind);
        } catch (KubernetesClientException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private void bind(Pod pod) {
        String node = pinned(pod);
        String namespace = pod.getMetadata().getNamespace();
        String name = pod.getMetadata().getName();
        annotate(pod, node);
        Binding binding = new BindingBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewTarget()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(node)
                .endTarget()
                .build();
        String unused = client.raw(
                "/api/v1/namespaces/%s/pods/%s/binding".formatted(namespace, name),
                "POST",
                Serialization.asJson(binding));
    }

    private static String pinned(Pod pod) {
        return pod.getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms()
                .getFirst()
                .getMatchFields()
                .getFirst()
                .getValues()
                .getFirst();
    }

    private void annotate(Pod pod, String node) {
        Map<String, Quantity> asked =
                pod.getSpec().getContainers().getFirst().getResources().getLimits();
        String count = asked.keySet().stream()
                .filter(MAKERS::containsKey)
                .findFirst()
                .orElseThrow(() -> new KubernetesClientException("no card is asked for: " + asked));
        Maker maker = Objects.requireNonNull(MAKERS.get(count));
        int cores = amount(asked, maker.cores());
        String card = "%s-card-%d".formatted(node, card(node, cores));
        String text = "%s,%s,%d,%d:;".formatted(card, maker.type(), amount(asked, maker.memory()), cores);
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .edit(known -> known.edit()
                        .editMetadata()
                        .addToAnnotations(maker.annotation(), text)
                        .addToAnnotations("hami.io/vgpu-node", node)
                        .endMetadata()
                        .build());
    }

    private static int amount(Map<String, Quantity> asked, String resource) {
        Quantity amount = asked.get(resource);
        return amount == null ? 0 : Integer.parseInt(amount.getAmount());
    }

    /** Returns the first card of the node with so much compute left, and takes it. */
    private int card(String node, int cores) {
        List<Integer> cards = used.computeIfAbsent(node, key -> new ArrayList<>());
        int card = 0;
        while (card < cards.size() && cards.get(card) + cores > 100) {
            card++;
        }
        if (card == cards.size()) {
            cards.add(0);
        }
        cards.set(card, cards.get(card) + cores);
        return card;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
