package io.xisuan.cli.doctor;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What the operator does not understand of sites, prices, programmes and tenants, and what is left over of jobs. */
final class ResourceCheck {
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(Site.class, Tenant.class, Tariff.class, VoucherProgramme.class, Voucher.class);

    private static final Duration BLOCKED = Duration.ofMinutes(15);

    private ResourceCheck() {}

    static List<Finding> look(KubernetesClient client, InstantSource clock) {
        List<Finding> findings = new ArrayList<>();
        int looked = 0;
        for (Class<? extends CustomResource<?, ?>> kind : KINDS) {
            List<GenericKubernetesResource> all = client.genericKubernetesResources(
                            ResourceDefinitionContext.fromResourceType(kind))
                    .inAnyNamespace()
                    .list()
                    .getItems();
            looked += all.size();
            all.forEach(resource -> findings.addAll(conditions(resource)));
        }
        findings.addAll(namespaces(client));
        client.pods().inAnyNamespace().withLabel(Marks.JOB).list().getItems().stream()
                .filter(pod -> blocked(pod, clock.millis()))
                .forEach(pod -> findings.add(blocked(pod)));
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    Area.RESOURCES,
                    "xisuan.io",
                    "%d 个资源都理解了；没有遗留".formatted(looked),
                    "all %d resources are understood, and nothing is left over".formatted(looked)));
        }
        return findings;
    }

    /** Returns each condition of a resource that does not hold. */
    static List<Finding> conditions(GenericKubernetesResource resource) {
        List<Finding> findings = new ArrayList<>();
        if (resource.get("status", "conditions") instanceof List<?> conditions) {
            for (Object each : conditions) {
                if (each instanceof Map<?, ?> condition && "False".equals(condition.get("status"))) {
                    findings.add(unready(
                            resource, String.valueOf(condition.get("type")), String.valueOf(condition.get("message"))));
                }
            }
        }
        return findings;
    }

    private static Finding unready(GenericKubernetesResource resource, String type, String message) {
        String name = resource.getMetadata().getName();
        String namespace = resource.getMetadata().getNamespace();
        return Finding.of(
                Area.RESOURCES,
                Severity.WARNING,
                "%s %s".formatted(resource.getKind(), namespace == null ? name : namespace + "/" + name),
                new Words("%s 不成立：%s".formatted(type, message), "%s does not hold: %s".formatted(type, message)),
                new Words("operator 不使用它，直到改正", "the operator does without it until it is corrected"),
                "kubectl edit %s %s%s"
                        .formatted(
                                resource.getKind().toLowerCase(Locale.ROOT),
                                name,
                                namespace == null ? "" : " -n " + namespace));
    }

    private static List<Finding> namespaces(KubernetesClient client) {
        TreeSet<String> tenants = new TreeSet<>();
        client.resources(Tenant.class).list().getItems().stream()
                .map(tenant -> tenant.getMetadata().getName())
                .forEach(tenants::add);
        List<Finding> findings = new ArrayList<>();
        for (Namespace namespace :
                client.namespaces().withLabel(Marks.TENANT).list().getItems()) {
            String tenant = namespace.getMetadata().getLabels().getOrDefault(Marks.TENANT, "");
            if (!tenants.contains(tenant)) {
                findings.add(Finding.of(
                        Area.RESOURCES,
                        Severity.WARNING,
                        "Namespace " + namespace.getMetadata().getName(),
                        new Words(
                                "属于租户“%s”，而没有这个 Tenant".formatted(tenant),
                                "belongs to tenant \"%s\", which does not exist".formatted(tenant)),
                        new Words("其中的作业会被拒绝", "jobs in it are refused"),
                        "xisuan tenant create " + tenant));
            }
        }
        return findings;
    }

    private static boolean blocked(Pod pod, long nowMillis) {
        String deleted = pod.getMetadata().getDeletionTimestamp();
        return pod.getMetadata().getFinalizers().contains(Marks.METERING_FINALIZER)
                && deleted != null
                && nowMillis - OffsetDateTime.parse(deleted).toInstant().toEpochMilli() > BLOCKED.toMillis();
    }

    private static Finding blocked(Pod pod) {
        return Finding.of(
                Area.RESOURCES,
                Severity.ERROR,
                "Pod %s/%s"
                        .formatted(
                                pod.getMetadata().getNamespace(),
                                pod.getMetadata().getName()),
                new Words(
                        "一刻钟前就要结束，仍留着计量的终结器",
                        "should have ended a quarter of an hour ago and keeps its metering finalizer"),
                new Words(
                        "它的机时没有结清；先让 operator 恢复，见运行手册",
                        "its device time is not closed; let the operator recover first, see its run-book"),
                "xisuan doctor --only leader,journal,store");
    }
}
