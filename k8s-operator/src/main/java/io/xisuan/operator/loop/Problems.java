package io.xisuan.operator.loop;

import io.xisuan.operator.market.ResourceKind;
import io.xisuan.operator.market.ResourceProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is left out and why, by the resource that it is about. */
final class Problems {
    private record Key(ResourceKind kind, String namespace, String name) {}

    private final List<ResourceProblem> all;
    /** Looked up only; never walked. */
    private final Map<Key, ResourceProblem> first = new HashMap<>();

    Problems(List<ResourceProblem> ofMarket, List<ResourceProblem> ofNodes) {
        this.all = Stream.concat(ofMarket.stream(), ofNodes.stream()).sorted().toList();
        for (ResourceProblem problem : all) {
            first.putIfAbsent(new Key(problem.kind(), problem.namespace(), problem.name()), problem);
        }
    }

    /** Returns all, in their order. */
    List<ResourceProblem> all() {
        return all;
    }

    /** Returns the first problem of a resource, or empty when it is understood. */
    Optional<ResourceProblem> of(ResourceKind kind, String namespace, String name) {
        return Optional.ofNullable(first.get(new Key(kind, namespace, name)));
    }
}
