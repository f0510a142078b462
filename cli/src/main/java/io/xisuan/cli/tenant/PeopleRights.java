package io.xisuan.cli.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.operator.act.SetupLook;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets operations make accounts, tokens and quotas in one tenant's namespace. Nobody has that right for the whole cluster, where it
 * would be an administrator's: whoever brings a tenant in gives it to operations there.
 */
final class PeopleRights {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String REVIEWS = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final String REVIEW = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(60);
    private static final Duration NUDGE_EVERY = Duration.ofSeconds(3);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(50).toNanos();

    private final ClusterObjects objects;
    private final List<Subject> operations;

    PeopleRights(ClusterObjects objects) {
        this.objects = objects;
        this.operations = operations(objects);
    }

    /** Returns the installation's group, and who asks where they are no member of it and no administrator. */
    private static List<Subject> operations(ClusterObjects objects) {
        List<Subject> subjects = new ArrayList<>();
        String group = SetupLook.installed(objects.client()).operationsGroup();
        subjects.add(TenantObjects.signedIn("Group", group));
        if (!may(objects, new ResourceAttributesBuilder().withGroup(RBAC).withResource("clusterroles"), "bind")) {
            JsonNode me = me(objects);
            boolean member = false;
            for (JsonNode mine : me.path("groups")) {
                member |= mine.asText().equals(group);
            }
            if (!member) {
                subjects.add(TenantObjects.signedIn("User", me.path("username").asText()));
            }
        }
        return List.copyOf(subjects);
    }

    private static JsonNode me(ClusterObjects objects) {
        try {
            return JsonMapper.builder()
                    .build()
                    .readTree(objects.client().raw(REVIEWS, "POST", REVIEW))
                    .path("status")
                    .path("userInfo");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the API server does not say who asks", e);
        }
    }

    /** Binds the role in a namespace with the tenant label, and returns once the API server knows it; what others added stays. */
    Step give(String namespace) {
        RoleBinding wanted = TenantObjects.binding(namespace, TenantObjects.PEOPLE, operations);
        RoleBinding found = objects.client().resource(wanted).get();
        if (found != null && found.getSubjects() != null && found.getSubjects().containsAll(operations)) {
            return new Step(wanted.getKind(), ClusterObjects.name(wanted), Step.State.SAME, "");
        }
        Step step = objects.ensure(wanted);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!objects.dryRun() && !given(namespace) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return step;
    }

    /** Returns whether who asks may make tokens of a namespace's accounts. */
    boolean given(String namespace) {
        return may(
                objects,
                new ResourceAttributesBuilder()
                        .withNamespace(namespace)
                        .withGroup("")
                        .withResource("serviceaccounts")
                        .withSubresource("token"),
                "create");
    }

    /**
     * Returns once the cluster counts what a namespace's quota bounds: until then its API server refuses every job ("status unknown
     * for quota"). The quota controller looks for new kinds every 30 s and at quotas that it could not count only every five
     * minutes, or when their bounds change: so where the kinds are that young, a bound is lowered and put back.
     *
     * @return what to say where it does not begin to count
     */
    Optional<Step> counted(String namespace, int jobs) {
        long began = System.nanoTime();
        long nudged = began;
        while (!counts(namespace)) {
            long now = System.nanoTime();
            if (now - nudged >= NUDGE_EVERY.toNanos()) {
                try {
                    ensure(TenantObjects.quota(namespace, jobs, TenantObjects.MOST_INQUIRIES - 1));
                } finally {
                    ensure(TenantObjects.quota(namespace, jobs));
                }
                nudged = System.nanoTime();
            }
            if (now - began >= COUNTED_WITHIN.toNanos()) {
                return Optional.of(
                        new Step(
                                "ResourceQuota",
                                namespace + "/" + TenantObjects.ROLE,
                                Step.State.SEEN,
                                objects.language()
                                        .of(
                                                "集群尚未统计该配额，在此之前会拒绝作业：检查 kube-controller-manager",
                                                "the cluster does not count it yet and refuses jobs until it does: look at kube-controller-manager")));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return Optional.empty();
    }

    private boolean counts(String namespace) {
        ResourceQuota found = objects.client()
                .resourceQuotas()
                .inNamespace(namespace)
                .withName(TenantObjects.ROLE)
                .get();
        return found != null
                && found.getStatus() != null
                && found.getStatus().getUsed() != null
                && found.getStatus()
                        .getUsed()
                        .keySet()
                        .containsAll(found.getSpec().getHard().keySet());
    }

    private static boolean may(ClusterObjects objects, ResourceAttributesBuilder what, String verb) {
        ResourceAttributes attributes = what.withVerb(verb).build();
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withResourceAttributes(attributes)
                .endSpec()
                .build();
        return Boolean.TRUE.equals(
                objects.client().resource(review).create().getStatus().getAllowed());
    }

    /** Makes or changes an object that this right is for. */
    Step ensure(HasMetadata wanted) {
        try {
            return objects.ensure(wanted);
        } catch (KubernetesClientException error) {
            // A dry run has bound nothing.
            if (!objects.dryRun() || error.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw error;
            }
            return new Step(
                    wanted.getKind(),
                    ClusterObjects.name(wanted),
                    Step.State.NEW,
                    objects.language()
                            .of("未询问：那里尚未绑定角色 %s", "not asked: role %s is not bound there yet")
                            .formatted(TenantObjects.PEOPLE));
        }
    }
}
